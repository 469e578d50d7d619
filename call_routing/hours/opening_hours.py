"""Is the line open, until when, and when does it open next?

Pure: `now` is an argument. All times in and out are aware, those given out in UTC; hours are meant on the
shop's wall clock, so both nights when clocks change are right: what the wall clock shows twice is open twice.
Spans are half-open: at 17:00:00 a department "08:30-17:00" is closed.
Source: docs/rules.md#open-or-closed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

from opening_hours import OpeningHours

from call_routing.hours.holiday_names import holiday_names
from call_routing.hours.hours_text import HORIZON_DAYS, check_hours, read_hours
from call_routing.hours.yearly import in_year

__all__ = [
    "Cause",
    "Closed",
    "Closure",
    "ManualClose",
    "Open",
    "Schedule",
    "check_hours",
    "dated_closures",
    "is_open",
    "next_opening",
    "opening",
]

# A shop that does not open or close within two years has no opening that is worth speaking of.
_HORIZON = timedelta(days=HORIZON_DAYS)

# No zone changes its clocks twice within this time and is back where it was.
_BETWEEN_CLOCK_CHANGES = timedelta(days=20)


@dataclass(frozen=True)
class Closure:
    """Closed from one instant to another, with the reason in each language; yearly: each year from then on."""

    starts_at: datetime
    ends_at: datetime
    reason: Mapping[str, str] = field(default_factory=dict, hash=False)
    yearly: bool = False


@dataclass(frozen=True)
class ManualClose:
    """Closed by hand since an instant, until another or until somebody opens again (None)."""

    since: datetime
    until: datetime | None
    reason: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Schedule:
    """All that decides whether a department is open: hours as text, with their zone and holiday country.

    Without a country no day is a holiday.
    """

    text: str
    timezone: str
    country: str | None
    closures: tuple[Closure, ...] = ()
    manual_close: ManualClose | None = None


class Cause(StrEnum):
    """Why the line is closed; where several apply, the one that stands lowest here."""

    HOURS = "hours"
    HOLIDAY = "holiday"
    CLOSURE = "closure"
    MANUAL = "manual"


@dataclass(frozen=True)
class Open:
    """Open now; `closes_at` is None where it does not close within two years."""

    closes_at: datetime | None


@dataclass(frozen=True)
class Closed:
    """Closed now; the reason by language is empty outside hours, `opens_at` None where nobody knows."""

    cause: Cause
    reason: Mapping[str, str]
    opens_at: datetime | None


def is_open(schedule: Schedule, now: datetime) -> bool:
    """Whether the line is open at this instant.

    Raises: ValueError for a naive time or hours that cannot be read.
    """
    return _blocked(schedule, now) is None and _hours(schedule, schedule.country).is_open(
        _wall(schedule, now)
    )


def opening(schedule: Schedule, now: datetime) -> Open | Closed:
    """Whether the line is open and until when, or why it is closed and until when."""
    blocked = _blocked(schedule, now)
    if blocked is None and is_open(schedule, now):
        return Open(_next_turn(schedule, now))
    opens_at = next_opening(schedule, now)
    match blocked:
        case ManualClose(reason=reason):
            return Closed(Cause.MANUAL, reason, opens_at)
        case Closure(reason=reason):
            return Closed(Cause.CLOSURE, reason, opens_at)
        case None:
            names = _holiday(schedule, now, opens_at)
            return Closed(Cause.HOLIDAY if names else Cause.HOURS, names or {}, opens_at)


def next_opening(schedule: Schedule, now: datetime) -> datetime | None:
    """The next instant after `now` at which the line turns from closed to open; None if not within two years.

    While the line is open that is the opening after the next closing.
    """
    turn = _next_turn(schedule, now)
    return _next_turn(schedule, turn) if turn is not None and not is_open(schedule, turn) else turn


def _hours(schedule: Schedule, country: str | None) -> OpeningHours:
    return read_hours(schedule.text, country)


def _wall(schedule: Schedule, at: datetime) -> datetime:
    """What the shop's wall clock shows, without a zone: so it is asked of the hours."""
    if at.tzinfo is None:
        raise ValueError(f"Opening hours need an aware time, not {at}. Give it a zone, best UTC.")
    return at.astimezone(ZoneInfo(schedule.timezone)).replace(tzinfo=None)


def _blocked(schedule: Schedule, at: datetime) -> ManualClose | Closure | None:
    """What closes the line at this instant whatever the hours say; a hand beats a date."""
    close = schedule.manual_close
    if close is not None and close.since <= at and (close.until is None or at < close.until):
        return close
    return next((one for one in dated_closures(schedule, at) if one.starts_at <= at < one.ends_at), None)


def dated_closures(schedule: Schedule, at: datetime) -> Iterator[Closure]:
    """Every closure with its dates; of a yearly one those around this instant, and those within the horizon."""
    for closure in schedule.closures:
        if closure.yearly:
            yield from _of_years(closure, schedule.timezone, at.year)
        else:
            yield closure


@lru_cache(maxsize=1024)
def _of_years(closure: Closure, timezone: str, year: int) -> tuple[Closure, ...]:
    """The one that began a year ago may last until now; the horizon ends three new years from now at most."""
    spans = (in_year(closure.starts_at, closure.ends_at, timezone, year + ahead) for ahead in range(-1, 4))
    return tuple(Closure(*span, closure.reason) for span in spans if span)


def _holiday(schedule: Schedule, now: datetime, opens_at: datetime | None) -> Mapping[str, str] | None:
    """The names of today's public holiday, if the line is closed because of it.

    That is: without the holiday it would be open at some time today, with it it opens no more today.
    """
    today = _wall(schedule, now).date()
    if opens_at is not None and _wall(schedule, opens_at).date() == today:
        return None
    names = holiday_names(schedule.country, today) if schedule.country else None
    midnight = datetime.combine(today, time())
    if names is None or not _opens_within_a_day(_hours(schedule, None), midnight):
        return None
    return names


def _opens_within_a_day(hours: OpeningHours, start: datetime) -> bool:
    turn = hours.next_change(start)
    return hours.is_open(start) or (turn is not None and turn < start + timedelta(days=1))


def _next_turn(schedule: Schedule, now: datetime) -> datetime | None:
    """The next instant after `now` at which the line opens or closes; None if not within two years."""
    was_open = is_open(schedule, now)
    at, horizon = now.astimezone(UTC), now + _HORIZON
    while at < horizon:
        moments = [moment for moment in _moments(schedule, at, horizon) if moment > at]
        if not moments:
            return None
        at = min(moments)
        if is_open(schedule, at) != was_open:
            return at.astimezone(UTC)
    return None


def _moments(schedule: Schedule, at: datetime, horizon: datetime) -> Iterator[datetime]:
    """Instants, one of which is the next one after `at` at which anything can change; some may be past."""
    match _blocked(schedule, at):
        case ManualClose(until=end) | Closure(ends_at=end):
            # Nothing else matters before that: whatever the hours do, the line stays closed.
            if end is not None:
                yield end
        case None:
            yield from (closure.starts_at for closure in dated_closures(schedule, at))
            if schedule.manual_close is not None:
                yield schedule.manual_close.since
            yield from _moments_of_hours(schedule, at, horizon)


def _moments_of_hours(schedule: Schedule, at: datetime, horizon: datetime) -> Iterator[datetime]:
    """When the hours change next if the clocks do not, and the clock change if one comes before."""
    wall = _wall(schedule, at)
    turn = _hours(schedule, schedule.country).next_change(wall)
    if turn is None:
        return
    until = min(at + (turn - wall), horizon)
    yield until
    clock_change = _clock_change(ZoneInfo(schedule.timezone), at, until)
    if clock_change is not None:
        yield clock_change


def _clock_change(zone: ZoneInfo, after: datetime, until: datetime) -> datetime | None:
    """The first instant in (after, until] at which the zone's clocks are put forward or back."""
    offset = after.astimezone(zone).utcoffset()
    while after < until:
        probe = min(after + _BETWEEN_CLOCK_CHANGES, until)
        if probe.astimezone(zone).utcoffset() == offset:
            after = probe
            continue
        while probe - after > timedelta(seconds=1):
            middle = after + (probe - after) / 2
            if middle.astimezone(zone).utcoffset() == offset:
                after = middle
            else:
                probe = middle
        # Clocks change at whole seconds, and one lies between the two.
        return probe.replace(microsecond=0)
    return None
