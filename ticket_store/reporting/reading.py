"""The figures of calls, talks and causes of any period, zone, department and agent, from the roll-ups.

Each is one indexed statement or a few; none reads the calls themselves.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from ticket_store.reporting.counts import CallCounts, Cause, CauseCounts, Cell, Heatmap, TalkCounts, Wanted
from ticket_store.reporting.half_hours import A_DAY, A_WEEK
from ticket_store.reporting.summing import by_day, by_half_hour_of_week, summed, summed_by
from ticket_store.schema import call_figure, cause_figure, talk_figure


def calls_of(db: Connection, wanted: Wanted) -> CallCounts:
    """All calls of the period."""
    return summed(db, call_figure, CallCounts, wanted)


def calls_by_department(db: Connection, wanted: Wanted) -> Mapping[str, CallCounts]:
    """By key; under "" those that never reached one. Departments without calls are left out."""
    rows = summed_by(db, call_figure, CallCounts, wanted, "department_key")
    return {key: found for (key,), found in rows.items()}


def calls_by_day(db: Connection, wanted: Wanted, zone: ZoneInfo) -> Mapping[date, CallCounts]:
    """By the days of a zone, in order; every day of the period is there."""
    found = by_day(db, call_figure, CallCounts, wanted, zone)
    return {day: found.get(day, CallCounts()) for day in days_of(wanted, zone)}


def heatmap(db: Connection, wanted: Wanted, zone: ZoneInfo) -> Heatmap:
    """When people ring: the calls of each half-hour of the week."""
    cells = by_half_hour_of_week(db, call_figure, Cell, wanted, zone)
    weekdays = Counter(day.weekday() for day in days_of(wanted, zone))
    return Heatmap(
        cells=tuple(tuple(cells[start : start + A_DAY]) for start in range(0, A_WEEK, A_DAY)),
        days=tuple(weekdays[weekday] for weekday in range(7)),
    )


def talks_of(db: Connection, wanted: Wanted) -> TalkCounts:
    """All talks of the period."""
    return summed(db, talk_figure, TalkCounts, wanted)


def talks_by_department(db: Connection, wanted: Wanted) -> Mapping[str, TalkCounts]:
    """By key; departments without talks are left out."""
    rows = summed_by(db, talk_figure, TalkCounts, wanted, "department_key")
    return {key: found for (key,), found in rows.items()}


def talks_by_agent(db: Connection, wanted: Wanted) -> Mapping[str, TalkCounts]:
    """By the agent's id; agents without talks are left out."""
    rows = summed_by(db, talk_figure, TalkCounts, wanted, "agent_id")
    return {key: found for (key,), found in rows.items()}


def talks_by_day(db: Connection, wanted: Wanted, zone: ZoneInfo) -> Mapping[date, TalkCounts]:
    """By the days of a zone, in order; every day of the period is there."""
    found = by_day(db, talk_figure, TalkCounts, wanted, zone)
    return {day: found.get(day, TalkCounts()) for day in days_of(wanted, zone)}


def causes(db: Connection, wanted: Wanted) -> list[Cause]:
    """Why people call: by department and outcome of the case, those that take the most time first."""
    rows = summed_by(db, cause_figure, CauseCounts, wanted, "department_key", "disposition")
    found = [Cause(key, disposition, counted) for (key, disposition), counted in rows.items()]
    return sorted(found, key=lambda one: (-one.counted.handle_ms, one.department_key, one.disposition))


def days_of(wanted: Wanted, zone: ZoneInfo) -> list[date]:
    """The days of a zone that the period touches."""
    first = wanted.since.astimezone(zone).date()
    last = (wanted.until - timedelta.resolution).astimezone(zone).date()
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def midnight(day: date, zone: ZoneInfo) -> datetime:
    """When a day begins there: the edge of a period of whole days."""
    return datetime(day.year, day.month, day.day, tzinfo=zone)
