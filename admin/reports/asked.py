"""What a reader of a report asked for: which days of which clock, which department, which agent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from admin.typed_text import YEARS

FIELDS = ("period", "since", "until", "department", "agent", "zone")
_MOST_DAYS = 400
_LONGEST = 60


class Period(StrEnum):
    """The spans on offer; `OWN` are the days that were typed, which win over any of them."""

    TODAY = "today"
    YESTERDAY = "yesterday"
    WEEK = "7"
    MONTH = "30"
    QUARTER = "90"
    OWN = "own"


class Fault(StrEnum):
    """What is wrong with a field."""

    DAY = "day"
    ORDER = "order"
    LONG = "long"
    ZONE = "zone"


@dataclass(frozen=True)
class Asked:
    """Days count in `zone`, from `first` to `last`, both included; `since` and `until` are the same, half-open, UTC.

    `departments` None means all; a department or an agent that the reader may not see is never in here.
    """

    period: Period
    first: date
    last: date
    zone: str
    department: str | None
    departments: frozenset[str] | None
    agent_id: str | None
    typed: Mapping[str, str]
    faults: Mapping[str, Fault]

    @property
    def since(self) -> datetime:
        return _midnight(self.first, self.zone)

    @property
    def until(self) -> datetime:
        return _midnight(self.last + timedelta(days=1), self.zone)

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def address(self) -> Mapping[str, str]:
        """What an address must carry to ask the same again."""
        return {field: text for field, text in self.typed.items() if text}


def read_asked(
    arguments: Mapping[str, str],
    now: datetime,
    *,
    zone: str,
    departments: frozenset[str] | None,
    known: frozenset[str],
) -> Asked:
    """`zone` is the shop's, `departments` those that the reader may see, `known` those that there are.

    What cannot be read is told beside its field and taken as not asked.
    """
    typed = {field: arguments.get(field, "").strip()[:_LONGEST] for field in FIELDS}
    faults: dict[str, Fault] = {}
    if typed["zone"] and not _is_zone(typed["zone"]):
        faults["zone"] = Fault.ZONE
    clock = zone if "zone" in faults or not typed["zone"] else typed["zone"]
    period, first, last = _days(typed, now.astimezone(ZoneInfo(clock)).date(), faults)
    seen = known if departments is None else known & departments
    department = typed["department"] if typed["department"] in seen else None
    return Asked(
        period=period,
        first=first,
        last=last,
        zone=clock,
        department=department,
        departments=frozenset({department}) if department else departments,
        agent_id=typed["agent"] or None,
        typed=typed,
        faults=faults,
    )


def _days(typed: Mapping[str, str], today: date, faults: dict[str, Fault]) -> tuple[Period, date, date]:
    if typed["since"] or typed["until"]:
        return _own(typed, today, faults)
    try:
        period = Period(typed["period"] or Period.MONTH)
    except ValueError:
        period = Period.MONTH
    match period:
        case Period.TODAY:
            return period, today, today
        case Period.YESTERDAY:
            return period, today - timedelta(days=1), today - timedelta(days=1)
        case Period.OWN:
            return _own(typed, today, faults)
        case _:
            return period, today - timedelta(days=int(period) - 1), today


def _own(typed: Mapping[str, str], today: date, faults: dict[str, Fault]) -> tuple[Period, date, date]:
    first, last = (_day(typed[field], field, faults) for field in ("since", "until"))
    last = last or max(today, first or today)
    first = first or last - timedelta(days=29)
    if first > last:
        faults["until"] = Fault.ORDER
        last = first
    if (last - first).days >= _MOST_DAYS:
        faults["since"] = Fault.LONG
        first = last - timedelta(days=_MOST_DAYS - 1)
    return Period.OWN, first, last


def _day(text: str, field: str, faults: dict[str, Fault]) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.year not in YEARS or day.year < YEARS[0] + 2:
        faults[field] = Fault.DAY
        return None
    return day


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time.min, ZoneInfo(zone)).astimezone(UTC)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder
        return False
    return True
