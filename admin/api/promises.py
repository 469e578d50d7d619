"""`/promises`: what was promised to whom by when, newest first."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Connection, RowMapping

from admin.api.asks import PromiseFilters, SpanOfTime
from admin.api.errors import not_found
from admin.api.items import PromiseCounts, PromiseItem, PromisePage
from admin.api.lists import page_reply
from admin.api.operation import Ask, Operation, Reply
from ticket_store.listing import promises
from ticket_store.promises import promise_figures

USUAL_SPAN = timedelta(days=30)


def list_promises(ask: Ask[PromiseFilters, None]) -> Reply:
    return page_reply(ask, "promises", PromisePage, promises.list_promises, _items)


def count_promises(ask: Ask[SpanOfTime, None]) -> Reply:
    """The last thirty days where no time is named."""
    until = ask.query.until or ask.now
    since = ask.query.since or until - USUAL_SPAN
    found = ask.office.store.read(lambda db: promise_figures(db, since, until))
    return Reply(200, PromiseCounts.model_validate({"since": since, "until": until, **vars(found)}))


def get_promise(ask: Ask[None, None]) -> Reply:
    row = ask.office.store.read(lambda db: promises.find_promise(db, ask.id))
    if row is None:
        raise not_found("promise", ask.id)
    return Reply(200, PromiseItem.model_validate(dict(row)))


def _items(_db: Connection, rows: Sequence[RowMapping]) -> Sequence[PromiseItem]:
    return [PromiseItem.model_validate(dict(row)) for row in rows]


OPERATIONS = (
    Operation(
        "GET",
        "/promises",
        "Promises, newest first",
        {200: PromisePage},
        list_promises,
        query=PromiseFilters,
    ),
    Operation(
        "GET",
        "/promises/figures",
        "What became of the callbacks that were asked for",
        {200: PromiseCounts},
        count_promises,
        query=SpanOfTime,
    ),
    Operation("GET", "/promises/{id}", "One promise", {200: PromiseItem}, get_promise),
)
