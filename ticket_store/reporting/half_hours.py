"""Half-hours as whole numbers since 1970 in UTC, and how a zone's days and weeks are told from them. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

HALF_HOUR = timedelta(minutes=30)
A_DAY, A_WEEK = 48, 336
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY = _EPOCH.date()
_TO_MONDAY = 3 * A_DAY  # 1970 began on a Thursday


@dataclass(frozen=True, slots=True)
class Stretch:
    """The half-hours first <= number < end, in which a zone is `shift` half-hours ahead of UTC."""

    first: int
    end: int
    shift: int

    def day_of(self, number: int) -> date:
        """The day there of a half-hour."""
        return _EPOCH_DAY + timedelta(days=(number + self.shift) // A_DAY)

    @property
    def to_week(self) -> int:
        """What is added to a number so that modulo A_WEEK it counts from the Monday's midnight there."""
        return (self.shift + _TO_MONDAY) % A_WEEK


def number_of(at: datetime) -> int:
    """The half-hour in which this moment is."""
    return (at - _EPOCH) // HALF_HOUR


def begins_at(number: int) -> datetime:
    """The moment at which a half-hour begins."""
    return _EPOCH + number * HALF_HOUR


def within(since: datetime, until: datetime) -> tuple[int, int]:
    """The first half-hour of [since, until) and the one after its last; a part of one counts as whole."""
    return number_of(since), -((_EPOCH - until) // HALF_HOUR)


def stretches(since: datetime, until: datetime, zone: ZoneInfo) -> list[Stretch]:
    """The period cut where the zone changes its clocks; a zone of quarter-hours is taken down to the half-hour."""
    first, end = within(since, until)
    cuts = [first, *_changes(first, end, zone), end]
    return [Stretch(one, other, _shift(one, zone)) for one, other in pairwise(cuts)]


def _changes(first: int, end: int, zone: ZoneInfo) -> Iterator[int]:
    """The half-hours from which on the clocks show another time."""
    here = first
    while here < end:
        ahead = min(here + A_DAY, end)
        if _shift(here, zone) != _shift(ahead, zone):
            same, other = here, ahead
            while other - same > 1:
                middle = (same + other) // 2
                same, other = (
                    (middle, other) if _shift(middle, zone) == _shift(here, zone) else (same, middle)
                )
            if other < end:
                yield other
        here = ahead


def _shift(number: int, zone: ZoneInfo) -> int:
    offset = begins_at(number).astimezone(zone).utcoffset()
    return (offset or timedelta()) // HALF_HOUR
