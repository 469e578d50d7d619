"""Which times are put before somebody who wants another one: few enough for the keys of a telephone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from callbacks.promising.policy import WINDOW, Window
from callbacks.promising.slot_book import book_of, offered_slots, slot_near
from ticket_store.line import Line
from ticket_store.rows import Callback

SOONEST, SLOT, AFTER = "soonest", "slot", "after"
_MOST_SLOTS = 2
_SOON = timedelta(days=1)
_LATER = timedelta(hours=1)


@dataclass(frozen=True)
class TimeOnOffer:
    """As soon as possible (no `start`), a free half hour, or the first one after work."""

    kind: str
    start: datetime | None = None

    @property
    def end(self) -> datetime:
        assert self.start is not None  # noqa: S101 - asked of a half hour only
        return self.start + WINDOW

    def kept(self) -> str:
        """For the store: a caller is told the same times until they have chosen."""
        return self.kind if self.start is None else f"{self.kind} {self.start.isoformat()}"

    @classmethod
    def read(cls, kept: str) -> "TimeOnOffer":
        kind, _, start = kept.partition(" ")
        return cls(kind, datetime.fromisoformat(start) if start else None)


def times_on_offer(db: Connection, line: Line, found: Callback, now: datetime) -> list[TimeOnOffer]:
    """As soon as possible, the next two free half hours, and after work where that is today or tomorrow.

    The half hour that is promised already is none of them.
    """
    after_work = line.shop.callbacks.slots.after_work
    key = found.department_key
    free = offered_slots(db, line, key, now, most=_MOST_SLOTS + 1)
    slots = [slot.start for slot in free if slot.start != found.promised_from][:_MOST_SLOTS]
    late = [slot.start for slot in offered_slots(db, line, key, now, most=2, after=after_work)]
    evening = [at for at in late if at not in slots and at != found.promised_from and at - now <= _SOON][:1]
    return [
        TimeOnOffer(SOONEST),
        *(TimeOnOffer(SLOT, at) for at in slots),
        *(TimeOnOffer(AFTER, at) for at in evening),
    ]


def an_hour_later(now: datetime) -> datetime:
    """What somebody means by "not now"."""
    return now + _LATER


def tomorrow_at_this_time(line: Line, now: datetime) -> datetime:
    """By the clock on the shop's wall, also on the days on which it is changed."""
    here = now.astimezone(ZoneInfo(line.shop.timezone))
    return (here + timedelta(days=1)).astimezone(now.tzinfo)


def free_near(
    db: Connection, line: Line, found: Callback, wanted_from: datetime, now: datetime
) -> Window | None:
    """The half hour that would be promised for this wish."""
    return slot_near(book_of(db, line, found.department_key, now, besides=found.id), wanted_from)
