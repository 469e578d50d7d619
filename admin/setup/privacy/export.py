"""All that is known of a person as one ZIP file: a page to read, the same for machines, and the recordings.

Made outside of any request, too: the command line gives the same file.
"""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlalchemy import Connection

from admin import wording
from admin.languages import LANGUAGES, SOURCE, translations
from admin.setup.privacy.words import FIELDS, SECTIONS, VALUES
from admin.words import word_in
from ticket_store.labels import Labels
from ticket_store.privacy.person_rows import Rows
from ticket_store.privacy.person_told import Recording, Told, recordings_of, told_of

_TEMPLATES = Path(__file__).parents[2] / "templates" / "setup"
_NUMBERS = frozenset({"number", "did", "to"})
# Which words a value of a field is said in, see admin.words.
_KINDS: Mapping[tuple[str, str], str] = {
    ("calls", "outcome"): "outcome",
    ("callbacks", "status"): "callback",
    ("callbacks", "through"): "asked",
    ("refusals", "through"): "asked",
    ("cases", "status"): "ticket",
    ("customer", "language"): "language",
    ("calls", "language"): "language",
}


@dataclass(frozen=True)
class Export:
    """`name` is that of the file."""

    name: str
    zipped: bytes


def export_of(db: Connection, rows: Rows, labels: Labels, now: datetime) -> Export:
    """The file, in the customer's own language where the pages speak it."""
    told, recordings = told_of(db, rows), recordings_of(db, rows)
    language = _language(told, labels)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        _put(file, "index.html", page_of(told, recordings, labels, language, now).encode(), now)
        _put(file, "data.json", _for_machines(told, rows.person.numbers, recordings, now), now)
        for one in recordings.values():
            _put(file, one.name, one.media, now)
    return Export(f"hotline-{rows.person.numbers[0].removeprefix('+')}-{now:%Y-%m-%d}.zip", packed.getvalue())


def page_of(
    told: Told, recordings: Mapping[str, Recording], labels: Labels, language: str, now: datetime
) -> str:
    """One page without anything around it: it can be read on any computer, and printed."""
    say = translations(language).gettext
    shown = partial(_shown, labels, language)
    return (
        _environment()
        .get_template("privacy_export.html")
        .render(
            _=lambda text, **values: say(text) % values if values else say(text),
            told=told,
            columns={name: list(dict.fromkeys(chain.from_iterable(rows))) for name, rows in told.items()},
            sections=SECTIONS,
            fields=FIELDS,
            shown=shown,
            recordings=recordings,
            shop=labels.shop_name,
            language=language,
            made_at=shown("", "", now),
        )
    )


def _shown(labels: Labels, language: str, section: str, field: str, value: Any) -> str:
    """A value as people read it; what nobody knows is a dash."""
    match value:
        case None | "":
            return "–"
        case str():
            return _worded(labels, language, section, field, value)
        case datetime():
            return f"{value.astimezone(ZoneInfo(labels.timezone)):%Y-%m-%d %H:%M}"
        case Mapping():
            return ", ".join(f"{name}: {one}" for name, one in value.items() if one)
        case list() | tuple():
            return ", ".join(wording.phone(str(one)) for one in value)
        case _:
            return str(value)


def _worded(labels: Labels, language: str, section: str, field: str, value: str) -> str:
    """A code as its word, a number grouped, a department by its name; a text as it is."""
    coded, kind = VALUES.get((section, field), {}).get(value), _KINDS.get((section, field))
    if coded is not None:
        return translations(language).gettext(coded)
    if kind is not None:
        return word_in(language, value, kind)
    if field in _NUMBERS:
        return wording.phone(value)
    return labels.department_name(value, language) if field == "department" else value


def _for_machines(
    told: Told, numbers: Sequence[str], recordings: Mapping[str, Recording], now: datetime
) -> bytes:
    files = {sid: one.name for sid, one in recordings.items()}
    body = {"numbers": list(numbers), "made_at": now, **told, "recording_files": files}
    return json.dumps(body, ensure_ascii=False, indent=2, default=_plain).encode()


def _plain(value: object) -> str:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else str(value)


def _language(told: Told, labels: Labels) -> str:
    own = [str(one.get("language")) for one in told.get("customer", ())]
    return next((one for one in (*own, *labels.languages) if one in LANGUAGES), SOURCE)


def _put(file: zipfile.ZipFile, name: str, content: bytes, now: datetime) -> None:
    """With the shop's time on it, and nothing of this computer."""
    about = zipfile.ZipInfo(name, now.timetuple()[:6])
    about.compress_type = zipfile.ZIP_DEFLATED
    about.external_attr = 0o600 << 16
    file.writestr(about, content)


@cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined)
