"""A scratch store holds the line, no secret of anybody, and of the customers the one who calls.

Whatever the shop's own database is: the copy is SQLite.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from admin.shop_file.commands import read_checked
from ticket_store import schema
from ticket_store.engine import Store, Transaction
from ticket_store.line_rows import load_line, save_line
from ticket_store.schema import metadata
from ticket_store.scratch.copying import put_rows, quick_store, rows_of_caller, rows_of_line

NOW = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)
SHOP = Path(__file__).parents[2] / "stories" / "shop.yaml"
KNOWN, OTHER = "+48501234567", "+48501234568"


@pytest.fixture
def shop(store: Store) -> Store:
    line, faults = read_checked(SHOP.read_text(encoding="utf-8"))
    assert line is not None, faults
    store.write(lambda tx: save_line(tx, line, actor="tests", now=NOW))
    return store


@pytest.fixture
def scratch(tmp_path: Path) -> Iterator[Store]:
    opened = quick_store(tmp_path / "scratch.sqlite3")
    metadata.create_all(opened.engine)
    yield opened
    opened.close()


def copy_line(shop: Store, scratch: Store) -> None:
    rows = shop.read(rows_of_line)
    scratch.write(lambda tx: put_rows(tx.db, rows))


def customer(tx: Transaction, key: str, number: str) -> None:
    tx.db.execute(insert(schema.customer).values(id=key, created_at=NOW))
    tx.db.execute(insert(schema.customer_number).values(number=number, customer_id=key))
    case = {"customer_id": key, "department_key": "orders", "opened_at": NOW, "touched_at": NOW}
    tx.db.execute(insert(schema.ticket).values(id=f"ticket-{key}", number=len(number) + int(key[-1]), **case))
    asked = {
        "customer_number": number,
        "department_key": "orders",
        "language": "pl",
        "asked_through": "key",
        "arrived_at": NOW,
        "due_at": NOW,
        "promised_from": NOW,
        "promised_until": NOW + timedelta(hours=1),
        "created_at": NOW,
    }
    tx.db.execute(insert(schema.callback).values(id=f"callback-{key}", status="dialing", **asked))


def test_the_line_in_it_is_the_line(shop: Store, scratch: Store) -> None:
    copy_line(shop, scratch)
    assert scratch.read(load_line) == shop.read(load_line)


def test_passwords_and_pins_stay_behind(shop: Store, scratch: Store) -> None:
    secrets = {"password_hash": "a hash", "pin_hash": "another", "sign_in_stamp": "a stamp"}
    shop.write(lambda tx: tx.db.execute(update(schema.agent).values(**secrets)))
    copy_line(shop, scratch)
    agent = schema.agent
    query = select(agent.c.password_hash, agent.c.pin_hash, agent.c.sign_in_stamp).distinct()
    assert [tuple(row) for row in scratch.read(lambda db: db.execute(query).all())] == [(None, "!", None)]


def test_nobody_in_it_is_on_duty(shop: Store, scratch: Store) -> None:
    shop.write(lambda tx: tx.db.execute(update(schema.agent).values(chosen_status="available")))
    copy_line(shop, scratch)
    query = select(schema.agent.c.chosen_status).distinct()
    assert list(scratch.read(lambda db: db.scalars(query).all())) == ["offline"]


def test_of_the_customers_only_the_one_who_calls_is_copied_and_is_rung_by_nobody(
    shop: Store, scratch: Store
) -> None:
    shop.write(lambda tx: (customer(tx, "c1", KNOWN), customer(tx, "c2", OTHER)))
    rows = shop.read(lambda db: rows_of_caller(db, KNOWN, NOW))
    scratch.write(lambda tx: put_rows(tx.db, rows))
    assert list(scratch.read(lambda db: db.scalars(select(schema.ticket.c.id)).all())) == ["ticket-c1"]
    kept = scratch.read(lambda db: db.execute(select(schema.callback.c.id, schema.callback.c.status)).all())
    assert [tuple(row) for row in kept] == [("callback-c1", "waiting")]


def test_a_stranger_brings_nothing(shop: Store) -> None:
    rows = shop.read(lambda db: rows_of_caller(db, "+48500000000", NOW))
    assert [found for _, found in rows if found] == []
