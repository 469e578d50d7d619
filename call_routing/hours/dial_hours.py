"""When may customers be rung: inside the opening hours, and inside a window on the wall clock. Pure.

The window holds whatever the opening hours say: a shop that is open all night rings nobody back at three. Where
clocks change inside it, the shorter reading holds.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from opening_hours import State

from call_routing.hours.hours_text import HORIZON_DAYS, read_hours
from call_routing.hours.opening_hours import Closed, Schedule, is_open, opening
from call_routing.hours.schedules import schedule_of
from ticket_store.line import Line

MIDNIGHT = time()
_HORIZON = timedelta(days=HORIZON_DAYS)
_YEAR = re.compile(r"\b\d{4}\b(?!:)")
_A_NEW_YEAR = datetime(2024, 1, 1)  # noqa: DTZ001 - a wall clock; a year with a 29 February, and the one after it
_TWO_YEARS = timedelta(days=731)


@dataclass(frozen=True)
class DialHours:
    """Opening hours, and from when to when on the wall clock; `latest` 00:00 is the end of the day."""

    schedule: Schedule
    earliest: time
    latest: time


@dataclass(frozen=True)
class Span:
    """May be rung at every instant of [start, end)."""

    start: datetime
    end: datetime


def dial_hours_of(line: Line, department_key: str) -> DialHours:
    """Those of one department. Raises: KeyError for an unknown one."""
    slots = line.shop.callbacks.slots
    return DialHours(schedule_of(line, department_key), slots.earliest, slots.latest)


def may_ring(hours: DialHours, at: datetime) -> bool:
    """Whether a customer may be rung at this instant."""
    zone = ZoneInfo(hours.schedule.timezone)
    start, end = _window(hours, at.astimezone(zone).date(), zone)
    return start <= at < end and is_open(hours.schedule, at)


def dial_spans(hours: DialHours, since: datetime) -> Iterator[Span]:
    """The spans in which customers may be rung, from `since` on, in order; none beyond two years."""
    at, horizon = since.astimezone(UTC), since.astimezone(UTC) + _HORIZON
    while at < horizon:
        state = opening(hours.schedule, at)
        if isinstance(state, Closed):
            if state.opens_at is None:
                return
            at = state.opens_at
            continue
        closes_at = min(state.closes_at or horizon, horizon)
        yield from _inside(hours, at, closes_at)
        at = closes_at


@lru_cache(maxsize=256)
def ever_rings(text: str, country: str, earliest: time, latest: time) -> bool:
    """Whether hours that can be read are ever open inside the window; dates of one year only count as if they were.

    On the wall clock of any year: without closures, and without the nights in which clocks change.
    """
    if _YEAR.search(text):
        return True
    start = _A_NEW_YEAR
    for opens, closes, state, _ in read_hours(text, country).intervals(start, start + _TWO_YEARS):
        if state is State.OPEN and _meets(
            max(opens, start), min(closes, start + _TWO_YEARS), earliest, latest
        ):
            return True
    return False


def _meets(opens: datetime, closes: datetime, earliest: time, latest: time) -> bool:
    """Whether one opening on the wall clock has a minute in the window of one of its days."""
    day = opens.date()
    while datetime.combine(day, MIDNIGHT) < closes:
        ends = datetime.combine(day + timedelta(days=latest == MIDNIGHT), latest)
        if max(opens, datetime.combine(day, earliest)) < min(closes, ends):
            return True
        day += timedelta(days=1)
    return False


def _inside(hours: DialHours, start: datetime, end: datetime) -> Iterator[Span]:
    """What the window of each day leaves of one opening."""
    zone = ZoneInfo(hours.schedule.timezone)
    day = start.astimezone(zone).date()
    while True:
        opens, closes = _window(hours, day, zone)
        if opens >= end:
            return
        if max(opens, start) < min(closes, end):
            yield Span(max(opens, start), min(closes, end))
        day += timedelta(days=1)


def _window(hours: DialHours, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From when to when on this day; a time that the clocks skip or show twice is read so that less is left."""
    ends = (day, hours.latest) if hours.latest != MIDNIGHT else (day + timedelta(days=1), MIDNIGHT)
    return max(_instants(day, hours.earliest, zone)), min(_instants(*ends, zone))


def _instants(day: date, at: time, zone: ZoneInfo) -> list[datetime]:
    return [datetime.combine(day, at.replace(fold=fold), tzinfo=zone).astimezone(UTC) for fold in (0, 1)]
