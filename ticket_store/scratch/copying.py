"""What goes into a scratch store: the line and its people without their secrets, and what is known of one caller."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, event, func, insert, or_, select

from ticket_store import schema
from ticket_store.engine import Store

_WHOLE = (
    *(schema.shop, schema.hours, schema.closure, schema.department, schema.did, schema.prompt),
    *(schema.incident, schema.handling),
)
_OF_AGENT = (
    "id",
    "email",
    "name",
    "roles",
    "languages",
    "rings",
    "active",
    "deputy",
    "supervises",
    "talks",
    "talks_on",
)
_NO_PIN = "!"  # that there is one matters, since it is asked for; none is ever right
_CALLS_COUNT_FOR = timedelta(days=1)
_CASES_COUNT_FOR = timedelta(days=30)
_OVER = ("done", "cancelled", "gave_up")


def quick_store(path: Path) -> Store:
    """A store that need not survive a power cut, nor refuse rows whose surroundings were not copied."""
    opened = Store(f"sqlite:///{path}")

    @event.listens_for(opened.engine, "connect")
    def hurry(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA foreign_keys=OFF")

    return opened


Rows = list[tuple[Table, list[dict[str, Any]]]]


def rows_of_line(db: Connection) -> Rows:
    """The line with its newest menus and its people, all of them off duty."""
    rows = [(table, all_of(db, select(table))) for table in _WHOLE]
    newest = select(func.max(schema.menu_version.c.number)).scalar_subquery()
    menus = select(schema.menu_version).where(schema.menu_version.c.number == newest)
    people = select(*(schema.agent.c[name] for name in _OF_AGENT), schema.agent.c.pin_hash)
    agents = [
        {**row, "pin_hash": row["pin_hash"] and _NO_PIN, "chosen_status": "offline", "reachable": True}
        for row in all_of(db, people)
    ]
    skills = [{**row, "ready_at": None} for row in all_of(db, select(schema.agent_department))]
    rest = (
        (schema.menu_version, all_of(db, menus)),
        (schema.agent, agents),
        (schema.agent_department, skills),
    )
    return [*rows, *rest]


def all_of(db: Connection, query: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in db.execute(query).mappings()]


def put_rows(db: Connection, rows: Rows) -> None:
    for table, found in rows:
        if found:
            db.execute(insert(table), found)


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
