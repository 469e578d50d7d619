"""Customers with their numbers, as the JSON API lists them."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, RowMapping, select

from ticket_store.listing.paging import Page, Wanted, newest_id_first
from ticket_store.schema import customer, customer_number, ticket

_CUSTOMERS = select(
    customer.c.id,
    customer.c.name,
    customer.c.language,
    customer.c.blocked_at.is_not(None).label("blocked"),
    customer.c.created_at,
)


def list_customers(db: Connection, wanted: Wanted) -> Page:
    """Customers by their first contact. The department is one in which they ever had a case.

    Without those who were erased.
    """
    query = _CUSTOMERS.where(customer.c.erased_at.is_(None))
    if wanted.customer_number is not None:
        with_number = select(customer_number.c.customer_id).where(
            customer_number.c.number == wanted.customer_number
        )
        query = query.where(customer.c.id.in_(with_number))
    if wanted.department is not None:
        had_case = select(ticket.c.customer_id).where(ticket.c.department_key == wanted.department)
        query = query.where(customer.c.id.in_(had_case))
    return newest_id_first(db, query, customer.c.created_at, customer.c.id, wanted)


def find_customer(db: Connection, customer_id: str) -> RowMapping | None:
    return db.execute(_CUSTOMERS.where(customer.c.id == customer_id)).mappings().first()


def numbers_of(db: Connection, customer_ids: Iterable[str]) -> Mapping[str, list[str]]:
    """The numbers of each of these customers, in the order of digits."""
    known: dict[str, list[str]] = {customer_id: [] for customer_id in customer_ids}
    wanted = select(customer_number).where(customer_number.c.customer_id.in_(list(known)))
    for row in db.execute(wanted.order_by(customer_number.c.number)):
        known[row.customer_id].append(row.number)
    return known
