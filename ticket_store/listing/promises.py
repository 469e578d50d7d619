"""Callbacks, and promises kept or not, as the JSON API lists them."""

from sqlalchemy import Connection, RowMapping, func, literal, select

from ticket_store.listing.paging import Page, Wanted, newest_first, newest_id_first
from ticket_store.schema import agent, callback, promise, ticket

_CALLBACKS = select(
    callback.c.id,
    callback.c.customer_number,
    callback.c.department_key.label("department"),
    callback.c.language,
    callback.c.status,
    callback.c.asked_through,
    callback.c.promised_from,
    callback.c.promised_until,
    callback.c.attempts,
    agent.c.email.label("agent"),
    callback.c.reason,
    callback.c.ticket_id.label("ticket"),
    callback.c.call_id.label("call"),
    callback.c.due_at,
    callback.c.created_at,
    callback.c.ended_at,
).outerjoin_from(callback, agent, agent.c.id == callback.c.agent_id)

_DEPARTMENT = func.coalesce(callback.c.department_key, ticket.c.department_key)
_PROMISES = (
    select(
        promise.c.id,
        promise.c.kind,
        promise.c.customer_number,
        _DEPARTMENT.label("department"),
        promise.c.state.label("status"),
        promise.c.made_at,
        promise.c.from_at.label("promised_from"),
        promise.c.until_at.label("promised_until"),
        promise.c.settled_at,
        promise.c.ticket_id.label("ticket"),
        promise.c.callback_id.label("callback"),
    )
    .outerjoin_from(promise, callback, callback.c.id == promise.c.callback_id)
    .outerjoin(ticket, ticket.c.id == promise.c.ticket_id)
)


def list_callbacks(db: Connection, wanted: Wanted) -> Page:
    """Callbacks by the time when they were asked for."""
    query = _CALLBACKS
    if wanted.customer_number is not None:
        query = query.where(callback.c.customer_number == wanted.customer_number)
    if wanted.department is not None:
        query = query.where(callback.c.department_key == wanted.department)
    if wanted.status is not None:
        query = query.where(callback.c.status == wanted.status)
    if wanted.ticket is not None:
        query = query.where(callback.c.ticket_id == wanted.ticket)
    return newest_first(db, query, callback.c.created_at, callback.c.id, wanted)


def find_callback(db: Connection, callback_id: str) -> RowMapping | None:
    return db.execute(_CALLBACKS.where(callback.c.id == callback_id)).mappings().first()


def list_promises(db: Connection, wanted: Wanted) -> Page:
    """Promises by the time when they were made. The department is that of the callback, else of the case."""
    query = _PROMISES
    if wanted.customer_number is not None:
        query = query.where(promise.c.customer_number == wanted.customer_number)
    if wanted.department is not None:
        query = query.where(literal(wanted.department) == _DEPARTMENT)
    if wanted.status is not None:
        query = query.where(promise.c.state == wanted.status)
    if wanted.ticket is not None:
        query = query.where(promise.c.ticket_id == wanted.ticket)
    return newest_id_first(db, query, promise.c.made_at, promise.c.id, wanted)


def find_promise(db: Connection, promise_id: str) -> RowMapping | None:
    return db.execute(_PROMISES.where(promise.c.id == promise_id)).mappings().first()
