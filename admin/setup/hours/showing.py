"""What the pages of this room show besides their forms: the hours by name, and what a caller would hear."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from admin.back_office import back_office
from admin.languages import here
from admin.visitor import visitor
from call_routing.hours.opening_hours import Closed, Closure, Open, Schedule, opening
from call_routing.hours.schedules import schedule_of
from call_routing.hours.weekly_hours import WeeklyHours, read_week
from ticket_store.line import Department, Line, Spoken, nearest
from ticket_store.line_rows import load_line

_YEARS = range(2000, 2200)  # what lies outside is a slip of the finger


@dataclass(frozen=True)
class Hours:
    """One set of hours. `week` is None where a grid cannot show the text."""

    key: str
    text: str
    week: WeeklyHours | None
    departments: tuple[Department, ...]
    state: Open | Closed


@dataclass(frozen=True)
class Heard:
    """What a caller of a department meets at a moment; `said` is empty while it is open, or where nobody tells us."""

    department_key: str
    at: datetime
    state: Open | Closed
    said: Mapping[str, Spoken] = field(default_factory=dict)


def line_now() -> Line:
    """The line as it is stored: what a form shows must be what saving compares with."""
    return back_office().store.read(load_line)


def hours_of(line: Line, key: str) -> Hours:
    """One set of hours. Raises: KeyError for unknown ones."""
    text = line.hours[key]
    using = tuple(one for one in line.departments.values() if one.hours_key == key)
    return Hours(key, text, read_week(text), using, opening(hours_schedule(line, key), visitor().now))


def hours_schedule(line: Line, key: str) -> Schedule:
    """The hours alone, with their closures, and without what a department closed by hand."""
    return Schedule(
        text=line.hours[key],
        timezone=line.shop.timezone,
        country=line.shop.country,
        closures=tuple(
            Closure(one.starts_at, one.ends_at, one.reason, one.yearly)
            for one in line.closures
            if one.hours_key == key
        ),
    )


def is_closed_by_hand(line: Line, department_key: str) -> bool:
    """Whether a person has closed it and neither they nor the clock have opened it since."""
    close = line.departments[department_key].manual_close
    return close is not None and (close.until_at is None or close.until_at > visitor().now)


def in_words(words: Mapping[str, str]) -> str:
    """A text of the shop in the reader's language, else in the first of the shop's that has one."""
    return nearest(words, (here(), *visitor().labels.languages))


def heard(line: Line, department_key: str, at: datetime) -> Heard:
    """As the telephone says it, where the telephone is there to ask."""
    asked = back_office().when_closed
    state = opening(schedule_of(line, department_key), at)
    said = asked(line, department_key, at) if asked and isinstance(state, Closed) else {}
    return Heard(department_key, at, state, said)


def moment_of(on: str, at: str, zone: str, now: datetime) -> datetime:
    """What two fields name on the shop's clock; now where they are empty or name nothing."""
    try:
        wall = datetime.combine(date.fromisoformat(on), time.fromisoformat(at or "12:00"))
    except ValueError:
        return now
    if wall.year not in _YEARS or wall.tzinfo is not None:
        return now
    return wall.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
