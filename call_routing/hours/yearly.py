"""A closure that comes back every year, on the same days of the calendar and at the same times of the clock. Pure."""

from calendar import isleap
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONGEST = timedelta(days=365)
_DAY = timedelta(days=1)
_LONGEST_GAP = 9  # years between two 29 Februaries, over 1900 and 2100


def in_year(
    starts_at: datetime, ends_at: datetime, timezone: str, year: int
) -> tuple[datetime, datetime] | None:
    """From when until when it closes in the year in which it begins there, in UTC; None where it does not.

    The first time is the very span that was given; before it there is none. What ends at midnight lasts for whole
    days: "until 28 February" ends before the 29th. The 29th of February closes nothing in a year without one.
    """
    zone = ZoneInfo(timezone)
    first, last = (at.astimezone(zone).replace(tzinfo=None) for at in (starts_at, ends_at))
    if year <= first.year:
        return (starts_at, ends_at) if year == first.year else None
    whole_days = last.time() == time()
    shown_last = last - _DAY if whole_days else last
    start, end = _moved(first, year), _moved(shown_last, year + shown_last.year - first.year)
    if whole_days and not _is_missing(shown_last, end.year):
        end += _DAY
    return (_instant(start, zone), _instant(end, zone)) if start < end else None


def _moved(wall: datetime, year: int) -> datetime:
    """The same day and time of another year; the midnight after 28 February where there is no 29th."""
    return datetime(year, 3, 1) if _is_missing(wall, year) else wall.replace(year=year)  # noqa: DTZ001 - a wall clock


def _is_missing(wall: datetime, year: int) -> bool:
    return (wall.month, wall.day) == (2, 29) and not isleap(year)


def _instant(wall: datetime, zone: ZoneInfo) -> datetime:
    """The first of two where the clock shows it twice; where it leaves it out, as if it had not been put forward."""
    return wall.replace(tzinfo=zone).astimezone(UTC)


def next_time(
    starts_at: datetime, ends_at: datetime, timezone: str, now: datetime, *, yearly: bool
) -> tuple[datetime, datetime] | None:
    """The span that is under way or comes next; None where it is over for good."""
    if not yearly:
        return (starts_at, ends_at) if now < ends_at else None
    years = range(max(now.year - 1, starts_at.year - 1), max(now.year, starts_at.year) + _LONGEST_GAP)
    spans = (in_year(starts_at, ends_at, timezone, year) for year in years)
    return next((span for span in spans if span and now < span[1]), None)
