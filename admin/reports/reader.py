"""What every question of the reports looks at: the period that was asked for, the shop's goals, the words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton, get_day_names
from sqlalchemy import Connection

from admin.reports.asked import Asked
from admin.reports.cells import Kind, said
from ticket_store.labels import Labels
from ticket_store.line import ServiceLevel
from ticket_store.reporting.counts import Wanted
from ticket_store.reporting.formulas import ServiceFormula

_DAY_FIRST = {"en": "en_GB"}
_FEW_DAYS = 7  # so many days are told by their weekday


@dataclass(frozen=True)
class Reader:
    """One look at the figures. `goals` are the service levels of the departments, `service` how they are told.

    `hurry`: the answer alone will do.
    """

    db: Connection
    asked: Asked
    now: datetime
    language: str
    labels: Labels
    goals: Mapping[str, ServiceLevel]
    service: ServiceFormula
    hurry: bool = False

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.asked.zone)

    @property
    def wanted(self) -> Wanted:
        agents = frozenset({self.asked.agent_id}) if self.asked.agent_id else None
        return Wanted(self.asked.since, self.asked.until, self.asked.departments, agents)

    @property
    def goal(self) -> ServiceLevel | None:
        """The goal that all departments in question share; None where they differ, or there is none."""
        keys = self.asked.departments
        found = {level for key, level in self.goals.items() if keys is None or key in keys}
        return found.pop() if len(found) == 1 else None

    @property
    def one_day(self) -> bool:
        return self.asked.days == 1

    def department(self, key: str) -> str:
        return self.labels.department_name(key, self.language)

    def in_order(self, found: Iterable[str]) -> list[str]:
        """Keys of departments as the shop orders them; what is no department any more comes last."""
        keys = set(found)
        return [
            *(key for key in self.labels.departments if key in keys),
            *sorted(keys - self.labels.departments.keys()),
        ]

    def day(self, day: date) -> str:
        """A day on a chart: "Mon 16", "16 Nov" where there are many."""
        skeleton = "Ed" if self.asked.days <= _FEW_DAYS else "MMMd"
        return format_skeleton(skeleton, _noon(day), locale=_DAY_FIRST.get(self.language, self.language))

    def weekdays(self, width: str = "abbreviated") -> list[str]:
        """Monday first."""
        names = get_day_names(width, context="stand-alone", locale=self.language)  # type: ignore[arg-type]  # a Literal
        return [names[number] for number in range(7)]

    def count(self, value: float) -> str:
        return said(value, Kind.COUNT, self.language)

    def share(self, value: float | None) -> str:
        return said(value, Kind.SHARE, self.language)

    def number(self, value: float | None) -> str:
        return said(value, Kind.NUMBER, self.language)

    def span(self, value: float | timedelta | None) -> str:
        return said(seconds_of(value), Kind.SECONDS, self.language)


def about(span: float | timedelta | None) -> str:
    """A duration for a sentence, in one unit: "35 s", "12 min", "7 h"."""
    length = seconds_of(span)
    if length is None:
        return "–"
    for unit, size in (("h", 3600), ("min", 60)):
        if length >= 2 * size:
            return f"{length / size:.0f} {unit}"
    return f"{length:.0f} s"


def seconds_of(span: float | timedelta | None) -> float | None:
    """A duration as a table keeps it."""
    return span.total_seconds() if isinstance(span, timedelta) else span


def half_hour(place: int) -> str:
    """A half-hour of the day by its number: "08:30"; 48 is "24:00"."""
    return f"{place // 2:02}:{place % 2 * 30:02}"


def between(place: int, until: int | None = None) -> str:
    """A half-hour in full: "08:30-09:00"."""
    return f"{half_hour(place)}–{half_hour(place + 1 if until is None else until)}"


def _noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001 - only its date is written
