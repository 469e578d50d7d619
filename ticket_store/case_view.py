"""One case and one customer as a person reads them: owner, people so far, what was promised, open cases."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select

from ticket_store.schema import (
    agent,
    call,
    customer,
    customer_number,
    promise,
    ticket,
    ticket_person,
)


@dataclass(frozen=True)
class Promised:
    kind: str
    from_at: datetime
    until_at: datetime


@dataclass(frozen=True)
class Case:
    """A ticket with everything that is said about it in one glance."""

    id: str
    number: int
    customer_id: str | None
    department_key: str
    owner_id: str | None
    owner_name: str | None
    status: str
    disposition: str | None
    reopened: bool
    opened_at: datetime
    touched_at: datetime
    solved_at: datetime | None
    people: tuple[str, ...]  # names, in the order in which they joined
    calls: int
    promised: Promised | None  # the open promise that falls due first


@dataclass(frozen=True)
class Person:
    """A customer as the desk shows them."""

    id: str
    name: str | None
    language: str | None
    notes: str | None
    blocked_reason: str | None
    numbers: tuple[str, ...]
    known_since: datetime


@dataclass(frozen=True)
class OpenCase:
    id: str
    number: int
    department_key: str
    owner_name: str | None
    opened_at: datetime


def case_of(db: Connection, ticket_id: str, departments: frozenset[str] | None = None) -> Case | None:
    """The case, when it belongs to one of these departments (`None`: to any)."""
    calls = select(func.count()).where(call.c.ticket_id == ticket.c.id).scalar_subquery()
    asked = (
        select(ticket, agent.c.name.label("owner_name"), calls.label("calls"))
        .outerjoin(agent, agent.c.id == ticket.c.owner_id)
        .where(ticket.c.id == ticket_id)
    )
    if departments is not None:
        asked = asked.where(ticket.c.department_key.in_(departments))
    row = db.execute(asked).first()
    if row is None:
        return None
    return Case(
        id=row.id,
        number=row.number,
        customer_id=row.customer_id,
        department_key=row.department_key,
        owner_id=row.owner_id,
        owner_name=row.owner_name,
        status=row.status,
        disposition=row.disposition,
        reopened=row.reopened,
        opened_at=row.opened_at,
        touched_at=row.touched_at,
        solved_at=row.solved_at,
        people=_people(db, ticket_id),
        calls=row.calls,
        promised=_promised(db, ticket_id),
    )


def person_of(db: Connection, customer_id: str) -> Person | None:
    """The customer with all known numbers."""
    rows = db.execute(
        select(customer, customer_number.c.number)
        .outerjoin(customer_number, customer_number.c.customer_id == customer.c.id)
        .where(customer.c.id == customer_id)
        .order_by(customer_number.c.number)
    ).all()
    if not rows:
        return None
    first = rows[0]
    return Person(
        id=first.id,
        name=first.name,
        language=first.language,
        notes=first.notes,
        blocked_reason=first.blocked_reason,
        numbers=tuple(row.number for row in rows if row.number),
        known_since=first.created_at,
    )


def open_cases(db: Connection, customer_id: str, departments: frozenset[str] | None) -> list[OpenCase]:
    """The customer's open cases in these departments, newest first."""
    asked = (
        select(ticket, agent.c.name.label("owner_name"))
        .outerjoin(agent, agent.c.id == ticket.c.owner_id)
        .where(ticket.c.customer_id == customer_id, ticket.c.status == "open")
        .order_by(ticket.c.opened_at.desc())
    )
    if departments is not None:
        asked = asked.where(ticket.c.department_key.in_(departments))
    return [
        OpenCase(row.id, row.number, row.department_key, row.owner_name, row.opened_at)
        for row in db.execute(asked)
    ]


def _people(db: Connection, ticket_id: str) -> tuple[str, ...]:
    asked = (
        select(agent.c.name)
        .join(ticket_person, ticket_person.c.agent_id == agent.c.id)
        .where(ticket_person.c.ticket_id == ticket_id)
        .order_by(ticket_person.c.first_at)
    )
    return tuple(db.scalars(asked))


def _promised(db: Connection, ticket_id: str) -> Promised | None:
    asked = (
        select(promise.c.kind, promise.c.from_at, promise.c.until_at)
        .where(promise.c.ticket_id == ticket_id, promise.c.state == "open")
        .order_by(promise.c.until_at)
        .limit(1)
    )
    row = db.execute(asked).first()
    return None if row is None else Promised(row.kind, row.from_at, row.until_at)
