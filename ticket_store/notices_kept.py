"""Who was told what of a promise, and whether it went out; and who in the shop is to hear of one that failed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from ticket_store.engine import Transaction
from ticket_store.schema import agent, agent_department, callback, customer, outbox, promise, ticket


@dataclass(frozen=True)
class Addressee:
    """One of the shop's people, and the language of their pages (None: the shop's first)."""

    email: str
    language: str | None


@dataclass(frozen=True)
class Sending:
    """What became of a text or a mail: still to go, gone, or why it did not go."""

    done_at: datetime | None
    failure: str | None


@dataclass(frozen=True)
class Ended:
    """How a callback ended, and about which case."""

    reason: str | None
    ticket_number: int | None
    customer_name: str | None
    blocked: bool


def last_promise(db: Connection, callback_id: str) -> str | None:
    """The promise that was made last for this callback, open or not."""
    newest = (promise.c.made_at.desc(), promise.c.id.desc())
    return db.scalar(
        select(promise.c.id).where(promise.c.callback_id == callback_id).order_by(*newest).limit(1)
    )


def promise_was_told(tx: Transaction, promise_id: str, now: datetime) -> None:
    """A text or a mail about it went out; the first one counts."""
    never = (promise.c.id == promise_id) & promise.c.told_at.is_(None)
    tx.db.execute(update(promise).where(never).values(told_at=now))


def how_it_ended(db: Connection, callback_id: str) -> Ended:
    """The reason, and what a person of the shop wants to know beside it."""
    asked = (
        select(callback.c.reason, ticket.c.number, customer.c.name, customer.c.blocked_at)
        .select_from(callback)
        .outerjoin(ticket, ticket.c.id == callback.c.ticket_id)
        .outerjoin(customer, customer.c.id == callback.c.customer_id)
        .where(callback.c.id == callback_id)
    )
    reason, number, name, blocked_at = db.execute(asked).one()
    return Ended(reason, number, name, blocked_at is not None)


def in_charge(db: Connection, ticket_id: str | None, department_key: str) -> list[Addressee]:
    """The owner of the case; without an active one the department's supervisors, else all, else the admins."""
    asked = (
        select(agent.c.email, agent.c.interface_language)
        .join(ticket, ticket.c.owner_id == agent.c.id)
        .where(ticket.c.id == ticket_id, agent.c.active)
    )
    owner = [Addressee(*row) for row in db.execute(asked)]
    return owner or _with_role(db, "supervisor", department_key) or _with_role(db, "admin", department_key)


def _with_role(db: Connection, role: str, department_key: str) -> list[Addressee]:
    """Those of the department who have the role, else all who have it."""
    asked = (
        select(agent.c.email, agent.c.interface_language, agent.c.roles, agent_department.c.department_key)
        .outerjoin(
            agent_department,
            (agent_department.c.agent_id == agent.c.id)
            & (agent_department.c.department_key == department_key),
        )
        .where(agent.c.active)
        .order_by(agent.c.email)
    )
    holders = [row for row in db.execute(asked) if role in row.roles]
    near = [row for row in holders if row.department_key is not None]
    return [Addressee(row.email, row.interface_language) for row in near or holders]


def sendings(db: Connection, errands: Collection[str]) -> dict[str, Sending]:
    """By the id of the errand; one that was cleared away is missing."""
    rows = db.execute(select(outbox.c.id, outbox.c.done_at, outbox.c.failure).where(outbox.c.id.in_(errands)))
    return {row.id: Sending(row.done_at, row.failure) for row in rows}
