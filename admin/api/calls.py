"""`/calls`: every conversation, newest first."""

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping

from admin.api.asks import CallFilters
from admin.api.errors import not_found
from admin.api.items import CallItem, CallPage
from admin.api.lists import page_reply
from admin.api.operation import Ask, Operation, Reply
from ticket_store.listing import calls


def list_calls(ask: Ask[CallFilters, None]) -> Reply:
    return page_reply(ask, "calls", CallPage, calls.list_calls, _items)


def get_call(ask: Ask[None, None]) -> Reply:
    row = ask.office.store.read(lambda db: calls.find_call(db, ask.id))
    if row is None:
        raise not_found("call", ask.id)
    return Reply(200, CallItem.model_validate(dict(row)))


def _items(_db: Connection, rows: Sequence[RowMapping]) -> Sequence[CallItem]:
    return [CallItem.model_validate(dict(row)) for row in rows]


OPERATIONS = (
    Operation("GET", "/calls", "Calls, newest first", {200: CallPage}, list_calls, query=CallFilters),
    Operation("GET", "/calls/{id}", "One call", {200: CallItem}, get_call),
)
