"""A REST request and its answer, free of any web framework, so that handlers are plain functions."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from app.phone_simulator.model import RestError
from app.phone_simulator.rest.errors import error_body, refused

ROOT = "/2010-04-01/Accounts"


@dataclass(frozen=True)
class RestRequest:
    """What the app asked: path and query as they came, the form with every repeated value."""

    account: str
    path: str
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, Sequence[str]] = field(default_factory=dict)
    origin: str = ""

    def text(self, name: str) -> str | None:
        """The last value of a form field; None when it is absent or empty, as the carrier treats both
        alike.
        """
        values = self.form.get(name)
        return (values[-1] or None) if values else None

    def texts(self, name: str) -> tuple[str, ...]:
        """Every value of a repeated form field, in order."""
        return tuple(self.form.get(name, ()))

    def flag(self, name: str) -> bool | None:
        """A true/false field; None when absent. Raises: RestError 20001 for any other word."""
        value = self.text(name)
        if value is None:
            return None
        if value.lower() not in {"true", "false"}:
            raise refused(20001, f"{name}: {value}. Send true or false.")
        return value.lower() == "true"

    def number(self, name: str, default: int) -> int:
        """A whole-number field. Raises: RestError 20001 when it is none."""
        value = self.text(name)
        if value is None:
            return default
        if not value.lstrip("-").isdigit():
            raise refused(20001, f"{name}: {value}. Send a whole number.")
        return int(value)

    def method(self, name: str) -> str:
        """An HTTP method field, POST when absent. Raises: RestError 20001 for anything but GET and POST."""
        value = (self.text(name) or "POST").upper()
        if value not in {"GET", "POST"}:
            raise refused(20001, f"{name}: {value}. Send GET or POST.")
        return value


@dataclass(frozen=True)
class Answer:
    """What the carrier says back."""

    status: int
    body: bytes = b""
    content_type: str = "application/json"
    call_sid: str | None = None
    refusal: RestError | None = None


def as_json(body: Mapping[str, Any], status: int = 200) -> Answer:
    """The answer that carries this body as JSON; it remembers which call the body is about."""
    sids = (body.get("call_sid"), body.get("sid"))
    about = next((sid for sid in sids if isinstance(sid, str) and sid.startswith("CA")), None)
    return Answer(status, json.dumps(body, ensure_ascii=False).encode(), call_sid=about)


def as_refusal(error: RestError) -> Answer:
    """The answer that says no."""
    return Answer(error.status, json.dumps(error_body(error)).encode(), refusal=error)


def moment(name: str, value: str) -> datetime:
    """A date or a date with time from a filter, as an aware UTC moment; a date alone means its midnight in
    UTC.

    Raises: RestError 20001 when it is neither.
    """
    try:
        parsed = datetime.fromisoformat(value)
    except ValueError:
        raise refused(20001, f"{name}: {value}. Send YYYY-MM-DD or an ISO 8601 time.") from None
    return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)
