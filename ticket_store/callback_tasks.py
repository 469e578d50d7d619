"""Callbacks as tasks for people: those that are still to be kept, and those that ended without a talk."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, or_, select, update

from ticket_store.callbacks import LOST, OVER, TALKED_ANYWAY
from ticket_store.engine import Transaction
from ticket_store.page_of_rows import Page, Place, page_of_rows
from ticket_store.panel_view import Filters, filtered
from ticket_store.reading import columns_of
from ticket_store.refusals import RefusalRow
from ticket_store.schema import agent, agent_department, attempt, callback, customer, refusal, ticket

MOST = 300  # tasks that one page shows
_REFUSAL = columns_of(refusal, RefusalRow)
_GIVEN_TO = agent.alias("given_to")
_LAST_CAUSE = (
    select(attempt.c.cause)
    .where(attempt.c.callback_id == callback.c.id)
    .order_by(attempt.c.number.desc())
    .limit(1)
    .scalar_subquery()
)
# What ended without a talk, and nobody has looked after it yet.
UNSEEN = and_(
    callback.c.status.in_(LOST),
    callback.c.seen_at.is_(None),
    func.coalesce(callback.c.reason, "") != TALKED_ANYWAY,
)


@dataclass(frozen=True)
class CallbackTask:
    """One callback in a list. `agent_name` is who has it in hand or talked, else to whom it was given by hand."""

    id: str
    number: str
    name: str | None
    department_key: str
    status: str
    wanted: str
    verified: bool
    email: str | None
    matter: str | None
    prefers_agent_id: str | None
    asked_through: str
    created_at: datetime
    due_at: datetime
    ranks_at: datetime
    promised_from: datetime
    promised_until: datetime
    attempts: int
    last_cause: str | None
    agent_name: str | None
    reason: str | None
    ended_at: datetime | None
    seen_at: datetime | None
    ticket_id: str | None
    ticket_number: int | None

    @property
    def open(self) -> bool:
        return self.status not in OVER

    @property
    def unseen(self) -> bool:
        """Whether it waits for a person to look after it."""
        lost = self.status in LOST and self.reason != TALKED_ANYWAY
        return lost and self.seen_at is None


def open_tasks(db: Connection, filters: Filters, *, most: int = MOST) -> list[CallbackTask]:
    """Callbacks still to be kept, the promise that ends first at the top."""
    asked = filtered(_tasks(), callback, callback.c.created_at, filters).where(callback.c.status.not_in(OVER))
    rows = db.execute(asked.order_by(callback.c.promised_until, callback.c.id).limit(most))
    return [_task(row) for row in rows]


def unseen_tasks(db: Connection, filters: Filters, *, most: int = MOST) -> list[CallbackTask]:
    """Those that ended without a talk and were not looked after, the last first."""
    asked = filtered(_tasks(), callback, callback.c.created_at, filters).where(UNSEEN)
    rows = db.execute(asked.order_by(callback.c.ended_at.desc(), callback.c.id.desc()).limit(most))
    return [_task(row) for row in rows]


def unseen_of(
    db: Connection, agent_id: str, departments: Collection[str], *, most: int = 8
) -> list[CallbackTask]:
    """Those of them that are this agent's: of own cases, and of own departments where the case is nobody's."""
    nobodys = and_(ticket.c.owner_id.is_(None), callback.c.department_key.in_(departments))
    asked = _tasks().where(UNSEEN, or_(ticket.c.owner_id == agent_id, nobodys))
    rows = db.execute(asked.order_by(callback.c.ended_at.desc(), callback.c.id.desc()).limit(most))
    return [_task(row) for row in rows]


def callbacks_page(
    db: Connection, filters: Filters, *, after: Place | None, top: Place | None
) -> Page[CallbackTask]:
    """All callbacks, the one asked for last first."""
    asked = filtered(_tasks(), callback, callback.c.created_at, filters)
    if filters.status:
        asked = asked.where(callback.c.status == filters.status)
    return page_of_rows(db, asked, (callback.c.created_at, callback.c.id), _task, after=after, top=top)


def one_task(db: Connection, callback_id: str) -> CallbackTask | None:
    row = db.execute(_tasks().where(callback.c.id == callback_id)).first()
    return None if row is None else _task(row)


def tasks_by_id(db: Connection, ids: Collection[str]) -> dict[str, CallbackTask]:
    rows = db.execute(_tasks().where(callback.c.id.in_(ids)))
    return {row.id: _task(row) for row in rows}


def agents_of(db: Connection, department_key: str) -> list[tuple[str, str]]:
    """Id and name of the active agents of a department, by name."""
    asked = (
        select(agent.c.id, agent.c.name)
        .join(agent_department, agent_department.c.agent_id == agent.c.id)
        .where(agent_department.c.department_key == department_key, agent.c.active)
        .order_by(agent.c.name)
    )
    return [(row.id, row.name) for row in db.execute(asked)]


def agent_names(db: Connection, agents: Collection[str]) -> dict[str, str]:
    """Names by id."""
    return {
        row.id: row.name for row in db.execute(select(agent.c.id, agent.c.name).where(agent.c.id.in_(agents)))
    }


def refusals_of(db: Connection, callback_id: str) -> list[RefusalRow]:
    """When the dial gate said no to it, the last first."""
    asked = select(*_REFUSAL).where(refusal.c.callback_id == callback_id).order_by(refusal.c.at.desc())
    return [RefusalRow(*row) for row in db.execute(asked)]


def unsee(tx: Transaction, callback_id: str) -> None:
    """Back on the list of tasks."""
    tx.db.execute(update(callback).where(callback.c.id == callback_id).values(seen_at=None))
    tx.topics.add("callbacks")


def _tasks() -> Select[Any]:
    return (
        select(
            callback,
            func.coalesce(callback.c.customer_name, customer.c.name).label("name"),
            func.coalesce(agent.c.name, _GIVEN_TO.c.name).label("agent_name"),
            ticket.c.number.label("ticket_number"),
            _LAST_CAUSE.label("last_cause"),
        )
        .outerjoin(customer, customer.c.id == callback.c.customer_id)
        .outerjoin(agent, agent.c.id == callback.c.agent_id)
        .outerjoin(_GIVEN_TO, _GIVEN_TO.c.id == callback.c.prefers_agent_id)
        .outerjoin(ticket, ticket.c.id == callback.c.ticket_id)
    )


def _task(row: Row[Any]) -> CallbackTask:
    return CallbackTask(
        id=row.id,
        number=row.customer_number,
        name=row.name,
        department_key=row.department_key,
        status=row.status,
        wanted=row.wanted,
        verified=row.verified,
        email=row.customer_email,
        matter=row.matter,
        prefers_agent_id=row.prefers_agent_id,
        asked_through=row.asked_through,
        created_at=row.created_at,
        due_at=row.due_at,
        ranks_at=row.ranks_at or row.arrived_at,
        promised_from=row.promised_from,
        promised_until=row.promised_until,
        attempts=row.attempts,
        last_cause=row.last_cause,
        agent_name=row.agent_name,
        reason=row.reason,
        ended_at=row.ended_at,
        seen_at=row.seen_at,
        ticket_id=row.ticket_id,
        ticket_number=row.ticket_number,
    )
