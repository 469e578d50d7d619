"""The steps of a night's forgetting: how each finds its next rows, and what it does with them.

Figures stay, as when a person is erased; see docs/privacy.md.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    and_,
    delete,
    exists,
    not_,
    or_,
    select,
    update,
)

from ticket_store import schema
from ticket_store.callbacks import OVER
from ticket_store.engine import Transaction
from ticket_store.outward.hook_deliveries import drop_deliveries
from ticket_store.privacy.erasure import GONE

AT_ONCE = 200
Key = str | int  # ids sort by time, so what is old comes first


@dataclass(frozen=True)
class Step:
    """`kind` names the limit that it goes by. `find`: the next rows behind one; `forget`: how much went."""

    name: str
    kind: str
    find: Callable[[Connection, datetime, Key | None], Sequence[Key]]
    forget: Callable[[Transaction, Sequence[Any], datetime], Mapping[str, int]]


def _next(
    at: Column[datetime], key: Column[Any], *such: ColumnElement[bool]
) -> Callable[[Connection, datetime, Key | None], Sequence[Key]]:
    """Rows older than the limit that are such, behind the last one. A night reads each table through once."""

    def find(db: Connection, limit: datetime, after: Key | None) -> Sequence[Key]:
        query = select(key).where(at < limit, *such).order_by(key).limit(AT_ONCE)
        return list(db.scalars(query if after is None else query.where(key > after)))

    return find


def _recordings(tx: Transaction, ids: Sequence[Any], now: datetime) -> Mapping[str, int]:
    del now
    table = schema.recording
    gone = {"status": "deleted", "media": None}
    return {"recordings": tx.db.execute(update(table).where(table.c.id.in_(ids)).values(**gone)).rowcount}


def _calls(tx: Transaction, ids: Sequence[Any], now: datetime) -> Mapping[str, int]:
    """Who called, what was typed and said, and the carrier's raw reports."""
    del now
    call, leg, event = schema.call, schema.leg, schema.event
    blank = {"customer_number": None, "caller_raw": None, "customer_id": None, "walk": None, "answer": None}
    theirs = leg.c.role.in_(("caller", "customer"))
    tx.db.execute(update(leg).where(leg.c.call_id.in_(ids), theirs).values(address=None))
    reports = update(event).where(event.c.call_id.in_(ids), event.c.body.is_not(None)).values(body=None)
    return {
        "calls": tx.db.execute(update(call).where(call.c.id.in_(ids)).values(**blank)).rowcount,
        "reports": tx.db.execute(reports).rowcount,
    }


def _callbacks(tx: Transaction, ids: Sequence[Any], now: datetime) -> Mapping[str, int]:
    del now
    callback, attempt, promise, step = (
        schema.callback,
        schema.attempt,
        schema.promise,
        schema.callback_step,
    )
    nobody = {"customer_number": None, "customer_id": None}
    words = {"customer_name": None, "customer_email": None, "matter": None, "token": None}
    tx.db.execute(update(attempt).where(attempt.c.callback_id.in_(ids)).values(customer_number=None))
    tx.db.execute(update(promise).where(promise.c.callback_id.in_(ids)).values(**nobody))
    tx.db.execute(update(step).where(step.c.callback_id.in_(ids), step.c.what == "merged").values(facts={}))
    blank = update(callback).where(callback.c.id.in_(ids))
    done = tx.db.execute(blank.values(**(nobody | words | {"customer_number": GONE})))
    return {"callbacks": done.rowcount}


def _cases(tx: Transaction, ids: Sequence[Any], now: datetime) -> Mapping[str, int]:
    """Solved and untouched for so long: notes and texts go, and the customer. Recordings have a time of their own."""
    del now
    ticket, note, texts = schema.ticket, schema.note, schema.text_message
    return {
        "notes": tx.db.execute(delete(note).where(note.c.ticket_id.in_(ids))).rowcount,
        "texts": tx.db.execute(delete(texts).where(texts.c.ticket_id.in_(ids))).rowcount,
        "cases": tx.db.execute(update(ticket).where(ticket.c.id.in_(ids)).values(customer_id=None)).rowcount,
    }


def _customers(tx: Transaction, ids: Sequence[Any], now: datetime) -> Mapping[str, int]:
    """Nothing hangs on them any more. A block is kept with its number: it would be lost with it."""
    customer, number = schema.customer, schema.customer_number
    tx.db.execute(delete(number).where(number.c.customer_id.in_(ids)))
    blank = {"name": None, "email": None, "language": None, "notes": None, "erased_at": now}
    done = tx.db.execute(update(customer).where(customer.c.id.in_(ids)).values(**blank))
    return {"customer": done.rowcount}


def _reports(tx: Transaction, ids: Sequence[Any], now: datetime) -> Mapping[str, int]:
    del now
    event = schema.event
    return {"reports": tx.db.execute(update(event).where(event.c.id.in_(ids)).values(body=None)).rowcount}


def _refusals(tx: Transaction, ids: Sequence[Any], now: datetime) -> Mapping[str, int]:
    del now
    table = schema.refusal
    blank = update(table).where(table.c.id.in_(ids)).values(number=None, facts={})
    return {"refusals": tx.db.execute(blank).rowcount}


def _errands(tx: Transaction, ids: Sequence[Any], now: datetime) -> Mapping[str, int]:
    """What was sent, and to whom: the line in the outbox goes."""
    del now
    table = schema.outbox
    return {"errands": tx.db.execute(delete(table).where(table.c.id.in_(ids))).rowcount}


def _listeners(tx: Transaction, ids: Sequence[Any], now: datetime) -> Mapping[str, int]:
    """Whoever asked to be told when it is over, of incidents that are."""
    del now
    table = schema.incident_listener
    return {"listeners": tx.db.execute(delete(table).where(table.c.incident_id.in_(ids))).rowcount}


def _promises(tx: Transaction, ids: Sequence[Any], now: datetime) -> Mapping[str, int]:
    """Those that no callback came of: a message that was recorded."""
    del now
    table, nobody = schema.promise, {"customer_number": None, "customer_id": None}
    return {"promises": tx.db.execute(update(table).where(table.c.id.in_(ids)).values(**nobody)).rowcount}


def _answers(tx: Transaction, keys: Sequence[Any], now: datetime) -> Mapping[str, int]:
    """What a program was answered that may have asked twice; forgotten long before where programs go on asking."""
    del now
    table = schema.kept_answer
    return {"answers": tx.db.execute(delete(table).where(table.c.key.in_(keys))).rowcount}


def _messages(tx: Transaction, ids: Sequence[Any], now: datetime) -> Mapping[str, int]:
    del now
    return {"messages": drop_deliveries(tx, ids)}


_call, _callback, _ticket, _customer = schema.call.c, schema.callback.c, schema.ticket.c, schema.customer.c
_promise = schema.promise.c
_number = schema.customer_number
_still_calls = exists().where(
    and_(_number.c.customer_id == _customer.id, _call.customer_number == _number.c.number)
)
_has_case = exists().where(_ticket.customer_id == _customer.id)
STEPS: tuple[Step, ...] = (
    Step(
        "recordings",
        "recordings",
        _next(schema.recording.c.created_at, schema.recording.c.id, schema.recording.c.status == "stored"),
        _recordings,
    ),
    Step(
        "calls",
        "calls",
        _next(
            _call.started_at,
            _call.id,
            _call.status == "ended",
            or_(_call.customer_number.is_not(None), _call.caller_raw.is_not(None)),
        ),
        _calls,
    ),
    Step(
        "callbacks",
        "calls",
        _next(
            _callback.created_at, _callback.id, _callback.status.in_(OVER), _callback.customer_number != GONE
        ),
        _callbacks,
    ),
    Step(
        "promises",
        "calls",
        _next(
            _promise.until_at,
            _promise.id,
            _promise.callback_id.is_(None),
            _promise.state != "open",
            or_(_promise.customer_number.is_not(None), _promise.customer_id.is_not(None)),
        ),
        _promises,
    ),
    Step(
        "listeners",
        "calls",
        _next(
            schema.incident.c.ends_at,
            schema.incident.c.id,
            exists().where(schema.incident_listener.c.incident_id == schema.incident.c.id),
        ),
        _listeners,
    ),
    Step(
        "cases",
        "calls",
        _next(_ticket.touched_at, _ticket.id, _ticket.status == "solved", _ticket.customer_id.is_not(None)),
        _cases,
    ),
    Step(
        "customers",
        "calls",
        _next(
            _customer.created_at,
            _customer.id,
            _customer.blocked_at.is_(None),
            exists().where(_number.c.customer_id == _customer.id),
            not_(_still_calls),
            not_(_has_case),
        ),
        _customers,
    ),
    Step(
        "reports",
        "calls",
        _next(
            schema.event.c.at,
            schema.event.c.id,
            schema.event.c.call_id.is_(None),
            schema.event.c.body.is_not(None),
        ),
        _reports,
    ),
    Step(
        "refusals",
        "calls",
        _next(schema.refusal.c.at, schema.refusal.c.id, schema.refusal.c.number.is_not(None)),
        _refusals,
    ),
    Step(
        "errands",
        "calls",
        _next(schema.outbox.c.created_at, schema.outbox.c.id, schema.outbox.c.done_at.is_not(None)),
        _errands,
    ),
    Step(
        "answers",
        "messages",
        _next(schema.kept_answer.c.created_at, schema.kept_answer.c.key),
        _answers,
    ),
    Step(
        "messages",
        "messages",
        _next(schema.hook_delivery.c.at, schema.hook_delivery.c.id),
        _messages,
    ),
)
