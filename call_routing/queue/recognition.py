"""What a known caller may want to go on with, before any menu. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from call_routing.hours.opening_hours import is_open
from call_routing.hours.schedules import schedule_of
from ticket_store.line import Line
from ticket_store.rows import LeftQueue, OpenCase, Recognised

CASE_OF_INTEREST = timedelta(days=14)  # who calls later about an older case will say so by the menu


@dataclass(frozen=True)
class KeptPlace:
    """Who hung up while waiting, and calls again within minutes, has lost nothing."""

    call_id: str
    department_key: str


@dataclass(frozen=True)
class OwnCase:
    """There is an open case; the owner is named only while on duty."""

    department_key: str
    owner_name: str | None


Thread = KeptPlace | OwnCase


def thread_of(known: Recognised, line: Line, now: datetime) -> Thread | None:
    """What is offered before the menu: the kept place first, then the open case; None where neither is of use.

    Nothing is offered of a department that is closed: its hours are told by the menu's own way.
    """
    if known.left is not None and keeps_place(known.left, line, now):
        return KeptPlace(known.left.call_id, known.left.department_key)
    if known.case is not None and _is_of_interest(known.case, line, now):
        return OwnCase(known.case.department_key, known.case.owner_name if known.case.owner_on_duty else None)
    return None


def keeps_place(left: LeftQueue, line: Line, now: datetime) -> bool:
    """Whether the place that this call left is still the caller's: given up minutes ago, and not taken over yet."""
    department = line.departments.get(left.department_key)
    return (
        department is not None
        and left.gave_up
        and not left.taken
        and left.ended_at is not None
        and now - left.ended_at <= department.routing.redial_within
        and is_open(schedule_of(line, left.department_key), now)
    )


def _is_of_interest(case: OpenCase, line: Line, now: datetime) -> bool:
    return (
        case.department_key in line.departments
        and now - case.touched_at <= CASE_OF_INTEREST
        and is_open(schedule_of(line, case.department_key), now)
    )
