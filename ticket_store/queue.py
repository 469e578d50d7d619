"""Who waits: calls and due callbacks in one list, by their original arrival."""

from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, exists, func, select

from ticket_store.agents import is_on_duty
from ticket_store.prepared import Prepared
from ticket_store.rows import Waiting
from ticket_store.schema import agent, agent_department, call, callback, reservation, ticket

_STAFFED_AND_WAITING = Prepared(
    select(
        select(func.count())
        .select_from(agent.join(agent_department, agent_department.c.agent_id == agent.c.id))
        .where(agent_department.c.department_key == bindparam("department_key"), is_on_duty())
        .scalar_subquery(),
        select(func.count())
        .where(call.c.department_key == bindparam("department_key"), call.c.status == "waiting")
        .scalar_subquery(),
    )
)
_MISSES = ("declined", "no_answer", "busy", "unreachable", "voicemail")


def waiting_people(db: Connection, now: datetime) -> list[Waiting]:
    """Waiting calls and due callbacks for whom no agent is held yet, longest waiting first."""
    calls = db.execute(
        select(
            call.c.id, call.c.department_key, call.c.language, call.c.arrived_at,
            func.coalesce(call.c.ranks_at, call.c.arrived_at).label("ranks_at"),
            func.coalesce(call.c.queued_at, call.c.arrived_at).label("queued_at"), call.c.ticket_id,
            ticket.c.owner_id,
        )
        .join(ticket, ticket.c.id == call.c.ticket_id)
        .where(
            call.c.status == "waiting",
            ~exists().where(reservation.c.call_id == call.c.id, reservation.c.state != "released"),
        )
    )  # fmt: skip
    due = db.execute(
        select(
            callback.c.id, callback.c.department_key, callback.c.language, callback.c.arrived_at,
            func.coalesce(callback.c.ranks_at, callback.c.arrived_at).label("ranks_at"), callback.c.due_at,
            callback.c.ticket_id, ticket.c.owner_id,
        )
        .join(ticket, ticket.c.id == callback.c.ticket_id)
        .where(
            callback.c.status == "waiting",
            callback.c.due_at <= now,
            ~exists().where(reservation.c.callback_id == callback.c.id, reservation.c.state != "released"),
        )
    )  # fmt: skip
    people = [Waiting("call", *row) for row in calls] + [Waiting("callback", *row) for row in due]
    return sorted(people, key=lambda person: (person.ranks_at, person.id))


def staffed_and_waiting(db: Connection, department_key: str) -> tuple[int, int]:
    """How many agents of this department are on duty, busy ones too, and how many callers wait in it."""
    found = _STAFFED_AND_WAITING.first(db, {"department_key": department_key})
    return (int(found[0]), int(found[1])) if found else (0, 0)


def people_ahead(db: Connection, department_key: str, arrived_at: datetime, now: datetime) -> int:
    """Callers and due callbacks of this department that arrived earlier."""
    calls = select(func.count()).where(
        call.c.department_key == department_key, call.c.status == "waiting", call.c.arrived_at < arrived_at
    )
    callbacks = select(func.count()).where(
        and_(
            callback.c.department_key == department_key,
            callback.c.status == "waiting",
            callback.c.due_at <= now,
            callback.c.arrived_at < arrived_at,
        )
    )
    return db.execute(calls).scalar_one() + db.execute(callbacks).scalar_one()


def misses_of(db: Connection, person: Waiting) -> list[tuple[str, str]]:
    """(agent, cause) of each offer for this person that came to nothing."""
    column = reservation.c.call_id if person.kind == "call" else reservation.c.callback_id
    rows = db.execute(
        select(reservation.c.agent_id, reservation.c.cause).where(
            column == person.id, reservation.c.cause.in_(_MISSES)
        )
    )
    return [(row.agent_id, row.cause) for row in rows]


def handling_seconds(db: Connection, department_key: str, since: datetime) -> list[float]:
    """Talk times of this department's last calls, newest first; what the expected wait is made of."""
    rows = db.execute(
        select(call.c.answered_at, call.c.talk_ended_at)
        .where(
            call.c.department_key == department_key,
            call.c.started_at >= since,
            call.c.answered_at.is_not(None),
            call.c.talk_ended_at.is_not(None),
        )
        .order_by(call.c.started_at.desc())
        .limit(30)
    )
    return [(row.talk_ended_at - row.answered_at).total_seconds() for row in rows]
