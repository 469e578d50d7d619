"""What one agent's desk shows around the work in hand: own status, the queues, what has been promised."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, case, false, func, or_, select

from ticket_store.callbacks import OVER
from ticket_store.ids import first_id
from ticket_store.queue import WAITS_SINCE
from ticket_store.schema import agent, agent_department, call, callback, reservation, ticket

_LONGEST_HELD = timedelta(hours=5)  # no talk is longer, and a rest comes at once after it


@dataclass(frozen=True)
class MyStatus:
    """The chosen status and what is known of the device: two facts.

    `rests_until` is when the next call may come after a miss, and `rest_cause` that miss (no_answer, busy, ...).
    `was_seen`: a desk has given a sign of life since the status was chosen; unreachable without one means that the
    browser could not be rung.
    """

    chosen: str
    chosen_at: datetime | None
    next_status: str | None
    reason: str | None
    reachable: bool
    rings: str
    rests_until: datetime | None = None
    rest_cause: str | None = None
    was_seen: bool = True


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


def my_status(db: Connection, agent_id: str, now: datetime) -> MyStatus:
    row = db.execute(select(agent).where(agent.c.id == agent_id)).one()
    rests = row.not_before_at is not None and row.not_before_at > now
    return MyStatus(
        chosen=row.chosen_status,
        chosen_at=row.chosen_at,
        next_status=row.next_status,
        reason=row.status_reason,
        reachable=row.reachable,
        rings=row.rings,
        rests_until=row.not_before_at if rests else None,
        rest_cause=_last_cause(db, agent_id, now) if rests else None,
        was_seen=row.seen_at is not None,
    )


def _last_cause(db: Connection, agent_id: str, now: datetime) -> str | None:
    """Why this agent's last offer was let go. Only what was made of late is looked through, not all there is."""
    of_late = reservation.c.id >= first_id(now - _LONGEST_HELD)
    mine = reservation.c.agent_id == agent_id, reservation.c.state == "released"
    last = reservation.c.released_at.desc()
    return db.scalar(select(reservation.c.cause).where(of_late, *mine).order_by(last).limit(1))


def queue_lines(db: Connection, departments: Iterable[str], now: datetime) -> list[QueueLine]:
    """One line for each of these departments, in three statements."""
    keys = tuple(departments)
    waiting = _by_department(
        db,
        select(
            call.c.department_key,
            func.count().label("waiting"),
            func.min(WAITS_SINCE).label("longest_since"),
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
        .where(callback.c.status.not_in(OVER), callback.c.department_key.in_(tuple(departments)))
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
