"""Rows for the tests of the API, written straight into the tables."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert

from ticket_store import schema
from ticket_store.callback_settings import CallbackLimits
from ticket_store.engine import Store
from ticket_store.ids import new_id
from ticket_store.line import AgentSetup, Department, Line, Shop
from ticket_store.line_rows import save_line

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)  # a Tuesday
LINE = Line(
    version=0,
    shop=Shop(
        name="Test Shop",
        country="PL",
        timezone="Europe/Warsaw",
        languages=("pl", "en"),
        caller_id=None,
        alarm_number=None,
        callbacks=CallbackLimits(countries=("PL",)),
    ),
    hours={"always": "24/7", "nights": "Mo-Su 22:00-24:00"},
    closures=(),
    departments={
        "orders": Department("orders", {"pl": "zamówienia", "en": "orders"}, "always", position=0),
        "complaints": Department(
            "complaints", {"pl": "reklamacje", "en": "complaints"}, "nights", position=1
        ),
    },
    dids={},
    menus={},
    menu_version=0,
    agents=(
        AgentSetup("anna@shop.example", "Anna", ("agent",), {"orders": 3}, ("pl",), "+48600000001"),
        AgentSetup("jan@shop.example", "Jan", ("agent",), {"complaints": 2}, ("pl", "en"), "+48600000002"),
    ),
)


def set_up_line(store: Store) -> None:
    store.write(lambda tx: save_line(tx, LINE, actor="test", now=NOON))


def add_row(store: Store, table: Any, **values: Any) -> str:
    """One row with an id of its own; answers the id."""
    row = {"id": new_id(NOON), **values}
    store.write(lambda tx: tx.db.execute(insert(table), row))
    return str(row["id"])


def add_customer(store: Store, number: str, **values: Any) -> str:
    customer_id = add_row(store, schema.customer, **{"created_at": NOON, **values})
    known = {"number": number, "customer_id": customer_id}
    store.write(lambda tx: tx.db.execute(insert(schema.customer_number), known))
    return customer_id


def add_call(store: Store, **values: Any) -> str:
    usual = {
        "direction": "inbound",
        "customer_number": "+48600100200",
        "did_number": "+48221234567",
        "language": "pl",
        "status": "ended",
        "started_at": NOON,
    }
    return add_row(store, schema.call, **{**usual, **values})


def add_ticket(store: Store, number: int = 1, **values: Any) -> str:
    usual = {"number": number, "department_key": "orders", "opened_at": NOON, "touched_at": NOON}
    return add_row(store, schema.ticket, **{**usual, **values})


def add_callback(store: Store, **values: Any) -> str:
    usual = {
        "customer_number": "+48600100200",
        "department_key": "orders",
        "language": "pl",
        "status": "waiting",
        "asked_through": "key",
        "arrived_at": NOON,
        "due_at": NOON,
        "promised_from": NOON,
        "promised_until": NOON + timedelta(minutes=30),
        "created_at": NOON,
    }
    return add_row(store, schema.callback, **{**usual, **values})


def add_promise(store: Store, **values: Any) -> str:
    usual = {
        "kind": "callback",
        "customer_number": "+48600100200",
        "made_through": "key",
        "made_at": NOON,
        "from_at": NOON,
        "until_at": NOON + timedelta(minutes=30),
        "state": "open",
    }
    return add_row(store, schema.promise, **{**usual, **values})
