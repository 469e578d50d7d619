"""Everything the floor shows at one moment, read in one consistent view."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy import Connection

from admin.panel.board import Asked, Board, asks, board
from admin.permissions import Action
from admin.visitor import Visitor
from call_routing.line_book import LineBook
from callbacks.promising.at_risk import Endangered, endangered
from ticket_store.desk_view import QueueLine, queue_lines
from ticket_store.estimate_errors import EstimateError, errors
from ticket_store.floor_view import CallOnFloor, PersonOnFloor, calls_on_floor, people_on_floor
from ticket_store.line import Line
from ticket_store.line_rows import LineMissingError
from ticket_store.promises import promise_figures
from ticket_store.reporting.counts import Wanted
from ticket_store.reporting.formulas import ServiceFormula, service_level
from ticket_store.reporting.reading import calls_by_department
from ticket_store.unattended import minutes_unattended, unattended_now

Value = TypeVar("Value")
_MOST_TOPICS = 40  # the live process takes 50 of a page


@dataclass(frozen=True)
class FloorView:
    """`topics` are what the floor listens to: whenever one of them changes, it is read again.

    `unattended` says since when a department has been open with nobody on duty, `minutes` for how many minutes
    of today, `risks` which of its promises are late or could break, `levels` its service level of
    today. `watching` is the call that the visitor
    listens to, in `mode`. `errors` are of today, the newest first.
    """

    board: Board
    asks: list[Asked]
    departments: list[QueueLine]
    unattended: Mapping[str, datetime]
    minutes: Mapping[str, float]
    risks: Mapping[str, Endangered]
    levels: Mapping[str, float]
    people: list[PersonOnFloor]
    calls: list[CallOnFloor]
    watching: str | None
    mode: str | None
    errors: list[EstimateError]
    topics: tuple[str, ...]


def floor_view(db: Connection, who: Visitor, lines: LineBook) -> FloorView:
    """Within the departments that the visitor may see."""
    departments = [key for key in who.labels.departments if sees(who, key)]
    calls = [one for one in calls_on_floor(db) if sees(who, one.department_key)]
    people = [one for one in people_on_floor(db, who.now) if any(sees(who, key) for key in one.departments)]
    queues = queue_lines(db, departments, who.now)
    unattended = _seen(who, unattended_now(db))
    minutes = _seen(who, minutes_unattended(db, who.midnight, who.now))
    line = _line(db, lines)
    risks = _seen(who, endangered(db, line, who.now) if line else {})
    today = promise_figures(db, who.midnight, who.now, who.departments)
    shown = board(queues, unattended, minutes, risks, people, (today.asked, today.still_open))
    watching, mode = _watching(calls, who)
    return FloorView(
        board=shown,
        asks=asks(shown, queues, unattended, people),
        departments=queues,
        unattended=unattended,
        minutes=minutes,
        risks=risks,
        levels=_levels(db, who, line),
        people=people,
        calls=calls,
        watching=watching,
        mode=mode,
        errors=_errors(db, who),
        topics=("calls", "callbacks", "agents", *(f"department:{key}" for key in departments))[:_MOST_TOPICS],
    )


def sees(who: Visitor, department_key: str | None) -> bool:
    """Whether what belongs to this department, or to none yet, is this visitor's to see."""
    return who.departments is None or department_key in who.departments


def may_listen(call: CallOnFloor, who: Visitor) -> bool:
    """Whether the page offers to listen: a talk of others, for whoever has the permission."""
    return who.may(Action.LISTEN_TO_TALK) and call.status == "talking" and call.agent_id != who.signed_in.id


def _seen(who: Visitor, by_department: Mapping[str, Value]) -> Mapping[str, Value]:
    return {key: value for key, value in by_department.items() if sees(who, key)}


def _line(db: Connection, lines: LineBook) -> Line | None:
    """None before there is one: then nothing was promised either."""
    try:
        return lines.line_in(db)
    except LineMissingError:
        return None


def _levels(db: Connection, who: Visitor, line: Line | None) -> Mapping[str, float]:
    """Departments with callers today, by the shop's formula."""
    by = line.shop.service_formula if line else ServiceFormula.OF_OFFERED
    today = calls_by_department(db, Wanted(who.midnight, who.now, who.departments))
    levels = {key: service_level(counted, by) for key, counted in today.items()}
    return {key: level for key, level in levels.items() if level is not None}


def _errors(db: Connection, who: Visitor) -> list[EstimateError]:
    today = errors(db, who.midnight, who.now + timedelta(minutes=30))
    return [one for one in reversed(today) if sees(who, one.department_key)]


def _watching(calls: list[CallOnFloor], who: Visitor) -> tuple[str, str] | tuple[None, None]:
    me = who.signed_in.id
    return next(
        ((one.id, by.mode) for one in calls for by in one.watchers if by.agent_id == me), (None, None)
    )
