"""The opening hours of a department, gathered from the line. Pure."""

from call_routing.hours.opening_hours import Closure, ManualClose, Schedule
from ticket_store.line import Line


def schedule_of(line: Line, department_key: str) -> Schedule:
    """Hours, dated closures and a manual close of one department. Raises: KeyError for an unknown one."""
    department = line.departments[department_key]
    close = department.manual_close
    return Schedule(
        text=line.hours[department.hours_key],
        timezone=line.shop.timezone,
        country=line.shop.country,
        closures=tuple(
            Closure(closure.starts_at, closure.ends_at, closure.reason, closure.yearly)
            for closure in line.closures
            if closure.hours_key == department.hours_key
        ),
        manual_close=ManualClose(close.since_at, close.until_at, close.reason) if close else None,
    )
