"""`/callbacks`: promises to ring back. Asking for one goes the same way as pressing the key in the queue."""

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping

from admin.api.asks import CallbackFilters, CallbackWanted
from admin.api.callback_items import callback_item, callback_items
from admin.api.departments import line_of
from admin.api.errors import ApiError, shown
from admin.api.items import CallbackItem, CallbackPage
from admin.api.lists import page_reply
from admin.api.once import write_once
from admin.api.operation import Ask, Operation, Reply
from callbacks.promising.requests import (
    CallbackAlreadyPromised,
    CallbackPromised,
    CallbackRefused,
    CallbackWish,
    cancel_callback,
    request_callback,
)
from ticket_store.customers import customer_by_number
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.listing import promises


def list_callbacks(ask: Ask[CallbackFilters, None]) -> Reply:
    def items(db: Connection, rows: Sequence[RowMapping]) -> list[CallbackItem]:
        return callback_items(db, ask.office.lines.line_in(db), rows, ask.now)

    return page_reply(ask, "callbacks", CallbackPage, promises.list_callbacks, items)


def get_callback(ask: Ask[None, None]) -> Reply:
    return Reply(200, ask.office.store.read(lambda db: callback_item(db, ask)))


def create_callback(ask: Ask[None, CallbackWanted]) -> Reply:
    """201 with the new callback, 200 with the one that was promised before, 422 where we may not ring."""

    def work(tx: Transaction) -> Reply:
        line = line_of(tx.db)
        wish = CallbackWish(
            customer_number=ask.body.customer_number,
            department_key=_known_department(line, ask.body.department),
            language=_language(tx.db, line, ask.body),
            asked_through="api",
            wanted_from=ask.body.wanted_from,
            customer_name=ask.body.name,
            customer_email=ask.body.email,
            matter=ask.body.matter,
            actor=ask.actor,
        )
        match request_callback(tx, line, wish, ask.now):
            case CallbackPromised(callback_id=made):
                return Reply(201, callback_item(tx.db, ask, made), {"Location": f"/api/v1/callbacks/{made}"})
            case CallbackAlreadyPromised(callback_id=open_one):
                return Reply(200, callback_item(tx.db, ask, open_one))
            case CallbackRefused():
                # Answered and not raised: the stored refusal must outlive this transaction.
                return Reply(422, _REFUSED.answer())

    return write_once(ask, work)


def cancel_callback_by_post(ask: Ask[None, None]) -> Reply:
    return write_once(ask, lambda tx: _cancelled(tx, ask))


def cancel_callback_by_delete(ask: Ask[None, None]) -> Reply:
    return ask.office.store.write(lambda tx: _cancelled(tx, ask))


def _cancelled(tx: Transaction, ask: Ask[None, None]) -> Reply:
    """The cancelled callback; cancelling twice is no fault."""
    callback = callback_item(tx.db, ask)
    if callback.status not in {"cancelled", "done", "gave_up"}:
        cancel_callback(tx, ask.id, ask.now, actor=ask.actor)
        callback = callback_item(tx.db, ask)
    if callback.status != "cancelled":
        raise ApiError(
            409,
            "callback-not-cancellable",
            f"The callback {shown(ask.id)} is {callback.status}: it can no longer be cancelled.",
            "Look at its status; only a callback that has not reached the customer can be cancelled.",
        )
    return Reply(200, callback)


_REFUSED = ApiError(
    422,
    "callback-refused",
    "We cannot promise a callback to this number.",
    "Ask the customer for another number, or to call the hotline.",
)


def _known_department(line: Line, key: str) -> str:
    if key in line.departments:
        return key
    known = ", ".join(line.departments) or "none"
    raise ApiError(
        422,
        "department-unknown",
        f"There is no department {shown(key)}.",
        f"Name one of these: {known}.",
    )


def _language(db: Connection, line: Line, wanted: CallbackWanted) -> str:
    """The one asked for, else the one that the customer chose before, else the shop's first."""
    if wanted.language is None:
        customer = customer_by_number(db, wanted.customer_number)
        chosen = customer.language if customer is not None else None
        return chosen if chosen in line.shop.languages else line.shop.languages[0]
    if wanted.language in line.shop.languages:
        return wanted.language
    raise ApiError(
        422,
        "language-unknown",
        f"The shop does not speak {shown(wanted.language)}.",
        f"Name one of these: {', '.join(line.shop.languages)}.",
    )


OPERATIONS = (
    Operation(
        "GET",
        "/callbacks",
        "Callbacks, newest first",
        {200: CallbackPage},
        list_callbacks,
        query=CallbackFilters,
    ),
    Operation(
        "POST",
        "/callbacks",
        "Ask for a callback",
        {201: CallbackItem, 200: CallbackItem},
        create_callback,
        body=CallbackWanted,
    ),
    Operation("GET", "/callbacks/{id}", "One callback", {200: CallbackItem}, get_callback),
    Operation(
        "DELETE", "/callbacks/{id}", "Cancel a callback", {200: CallbackItem}, cancel_callback_by_delete
    ),
    Operation(
        "POST", "/callbacks/{id}/cancel", "Cancel a callback", {200: CallbackItem}, cancel_callback_by_post
    ),
)
