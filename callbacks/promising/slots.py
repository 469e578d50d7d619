"""Half hours in which a callback can be promised, and how many fit into each. Pure."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from call_routing.hours.dial_hours import DialHours, Span, dial_spans
from ticket_store.callback_settings import Slots

HALF_HOUR = timedelta(minutes=30)
# Every zone of the world is so many quarters of an hour from UTC: no half hour of a wall clock begins between.
_QUARTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Slot:
    """A half hour on offer; `left` more callbacks can be promised in it."""

    start: datetime
    end: datetime
    left: int


def half_hours(hours: DialHours, since: datetime) -> Iterator[Span]:
    """The whole half hours, as the wall clock counts them, that begin at `since` or later and may be dialled in.

    Endless but for the horizon of the opening hours (two years): take as many as are needed.
    """
    zone = ZoneInfo(hours.schedule.timezone)
    for span in dial_spans(hours, since):
        start = _up_to_quarter(span.start)
        while start + HALF_HOUR <= span.end:
            if start.astimezone(zone).minute % 30 == 0:
                yield Span(start, start + HALF_HOUR)
                start += HALF_HOUR
            else:
                start += _QUARTER


def days_of(spans: Iterator[Span], timezone: str, days: int) -> Iterator[Span]:
    """Those of the first so many days that have any."""
    zone = ZoneInfo(timezone)
    seen = set()
    for span in spans:
        seen.add(span.start.astimezone(zone).date())
        if len(seen) > days:
            return
        yield span


def capacity(slots: Slots, staffed: float, handling_s: float, wall: time) -> int:
    """How many callbacks fit into the half hour that begins at `wall`, beside the callers of that time.

    What those on duty could handle, less what the shop keeps for callers, and less again in a peak; at least one.
    """
    share = slots.capacity * (slots.in_peaks if in_peak(slots, wall) else 1.0)
    # The tiny addend: 4 x 0.7 talks are 2.8, but 10 x 0.7 must be 7 and not 6.999...
    return max(1, math.floor(staffed * HALF_HOUR.total_seconds() / handling_s * share + 1e-9))


def in_peak(slots: Slots, wall: time) -> bool:
    """Whether this time of the day lies in a peak; one that ends at 00:00 lasts until midnight."""
    return any(start <= wall and (wall < end or end == time()) for start, end in slots.peaks)


def nearest(slots: list[Slot], wanted_from: datetime) -> Slot | None:
    """The free slot that this time lies in, else the one that begins nearest to it; of two the later."""
    free = [slot for slot in slots if slot.left > 0]
    inside = [slot for slot in free if slot.start <= wanted_from < slot.end]
    if inside:
        return inside[0]
    return min(free, key=lambda slot: (abs(slot.start - wanted_from), wanted_from - slot.start), default=None)


def _up_to_quarter(at: datetime) -> datetime:
    over = timedelta(minutes=at.minute % 15, seconds=at.second, microseconds=at.microsecond)
    return at if not over else at + _QUARTER - over
