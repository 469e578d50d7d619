"""Which slots a department has on offer, and which window a wish gets. Nothing is written here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from call_routing.hours.dial_hours import DialHours, Span, dial_hours_of, dial_spans, may_ring
from call_routing.hours.opening_hours import is_open
from call_routing.queue.foretelling import foretell, half_hour_of
from callbacks.promising.policy import Window, as_soon_as_possible
from callbacks.promising.slots import HALF_HOUR, Slot, capacity, days_of, half_hours, nearest
from ticket_store.line import Line
from ticket_store.slot_facts import SlotFacts, slot_facts

# So far ahead those on duty now say how many there will be; later ones are guessed from all who are configured.
NEAR = timedelta(hours=2)
FARTHEST = timedelta(days=60)
# Nobody is on duty, so nobody knows how long it takes.
UNKNOWN_WAIT = timedelta(minutes=30)


@dataclass(frozen=True)
class SlotBook:
    """The slots of one department at one moment."""

    line: Line
    department_key: str
    hours: DialHours
    facts: SlotFacts
    now: datetime

    def slot(self, span: Span) -> Slot:
        """How many more can be promised in this half hour."""
        left = self.fit(span) - self.facts.taken_in(span.start, span.end)
        return Slot(span.start, span.end, max(0, left))

    def fit(self, span: Span) -> int:
        """How many can be promised in it at all.

        Staff: within the next two hours those who are on duty now, where the department is open; of all later
        half hours every active agent who is configured for it, since the house keeps no rota.
        """
        near = span.start < self.now + NEAR and is_open(self.hours.schedule, self.now)
        staffed = self.facts.on_duty if near else self.facts.configured
        handling_s = self.facts.handling_s(half_hour_of(self.line, span.start))
        wall = span.start.astimezone(self.zone).time()
        return capacity(self.line.shop.callbacks.slots, staffed, handling_s, wall)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.line.shop.timezone)

    def free_slots(self, since: datetime, after: time | None = None) -> Iterator[Slot]:
        """From `since` on, in order; `after` keeps those that begin at this time of the day or later."""
        for span in half_hours(self.hours, since):
            if span.start > self.now + FARTHEST:
                return
            if after is not None and span.start.astimezone(self.zone).time() < after:
                continue
            slot = self.slot(span)
            if slot.left > 0:
                yield slot

    def tomorrow(self) -> datetime:
        """When the shop's next day begins."""
        day = self.now.astimezone(self.zone).date() + timedelta(days=1)
        return datetime.combine(day, time(), tzinfo=self.zone).astimezone(self.now.tzinfo)

    def is_full(self) -> bool:
        """Whether so many are promised until tonight that one more belongs to tomorrow."""
        limit = self.line.shop.callbacks.slots.max_pending
        pending = self.facts.taken_in(self.now - FARTHEST, self.tomorrow())
        return pending >= (2 * self._fit_today() if limit is None else limit)

    def _fit_today(self) -> int:
        """How many could be promised from this half hour to tonight, were none promised yet."""
        tomorrow = self.tomorrow()
        spans = takewhile(lambda span: span.start < tomorrow, half_hours(self.hours, self.now - HALF_HOUR))
        return sum(self.fit(span) for span in spans if span.end > self.now)


def book_of(
    db: Connection, line: Line, department_key: str, now: datetime, besides: str | None = None
) -> SlotBook:
    """`besides`: a callback that looks for another place. Raises: KeyError for an unknown department."""
    hours = dial_hours_of(line, department_key)
    return SlotBook(line, department_key, hours, slot_facts(db, department_key, besides), now)


def offered_slots(
    db: Connection,
    line: Line,
    department_key: str,
    now: datetime,
    *,
    most: int = 200,
    after: time | None = None,
) -> list[Slot]:
    """The free slots of the next opening days, as many days as the shop has set, the soonest first.

    `after`: only those that begin at this time of the shop's day or later. `left` is at least 1.
    """
    book = book_of(db, line, department_key, now)
    return list(islice(_on_offer(book, after), most))


def _on_offer(book: SlotBook, after: time | None = None) -> Iterator[Slot]:
    days = book.line.shop.callbacks.slots.days
    spans = half_hours(book.hours, book.now)
    for span in days_of(spans, book.line.shop.timezone, days):
        late_enough = after is None or span.start.astimezone(book.zone).time() >= after
        slot = book.slot(span) if late_enough and span.start > book.now else None
        if slot is not None and slot.left > 0:
            yield slot


def slot_near(book: SlotBook, wanted_from: datetime) -> Window | None:
    """The slot that lies there, else the nearest free one: of those on offer and of that very day.

    None where nothing is free within 60 days.
    """
    on_offer = list(_on_offer(book))
    wanted_from = min(wanted_from, book.now + FARTHEST)
    if not on_offer or wanted_from > on_offer[-1].start:
        on_offer += islice(book.free_slots(max(book.now, wanted_from - timedelta(days=1))), 200)
    found = nearest([slot for slot in on_offer if slot.start > book.now], wanted_from)
    return None if found is None else Window(found.start, found.start, found.end)


def soonest(db: Connection, book: SlotBook, not_before: timedelta, arrived_at: datetime) -> Window | None:
    """As soon as possible: at once while open, for when an agent is expected free; else the first free slot.

    Where too many are promised already, or the wait is longer than the shop promises, that is one of tomorrow or
    later. None where nothing is free within 60 days.
    """
    settings, now = book.line.shop.callbacks.slots, book.now
    if not may_ring(book.hours, now):
        return first_free(book, now + not_before)
    # By then those are due, too, who were promised a call in this minute.
    wait = foretell(db, book.line, book.department_key, arrived_at, now + not_before).wait
    expected = UNKNOWN_WAIT if wait is None else wait.expected
    if expected > settings.max_expected or book.is_full():
        return first_free(book, book.tomorrow())
    window = as_soon_as_possible(book.hours, expected, not_before, now)
    return window or first_free(book, now + not_before + expected)


def window_from(book: SlotBook, at: datetime) -> Window | None:
    """The half hour from a time on that we name ourselves, where it may be dialled in, else the first free slot."""
    span = next(dial_spans(book.hours, at), None)
    if span is not None and span.start == at and at + HALF_HOUR <= span.end:
        return Window(at, at, at + HALF_HOUR)
    return first_free(book, at)


def first_free(book: SlotBook, since: datetime) -> Window | None:
    """The first free slot that begins then or later; None where there is none within 60 days."""
    found = next(book.free_slots(since), None)
    return None if found is None else Window(found.start, found.start, found.end)
