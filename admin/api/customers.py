"""`/customers`: everyone who called, newest first."""

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping

from admin.api.asks import CustomerFilters
from admin.api.errors import not_found
from admin.api.items import CustomerItem, CustomerPage
from admin.api.lists import page_reply
from admin.api.operation import Ask, Operation, Reply
from ticket_store.listing import customers


def list_customers(ask: Ask[CustomerFilters, None]) -> Reply:
    return page_reply(ask, "customers", CustomerPage, customers.list_customers, _items)


def get_customer(ask: Ask[None, None]) -> Reply:
    def read(db: Connection) -> Sequence[CustomerItem]:
        row = customers.find_customer(db, ask.id)
        return _items(db, [] if row is None else [row])

    found = ask.office.store.read(read)
    if not found:
        raise not_found("customer", ask.id)
    return Reply(200, found[0])


def _items(db: Connection, rows: Sequence[RowMapping]) -> Sequence[CustomerItem]:
    numbers = customers.numbers_of(db, [row["id"] for row in rows])
    return [_item(row, numbers[row["id"]]) for row in rows]


def _item(row: RowMapping, numbers: list[str]) -> CustomerItem:
    first = numbers[0] if numbers else None
    return CustomerItem.model_validate({**row, "numbers": numbers, "customer_number": first})


OPERATIONS = (
    Operation(
        "GET",
        "/customers",
        "Customers, newest first",
        {200: CustomerPage},
        list_customers,
        query=CustomerFilters,
    ),
    Operation("GET", "/customers/{id}", "One customer", {200: CustomerItem}, get_customer),
)
