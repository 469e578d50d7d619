"""What the shop knows of a caller, copied into a rehearsal: their name, cases, callbacks and last calls."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, or_, select

from app.rehearsing.scratch import Rows, all_of
from ticket_store import schema

_CALLS_COUNT_FOR = timedelta(days=1)
_CASES_COUNT_FOR = timedelta(days=30)
_OVER = ("done", "cancelled", "gave_up")


def rows_of_caller(db: Connection, number: str, now: datetime) -> Rows:
    """The rows of this number; none for a stranger. Callbacks that are just being made wait, as nobody rings here."""
    owns = schema.customer_number
    customer_id = db.scalar(select(owns.c.customer_id).where(owns.c.number == number))
    never_dial = select(schema.no_dial).where(schema.no_dial.c.number == number)
    rows: Rows = [(schema.no_dial, all_of(db, never_dial))]
    if customer_id is None:
        return rows
    ticket, call = schema.ticket, schema.call
    cases = select(ticket).where(
        ticket.c.customer_id == customer_id,
        or_(ticket.c.status == "open", ticket.c.touched_at >= now - _CASES_COUNT_FOR),
    )
    calls = select(call).where(
        call.c.customer_number == number,
        call.c.started_at >= now - _CALLS_COUNT_FOR,
        call.c.status == "ended",
    )
    return [
        *rows,
        (owns, [{"number": number, "customer_id": customer_id}]),
        (schema.customer, all_of(db, select(schema.customer).where(schema.customer.c.id == customer_id))),
        (ticket, all_of(db, cases)),
        (call, all_of(db, calls)),
        *_promises(db, number),
    ]


def _promises(db: Connection, number: str) -> Rows:
    callback, promise = schema.callback, schema.promise
    open_ones = select(callback).where(callback.c.customer_number == number, callback.c.status.not_in(_OVER))
    waiting = [{**row, "status": "waiting", "agent_id": None} for row in all_of(db, open_ones)]
    made = select(promise).where(promise.c.callback_id.in_([row["id"] for row in waiting]))
    return [(callback, waiting), (promise, all_of(db, made))]
