"""Calls, as the JSON API lists them."""

from sqlalchemy import Connection, RowMapping, select

from ticket_store.listing.paging import Page, Wanted, newest_first
from ticket_store.schema import agent, call

_CALLS = select(
    call.c.id,
    call.c.direction,
    call.c.customer_number,
    call.c.did_number.label("did"),
    call.c.department_key.label("department"),
    agent.c.email.label("agent"),
    call.c.language,
    call.c.status,
    call.c.outcome,
    call.c.started_at,
    call.c.queued_at,
    call.c.answered_at,
    call.c.talk_ended_at,
    call.c.ended_at,
    call.c.ticket_id.label("ticket"),
    call.c.callback_id.label("callback"),
).outerjoin_from(call, agent, agent.c.id == call.c.agent_id)


def list_calls(db: Connection, wanted: Wanted) -> Page:
    """Calls by their start."""
    query = _CALLS
    if wanted.customer_number is not None:
        query = query.where(call.c.customer_number == wanted.customer_number)
    if wanted.department is not None:
        query = query.where(call.c.department_key == wanted.department)
    if wanted.status is not None:
        query = query.where(call.c.status == wanted.status)
    if wanted.ticket is not None:
        query = query.where(call.c.ticket_id == wanted.ticket)
    return newest_first(db, query, call.c.started_at, call.c.id, wanted)


def find_call(db: Connection, call_id: str) -> RowMapping | None:
    return db.execute(_CALLS.where(call.c.id == call_id)).mappings().first()
