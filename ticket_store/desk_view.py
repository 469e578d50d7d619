"""What one agent's desk shows: own status, the work in hand, the queues, what has been promised."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, case, false, func, or_, select

from ticket_store.schema import agent, agent_department, call, callback, reservation, ticket

_NOT_OPEN = ("done", "cancelled", "gave_up")


class Stage(StrEnum):
    """Where an agent stands with the call or callback in hand."""

    IDLE = "idle"
    OFFER = "offer"
    TALK = "talk"
    WRAP_UP = "wrap_up"


@dataclass(frozen=True)
class MyStatus:
    """The chosen status and what is known of the device: two facts."""

    chosen: str
    chosen_at: datetime | None
    next_status: str | None
    reason: str | None
    reachable: bool
    rings: str


@dataclass(frozen=True)
class Work:
    """The call or callback in hand. `since` is when the stage began, `until` when it ends by itself."""

    stage: Stage
    since: datetime | None = None
    until: datetime | None = None
    call_id: str | None = None
    callback_id: str | None = None
    ticket_id: str | None = None
    customer_id: str | None = None
    number: str | None = None
    caller_raw: str | None = None
    language: str | None = None
    department_key: str | None = None
    did_number: str | None = None
    direction: str = "inbound"
    arrived_at: datetime | None = None
    call_ended: bool = False


@dataclass(frozen=True)
class QueueLine:
    """A department in one line: who waits, who could answer."""

    department_key: str
    waiting: int
    longest_since: datetime | None
    callbacks_due: int
    free: int
    staffed: int


@dataclass(frozen=True)
class DueCallback:
    id: str
    number: str
    department_key: str
    status: str
    promised_from: datetime
    promised_until: datetime
    ticket_id: str | None
    mine: bool  # the case is owned by this agent, or the callback is in this agent's hand


def my_status(db: Connection, agent_id: str) -> MyStatus:
    row = db.execute(select(agent).where(agent.c.id == agent_id)).one()
    return MyStatus(
        chosen=row.chosen_status,
        chosen_at=row.chosen_at,
        next_status=row.next_status,
        reason=row.status_reason,
        reachable=row.reachable,
        rings=row.rings,
    )


def current_work(db: Connection, agent_id: str, now: datetime) -> Work:
    """The live reservation of this agent, else the wrap-up, else nothing."""
    held = db.execute(
        select(reservation).where(reservation.c.agent_id == agent_id, reservation.c.state != "released")
    ).first()
    if held is not None:
        return _held(db, held)
    row = db.execute(
        select(agent.c.wrap_up_until, agent.c.wrap_up_call_id).where(agent.c.id == agent_id)
    ).one()
    if row.wrap_up_until is None or row.wrap_up_until <= now or row.wrap_up_call_id is None:
        return Work(Stage.IDLE)
    return _work(
        db, Stage.WRAP_UP, since=None, until=row.wrap_up_until, call_id=row.wrap_up_call_id, callback_id=None
    )


def queue_lines(db: Connection, departments: Iterable[str], now: datetime) -> list[QueueLine]:
    """One line for each of these departments, in three statements."""
    keys = tuple(departments)
    waiting = _by_department(
        db,
        select(
            call.c.department_key,
            func.count().label("waiting"),
            func.min(call.c.queued_at).label("longest_since"),
        )
        .where(call.c.status == "waiting", call.c.department_key.in_(keys))
        .group_by(call.c.department_key),
    )
    due = _by_department(
        db,
        select(callback.c.department_key, func.count().label("due"))
        .where(callback.c.status == "waiting", callback.c.due_at <= now, callback.c.department_key.in_(keys))
        .group_by(callback.c.department_key),
    )
    staff = _by_department(db, _staff(keys, now))
    return [
        QueueLine(
            department_key=key,
            waiting=waiting[key].waiting if key in waiting else 0,
            longest_since=waiting[key].longest_since if key in waiting else None,
            callbacks_due=due[key].due if key in due else 0,
            free=staff[key].free if key in staff else 0,
            staffed=staff[key].staffed if key in staff else 0,
        )
        for key in keys
    ]


def due_callbacks(
    db: Connection, agent_id: str, departments: Iterable[str], *, most: int = 8
) -> list[DueCallback]:
    """Open callbacks of these departments: mine first, then by what was promised."""
    mine = or_(callback.c.agent_id == agent_id, func.coalesce(ticket.c.owner_id == agent_id, false()))
    asked = (
        select(callback, case((mine, 1), else_=0).label("mine"))
        .outerjoin(ticket, ticket.c.id == callback.c.ticket_id)
        .where(callback.c.status.not_in(_NOT_OPEN), callback.c.department_key.in_(tuple(departments)))
        .order_by(case((mine, 0), else_=1), callback.c.promised_until, callback.c.id)
        .limit(most)
    )
    return [
        DueCallback(
            id=row.id,
            number=row.customer_number,
            department_key=row.department_key,
            status=row.status,
            promised_from=row.promised_from,
            promised_until=row.promised_until,
            ticket_id=row.ticket_id,
            mine=bool(row.mine),
        )
        for row in db.execute(asked)
    ]


def _held(db: Connection, held: Row[Any]) -> Work:
    accepted = held.state == "accepted"
    return _work(
        db,
        Stage.TALK if accepted else Stage.OFFER,
        since=held.accepted_at if accepted else held.created_at,
        until=None if accepted else held.expires_at,
        call_id=held.call_id,
        callback_id=held.callback_id,
    )


def _work(
    db: Connection,
    stage: Stage,
    *,
    since: datetime | None,
    until: datetime | None,
    call_id: str | None,
    callback_id: str | None,
) -> Work:
    """Fill in the call, or the callback that has no call yet."""
    which = call.c.id == call_id if call_id else call.c.callback_id == callback_id
    talk = db.execute(select(call).where(which).order_by(call.c.started_at.desc()).limit(1)).first()
    asked_id = callback_id or (talk.callback_id if talk is not None else None)
    asked = (
        None if asked_id is None else db.execute(select(callback).where(callback.c.id == asked_id)).first()
    )
    source = talk if talk is not None else asked
    if source is None:
        return Work(stage, since, until)
    return Work(
        stage=stage,
        since=since or (talk.talk_ended_at if talk is not None else None),
        until=until,
        call_id=None if talk is None else talk.id,
        callback_id=asked_id,
        ticket_id=source.ticket_id,
        customer_id=source.customer_id,
        number=source.customer_number,
        caller_raw=None if talk is None else talk.caller_raw,
        language=source.language,
        department_key=source.department_key,
        did_number=None if talk is None else talk.did_number,
        direction="callback" if asked is not None else source.direction,
        arrived_at=source.arrived_at,
        call_ended=talk is not None and talk.status == "ended",
    )


def _by_department(db: Connection, asked: Any) -> Mapping[str, Row[Any]]:
    return {row.department_key: row for row in db.execute(asked)}


def _staff(keys: tuple[str, ...], now: datetime) -> Any:
    """Agents on duty by department; free means that a call could be offered this moment."""
    live = select(reservation.c.id).where(
        reservation.c.agent_id == agent.c.id, reservation.c.state != "released"
    )
    wrapping = func.coalesce(agent.c.wrap_up_until > now, false())
    free = case((~live.exists() & ~wrapping, 1), else_=0)
    return (
        select(agent_department.c.department_key, func.count().label("staffed"), func.sum(free).label("free"))
        .join(agent, agent.c.id == agent_department.c.agent_id)
        .where(
            agent.c.active,
            agent.c.reachable,
            agent.c.chosen_status == "available",
            agent_department.c.department_key.in_(keys),
        )
        .group_by(agent_department.c.department_key)
    )
