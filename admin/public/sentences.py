"""What the shop's face says in words: the same sentences for the page, the JSON and the widget."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton, get_day_names, get_timezone_location
from flask import g

from admin import words
from admin.languages import N_, gettext, here
from admin.public.face import DepartmentFace, Finds
from admin.visitor import visitor
from admin.wording import phone, since, when
from call_routing.hours.opening_hours import Cause, Closed, Open
from call_routing.hours.quiet_hours import Quiet
from call_routing.hours.week import Day, Span
from call_routing.ways_in import WayIn
from ticket_store.line import Line, Words, nearest

_LONG_WAIT_MIN = 60
_DAY_FIRST = {"en": "en_GB"}
_FOUND: Mapping[Finds, str] = {
    Finds.NOBODY: N_("We are open, but nobody is free to answer right now. Ask us to call you back."),
    Finds.FULL: N_("The queue is full right now. Ask us to call you back."),
    Finds.LAST_CALL: N_("More people wait than we can answer before we close. Ask us to call you back."),
    Finds.UNKNOWN: N_("We cannot tell the wait right now."),
}


@dataclass(frozen=True)
class Reader:
    """Who reads: their language, the shop's clock."""

    line: Line
    now: datetime
    language: str

    def named(self, texts: Words) -> str:
        """A text of the shop in the reader's language, else in the first of the shop's that has one."""
        return nearest(texts, (self.language, *self.line.shop.languages))

    @property
    def zone(self) -> str:
        return self.line.shop.timezone

    def clock(self, at: datetime, *, ends: bool = False) -> str:
        """The time on the shop's wall; an opening that lasts until midnight ends at 24:00."""
        there = f"{at.astimezone(ZoneInfo(self.zone)):%H:%M}"
        return "24:00" if ends and there == "00:00" else there


def reader_here() -> Reader:
    """Whoever reads this page."""
    return Reader(g.line, visitor().now, here())


def place(reader: Reader) -> str:
    """The city whose clock the shop keeps, for readers in another zone."""
    locale = _DAY_FIRST.get(reader.language, reader.language)
    return get_timezone_location(ZoneInfo(reader.zone), locale=locale, return_city=True)


def state(reader: Reader, face: DepartmentFace) -> str:
    """ "Open until 17:00", "Closed, opens tomorrow 08:30"."""
    match face.state:
        case Open(None):
            return gettext("Open round the clock")
        case Open(datetime() as closes_at):
            until = since(closes_at, now=reader.now, zone=reader.zone, language=reader.language)
            return gettext("Open until %(time)s") % {"time": until}
        case Closed(opens_at=None):
            return gettext("Closed")
        case Closed(opens_at=datetime() as opens_at):
            then = when(opens_at, now=reader.now, zone=reader.zone, language=reader.language)
            return gettext("Closed, opens %(when)s") % {"when": then}
    raise TypeError(f"{face.state} is neither open nor closed.")


def reason(reader: Reader, face: DepartmentFace) -> str:
    """Why it is closed when one would not expect it; empty outside hours."""
    if not isinstance(face.state, Closed) or face.state.cause is Cause.HOURS:
        return ""
    told = reader.named(face.state.reason)
    match face.state.cause:
        case Cause.HOLIDAY | Cause.CLOSURE:
            return gettext("Closed: %(reason)s") % {"reason": told} if told else gettext("Closed for a while")
        case _:
            return (
                gettext("Closed just now: %(reason)s") % {"reason": told}
                if told
                else gettext("Closed just now")
            )


def wait(face: DepartmentFace) -> str:
    """What a caller would find, or how long they would wait; empty while closed."""
    if face.finds is Finds.SHUT:
        return ""
    if face.finds is not Finds.WAIT or face.wait is None:
        return gettext(_FOUND.get(face.finds, _FOUND[Finds.UNKNOWN]))
    low, high = face.wait.low_minutes, face.wait.high_minutes
    if low == 0:
        return gettext("We answer within a minute.")
    if low >= _LONG_WAIT_MIN:
        return gettext("The wait is over an hour. Ask us to call you back.")
    return gettext("Wait now: %(low)s to %(high)s min") % {"low": low, "high": high}


def quiet(found: Quiet | None) -> str:
    """ "11:00–13:00", or nothing where it is not known."""
    if found is None:
        return ""
    end = "24:00" if (found.end.hour, found.end.minute) == (0, 0) else f"{found.end:%H:%M}"
    return f"{found.start:%H:%M}–{end}"


def hours(reader: Reader, spans: Sequence[Span]) -> str:
    """The hours of a day: "08:30–12:00, 13:00–17:00", or "closed"."""
    if not spans:
        return gettext("closed")
    return ", ".join(f"{reader.clock(span.start)}–{reader.clock(span.end, ends=True)}" for span in spans)


def day_name(reader: Reader, day: Day) -> str:
    """ "Monday, 23 Nov"."""
    locale = _DAY_FIRST.get(reader.language, reader.language)
    name = get_day_names("wide", context="stand-alone", locale=locale)[day.on.weekday()]
    at_noon = datetime(day.on.year, day.on.month, day.on.day, 12, tzinfo=UTC)
    return f"{name}, {format_skeleton('MMMd', at_noon, locale=locale)}"


def day_note(reader: Reader, day: Day) -> str:
    """The holiday by name, or why the day is shorter than usual."""
    if day.holiday:
        return reader.named(day.holiday)
    return reader.named(day.reason)


def keys(way: WayIn) -> str:
    """What to press after the number; empty where it leads there by itself."""
    return gettext("then press %(keys)s") % {"keys": ", ".join(way.keys)} if way.keys else ""


def call(way: WayIn) -> str:
    """ "Call +48 22 123 45 67"; the number is never broken at the end of a line."""
    return gettext("Call %(number)s") % {"number": phone(way.number).replace(" ", "\u00a0")}


def ways(reader: Reader, face: DepartmentFace) -> list[WayIn]:
    """The numbers that speak the reader's language first, then the shop's own, then the most direct."""
    at_home = reader.line.shop.languages[0]
    return sorted(
        face.ways,
        key=lambda way: (way.language != reader.language, way.language != at_home, len(way.keys)),
    )


def languages(face: DepartmentFace) -> str:
    """ "Polish, English"."""
    return ", ".join(words.word(code, "language") for code in face.languages)
