"""The opening hours of a day and of a week, from the very schedule that decides each call. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from call_routing.hours.holiday_names import holiday_names
from call_routing.hours.opening_hours import Cause, Closed, Open, Schedule, dated_closures, opening


@dataclass(frozen=True)
class Span:
    """Open from one instant to another, in UTC; half-open."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class Day:
    """One day of the shop's calendar. `reason` says why it is closed at a time when it usually is not.

    `holiday` is the day's name in each language, whether the shop opens on it or not.
    """

    on: date
    spans: tuple[Span, ...]
    cause: Cause | None = None
    reason: Mapping[str, str] = field(default_factory=dict, hash=False)
    holiday: Mapping[str, str] = field(default_factory=dict, hash=False)


def today_of(schedule: Schedule, now: datetime) -> date:
    """Which day it is in the shop."""
    return now.astimezone(ZoneInfo(schedule.timezone)).date()


@lru_cache(maxsize=2048)  # a page asks for a week, search engines for a month, of each department
def day_of(schedule: Schedule, on: date) -> Day:
    """What a caller finds on this day, with closures, holidays and a close by hand."""
    start, end = midnight(schedule, on), midnight(schedule, on + timedelta(days=1))
    spans: list[Span] = []
    closed: Closed | None = None
    at = start
    while at < end:
        match opening(schedule, at):
            case Open(closes_at):
                until = end if closes_at is None else min(closes_at, end)
                spans.append(Span(at, until))
                at = until
            case Closed() as state:
                if closed is None or closed.cause is Cause.HOURS:
                    closed = state
                at = min(
                    end if state.opens_at is None else state.opens_at, *_closures_begin(schedule, at, end)
                )
    why = closed if closed is not None and closed.cause is not Cause.HOURS else None
    return Day(
        on,
        tuple(spans),
        why.cause if why else None,
        why.reason if why else {},
        (holiday_names(schedule.country, on) if schedule.country else None) or {},
    )


def _closures_begin(schedule: Schedule, at: datetime, end: datetime) -> list[datetime]:
    """When a closure begins in the rest of the day that takes an opening away; the day's end stands last."""
    as_if_open = replace(schedule, closures=())
    return [
        *(
            one.starts_at
            for one in dated_closures(schedule, at)
            if at < one.starts_at < end and _opens_within(as_if_open, one.starts_at, min(one.ends_at, end))
        ),
        end,
    ]


def _opens_within(schedule: Schedule, start: datetime, end: datetime) -> bool:
    state = opening(schedule, start)
    return isinstance(state, Open) or (state.opens_at is not None and state.opens_at < end)


def week_of(schedule: Schedule, now: datetime, days: int = 7) -> tuple[Day, ...]:
    """Today and the days after it."""
    today = today_of(schedule, now)
    return tuple(day_of(schedule, today + timedelta(days=number)) for number in range(days))


def usual(schedule: Schedule) -> Schedule:
    """The hours alone: without closures, holidays and a close by hand."""
    return replace(schedule, country=None, closures=(), manual_close=None)


def midnight(schedule: Schedule, on: date) -> datetime:
    """When the shop's day begins; the first of two midnights, where the clocks go back over it."""
    return datetime.combine(on, time(), ZoneInfo(schedule.timezone)).astimezone(UTC)
