"""News for the shop's own programs, written in the transaction in which they happen.

The body is made at the end of that transaction: it says what the commit made true, however many steps led there.
Where nobody listens this costs one small look, and only of transactions that have news.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, select

from ticket_store.engine import Transaction
from ticket_store.ids import new_id
from ticket_store.listing import agents, calls, promises, tickets
from ticket_store.outward.news import MISSED, News
from ticket_store.prepared import Prepared, inserting
from ticket_store.schema import hook_delivery, hook_endpoint, promise

_LISTENING = Prepared(
    select(hook_endpoint.c.id, hook_endpoint.c.events).where(
        hook_endpoint.c.active == bindparam("active", type_=hook_endpoint.c.active.type)
    )
)
_LAST_BROKEN = Prepared(
    select(promise.c.id)
    .where(promise.c.callback_id == bindparam("callback_id"), promise.c.state == "broken")
    .order_by(promise.c.settled_at.desc(), promise.c.id.desc())
)
Told = dict[tuple[News, str], datetime]


def tell_outside(tx: Transaction, news: News, subject_id: str, at: datetime) -> None:
    """Something happened to this call, callback, case or agent: whoever listens is told after the commit."""
    tx.at_the_end.setdefault(_write_news, {})[news, subject_id] = at


def _write_news(tx: Transaction, told: Told) -> None:
    endpoints = _LISTENING.all(tx.db, {"active": True})
    if not endpoints:
        return
    for (news, subject_id), at in told.items():
        for event, item in _items(tx.db, news, subject_id, at):
            for endpoint_id, events in endpoints:
                if not events or event in events:
                    write_delivery(tx, endpoint_id, event, item, at)


def write_delivery(
    tx: Transaction, endpoint_id: str, event: str, item: Mapping[str, Any], at: datetime
) -> str:
    """One message to one endpoint, due at once; its id, by which the receiver knows a repeat."""
    body = {"type": event, "timestamp": as_text(at), "data": {name: _plain(item[name]) for name in item}}
    delivery_id = new_id(at)
    row = {
        "id": delivery_id,
        "endpoint_id": endpoint_id,
        "event": str(event),
        "body": json.dumps(body, ensure_ascii=False),
        "customer_number": item.get("customer_number"),
        "at": at,
        "due_at": at,
    }
    inserting(hook_delivery, tuple(row)).run(tx.db, row)
    tx.topics.add("hooks")
    return delivery_id


def _items(
    db: Connection, news: News, subject_id: str, at: datetime
) -> Iterator[tuple[News, Mapping[str, Any]]]:
    """The event with its item, and those that follow from it; nothing where the row is gone."""
    row = _row(db, news, subject_id, at)
    if row is None:
        return
    item = dict(row)
    match news:
        case News.CALL_ENDED:
            if item["outcome"] == "status":  # an agent's own, no customer's
                return
            yield news, item
            if item["direction"] == "inbound" and item["outcome"] in MISSED:
                yield News.CALL_MISSED, item
        case News.CALLBACK_BROKEN:
            yield news, item
            last = _LAST_BROKEN.first(db, {"callback_id": subject_id})
            found = None if last is None else promises.find_promise(db, last[0])
            if found is not None:
                yield News.PROMISE_BROKEN, dict(found)
        case _:
            yield news, item


def _row(db: Connection, news: News, subject_id: str, at: datetime) -> RowMapping | None:
    match news.partition(".")[0]:
        case "call":
            return calls.find_call(db, subject_id)
        case "callback":
            return promises.find_callback(db, subject_id)
        case "ticket":
            return tickets.find_ticket(db, subject_id)
        case _:
            return agents.find_agent(db, subject_id, at)


def as_text(at: datetime) -> str:
    """A time as the JSON API writes it."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def _plain(value: Any) -> Any:
    return as_text(value) if isinstance(value, datetime) else value
