"""A webhook, parsed: what the carrier told us, as it came. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import unquote

from ticket_store.call_states import ENDED

OLDEST_NEWS = timedelta(hours=1)
MOST_FIELDS = 200  # a real webhook has about forty


class TooMuchError(ValueError):
    """More fields than any webhook has."""


@dataclass(frozen=True)
class Hook:
    """One request of the carrier. Every value is a stranger's text; nothing is assumed to be there."""

    kind: str
    params: Mapping[str, str]
    query: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        """A parameter; empty when the carrier did not send it."""
        return self.params.get(name, "")

    @property
    def call_sid(self) -> str:
        return self["CallSid"]

    @property
    def status(self) -> str:
        return self["CallStatus"]

    @property
    def has_ended(self) -> bool:
        """The carrier says that the leg of this request is over."""
        return self.status in ENDED

    @property
    def token(self) -> str:
        return self.query.get("t", "")

    @property
    def step(self) -> int:
        """The step that this request answers; -1 when it names none."""
        told = self.query.get("s", "")
        return int(told) if told.isascii() and told.isdigit() and len(told) < 6 else -1  # noqa: PLR2004 - no call has 100,000 steps

    def told_at(self, now: datetime) -> datetime:
        """When it happened by the carrier's own clock; `now` where it does not say, or says what cannot be.

        Events come late, but not from the future, nor from longer ago than a carrier would try.
        """
        try:
            told = parsedate_to_datetime(self["Timestamp"]).astimezone(UTC)
        except (TypeError, ValueError):
            return now
        return min(told, now) if told > now - OLDEST_NEWS else now


def pairs_of(encoded: bytes) -> list[tuple[str, str]]:
    """The fields of a form or a query, in their order, blank ones too.

    Bytes that are not UTF-8 become U+FFFD. As `urllib.parse.parse_qsl` reads them, at a third of its cost:
    most fields hold nothing that is escaped. Raises: TooMuchError.
    """
    if not encoded:
        return []
    if encoded.count(b"&") >= MOST_FIELDS:
        raise TooMuchError(f"A webhook came with more than {MOST_FIELDS} fields; it was refused.")
    pairs = [field.partition("=") for field in encoded.decode("utf-8", "replace").split("&") if field]
    return [(_plain(name), _plain(value)) for name, _, value in pairs]


def _plain(escaped: str) -> str:
    if escaped.startswith("%2B") and escaped[3:].isalnum():
        return "+" + escaped[3:]  # a number
    if "+" in escaped:
        escaped = escaped.replace("+", " ")
    return unquote(escaped, errors="replace") if "%" in escaped else escaped


def storable(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The fields by name, the last of repeated ones, without U+0000, which PostgreSQL keeps in no text."""
    kept = dict(pairs)
    if any("\0" in text for pair in kept.items() for text in pair):
        return {name.replace("\0", ""): value.replace("\0", "") for name, value in kept.items()}
    return kept
