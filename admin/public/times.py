"""The times that a form offers, in words, the same for asking and for moving."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from admin.languages import gettext
from admin.public.form_fields import SOON
from admin.public.sentences import Reader
from admin.wording import window
from callbacks.promising.policy import Window
from callbacks.promising.slot_book import book_of, offered_slots, soonest
from callbacks.promising.slots import Slot

_MOST = 60


@dataclass(frozen=True)
class Choice:
    """One time: what is sent, and what is read."""

    value: str
    words: str


@dataclass(frozen=True)
class Times:
    """`window` is what whoever asks for as soon as possible is told, whoever they are; None where nobody knows."""

    soon: Choice
    after_work: Choice | None = None
    days: Sequence[tuple[str, Sequence[Choice]]] = field(default_factory=tuple)
    window: Window | None = None

    def likely(self, reader: Reader) -> str:
        """When "as soon as possible" is, in words; empty where nobody knows."""
        if self.window is None:
            return ""
        said = span(reader, self.window.start, self.window.end)
        return gettext("As soon as possible is most likely %(window)s.") % {"window": said}


def times(db: Connection, reader: Reader, department_key: str) -> Times:
    """What is on offer in a department: as soon as possible, after work, each free half hour by day."""
    line, now = reader.line, reader.now
    slots = offered_slots(db, line, department_key, now, most=_MOST)
    late = line.shop.callbacks.slots.after_work
    zone = ZoneInfo(reader.zone)
    after = next((slot for slot in slots if slot.start.astimezone(zone).time() >= late), None)
    expected = likely_window(db, reader, department_key)
    return Times(
        Choice(SOON, gettext("As soon as possible")),
        None if after is None else Choice(value(after), _after_work(reader, after, late.strftime("%H:%M"))),
        _by_day(reader, slots, zone),
        expected,
    )


def likely_window(db: Connection, reader: Reader, department_key: str) -> Window | None:
    """When whoever asks now for as soon as possible would be rung; it says nothing of anybody."""
    book = book_of(db, reader.line, department_key, reader.now)
    return soonest(db, book, timedelta(), reader.now)


def span(reader: Reader, start: datetime, end: datetime) -> str:
    """ "today 14:30 to 15:00"."""
    return window(start, end, now=reader.now, zone=reader.zone, language=reader.language)


def value(slot: Slot) -> str:
    return slot.start.isoformat(timespec="minutes")


def _after_work(reader: Reader, slot: Slot, late: str) -> str:
    said = gettext("After %(time)s: %(window)s")
    return said % {"time": late, "window": span(reader, slot.start, slot.end)}


def _by_day(reader: Reader, slots: Sequence[Slot], zone: ZoneInfo) -> list[tuple[str, list[Choice]]]:
    """Each day with its half hours; the words of each name the day too, for whoever hears them read."""
    days = groupby(slots, key=lambda slot: slot.start.astimezone(zone).date())
    return [
        (f"{on:%d.%m.%Y}", [Choice(value(slot), span(reader, slot.start, slot.end)) for slot in of_day])
        for on, of_day in days
    ]
