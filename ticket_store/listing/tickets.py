"""Tickets, as the JSON API lists them."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, RowMapping, func, select

from ticket_store.listing.paging import Page, Wanted, newest_first
from ticket_store.schema import agent, customer_number, promise, ticket

# A customer may have several numbers; the same one is shown every time.
_A_NUMBER = (
    select(func.min(customer_number.c.number))
    .where(customer_number.c.customer_id == ticket.c.customer_id)
    .scalar_subquery()
)
_TICKETS = select(
    ticket.c.id,
    ticket.c.number,
    _A_NUMBER.label("customer_number"),
    ticket.c.customer_id.label("customer"),
    ticket.c.department_key.label("department"),
    agent.c.email.label("owner"),
    ticket.c.status,
    ticket.c.people,
    ticket.c.disposition,
    ticket.c.reopened,
    ticket.c.opened_at,
    ticket.c.touched_at,
    ticket.c.solved_at,
).outerjoin_from(ticket, agent, agent.c.id == ticket.c.owner_id)


def list_tickets(db: Connection, wanted: Wanted) -> Page:
    """Tickets by the time when they were opened."""
    query = _TICKETS
    if wanted.customer_number is not None:
        owner = select(customer_number.c.customer_id).where(
            customer_number.c.number == wanted.customer_number
        )
        query = query.where(ticket.c.customer_id.in_(owner))
    if wanted.department is not None:
        query = query.where(ticket.c.department_key == wanted.department)
    if wanted.status is not None:
        query = query.where(ticket.c.status == wanted.status)
    return newest_first(db, query, ticket.c.opened_at, ticket.c.id, wanted)


def find_ticket(db: Connection, ticket_id: str) -> RowMapping | None:
    return db.execute(_TICKETS.where(ticket.c.id == ticket_id)).mappings().first()


def newest_promises(db: Connection, ticket_ids: Iterable[str]) -> Mapping[str, RowMapping]:
    """The promise that was made last in each of these cases; cases without one are left out."""
    made = select(
        promise.c.ticket_id,
        promise.c.id,
        promise.c.kind,
        promise.c.state.label("status"),
        promise.c.from_at.label("promised_from"),
        promise.c.until_at.label("promised_until"),
    ).where(promise.c.ticket_id.in_(list(ticket_ids)))
    # The later one of a case overwrites the earlier.
    in_order = db.execute(made.order_by(promise.c.made_at, promise.c.id)).mappings()
    return {row["ticket_id"]: row for row in in_order}
