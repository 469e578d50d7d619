"""Lists of the panel: calls and tickets, filtered, by the page. Callbacks are in `callback_tasks`."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, Connection, Row, Select, Table, func, select

from ticket_store.page_of_rows import Page, Place, page_of_rows
from ticket_store.schema import agent, call, customer, customer_number, promise, ticket
from ticket_store.timeline import between


@dataclass(frozen=True)
class Filters:
    """What the reader asked for. `number` is exact E.164; `digits` matches the end of a number.

    `departments` are all that the reader may see; None means every one, and what reached none.
    """

    department: str | None = None
    status: str | None = None
    number: str | None = None
    digits: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    departments: frozenset[str] | None = None


@dataclass(frozen=True)
class CallRow:
    id: str
    started_at: datetime
    number: str | None
    caller_raw: str | None
    customer_name: str | None
    department_key: str | None
    agent_name: str | None
    direction: str
    status: str
    outcome: str | None
    waited: timedelta | None
    talked: timedelta | None
    ticket_id: str | None
    ticket_number: int | None


@dataclass(frozen=True)
class TicketRow:
    id: str
    number: int
    customer_name: str | None
    customer_number: str | None  # the first of theirs
    department_key: str
    owner_name: str | None
    status: str
    people: int
    disposition: str | None
    opened_at: datetime
    touched_at: datetime
    promised_until: datetime | None


def calls_page(db: Connection, filters: Filters, *, after: Place | None, top: Place | None) -> Page[CallRow]:
    """Calls, the one that came last first."""
    asked = (
        select(
            call,
            customer.c.name.label("customer_name"),
            agent.c.name.label("agent_name"),
            ticket.c.number.label("ticket_number"),
        )
        .outerjoin(customer, customer.c.id == call.c.customer_id)
        .outerjoin(agent, agent.c.id == call.c.agent_id)
        .outerjoin(ticket, ticket.c.id == call.c.ticket_id)
    )
    asked = filtered(asked, call, call.c.started_at, filters)
    # A call is looked for by how it stands or how it ended: one field for the reader.
    if filters.status:
        asked = asked.where((call.c.outcome == filters.status) | (call.c.status == filters.status))
    return page_of_rows(db, asked, (call.c.started_at, call.c.id), _call_row, after=after, top=top)


def tickets_page(
    db: Connection, filters: Filters, *, after: Place | None, top: Place | None
) -> Page[TicketRow]:
    """Tickets, the one opened last first."""
    first_promise = (
        select(promise.c.until_at)
        .where(promise.c.ticket_id == ticket.c.id, promise.c.state == "open")
        .order_by(promise.c.until_at)
        .limit(1)
        .scalar_subquery()
    )
    first_number = (
        select(func.min(customer_number.c.number))
        .where(customer_number.c.customer_id == ticket.c.customer_id)
        .scalar_subquery()
    )
    asked = (
        select(
            ticket,
            customer.c.name.label("customer_name"),
            agent.c.name.label("owner_name"),
            first_promise.label("promised_until"),
            first_number.label("customer_number"),
        )
        .outerjoin(customer, customer.c.id == ticket.c.customer_id)
        .outerjoin(agent, agent.c.id == ticket.c.owner_id)
    )
    asked = filtered(asked, ticket, ticket.c.opened_at, filters)
    if filters.status:
        asked = asked.where(ticket.c.status == filters.status)
    return page_of_rows(db, asked, (ticket.c.opened_at, ticket.c.id), _ticket_row, after=after, top=top)


def filtered(asked: Select[Any], table: Table, at: Column[datetime], filters: Filters) -> Select[Any]:
    """What all lists filter by alike; the status is each list's own matter."""
    if filters.departments is not None:
        asked = asked.where(table.c.department_key.in_(sorted(filters.departments)))
    if filters.department:
        asked = asked.where(table.c.department_key == filters.department)
    if filters.since:
        asked = asked.where(at >= filters.since)
    if filters.until:
        asked = asked.where(at < filters.until)
    return _by_number(asked, table, filters)


def _by_number(asked: Select[Any], table: Table, filters: Filters) -> Select[Any]:
    """A ticket has no number of its own: its calls have."""
    if not filters.number and not filters.digits:
        return asked
    source = call if table is ticket else table
    number = source.c.customer_number
    match = number == filters.number if filters.number else number.endswith(filters.digits, autoescape=True)
    if table is ticket:
        return asked.where(ticket.c.id.in_(select(call.c.ticket_id).where(match)))
    return asked.where(match)


def _call_row(row: Row[Any]) -> CallRow:
    return CallRow(
        id=row.id,
        started_at=row.started_at,
        number=row.customer_number,
        caller_raw=row.caller_raw,
        customer_name=row.customer_name,
        department_key=row.department_key,
        agent_name=row.agent_name,
        direction=row.direction,
        status=row.status,
        outcome=row.outcome,
        waited=between(row.queued_at, row.answered_at or row.ended_at),
        talked=between(row.answered_at, row.talk_ended_at or row.ended_at),
        ticket_id=row.ticket_id,
        ticket_number=row.ticket_number,
    )


def _ticket_row(row: Row[Any]) -> TicketRow:
    return TicketRow(
        id=row.id,
        number=row.number,
        customer_name=row.customer_name,
        customer_number=row.customer_number,
        department_key=row.department_key,
        owner_name=row.owner_name,
        status=row.status,
        people=row.people,
        disposition=row.disposition,
        opened_at=row.opened_at,
        touched_at=row.touched_at,
        promised_until=row.promised_until,
    )
