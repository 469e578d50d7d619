"""`/tickets`: every case, newest first."""

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping

from admin.api.asks import TicketFilters
from admin.api.errors import not_found
from admin.api.items import TicketItem, TicketPage
from admin.api.lists import page_reply
from admin.api.operation import Ask, Operation, Reply
from ticket_store.listing import tickets


def list_tickets(ask: Ask[TicketFilters, None]) -> Reply:
    return page_reply(ask, "tickets", TicketPage, tickets.list_tickets, _items)


def get_ticket(ask: Ask[None, None]) -> Reply:
    def read(db: Connection) -> Sequence[TicketItem]:
        row = tickets.find_ticket(db, ask.id)
        return _items(db, [] if row is None else [row])

    found = ask.office.store.read(read)
    if not found:
        raise not_found("ticket", ask.id)
    return Reply(200, found[0])


def _items(db: Connection, rows: Sequence[RowMapping]) -> Sequence[TicketItem]:
    promises = tickets.newest_promises(db, [row["id"] for row in rows])
    return [TicketItem.model_validate({**row, "promise": _plain(promises.get(row["id"]))}) for row in rows]


def _plain(promise: RowMapping | None) -> dict[str, object] | None:
    return None if promise is None else {str(name): value for name, value in promise.items()}


OPERATIONS = (
    Operation(
        "GET",
        "/tickets",
        "Cases, newest first",
        {200: TicketPage},
        list_tickets,
        query=TicketFilters,
    ),
    Operation("GET", "/tickets/{id}", "One case", {200: TicketItem}, get_ticket),
)
