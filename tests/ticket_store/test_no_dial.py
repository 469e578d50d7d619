"""Numbers that are never dialled: who forbade them, until when, and who lifted it."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.callbacks.gate_shop import rows
from ticket_store.engine import Store
from ticket_store.no_dial import forbid, forbidden, is_forbidden, lift

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
NOON = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)
NUMBER = "+48501234567"
MONTH = timedelta(days=30)


def test_for_good_is_for_good_and_a_while_is_a_while(store: Store) -> None:
    store.write(
        lambda tx: forbid(tx, NUMBER, "by_hand", NOON, until_at=NOON + MONTH, actor="admin@sowa.example")
    )
    assert store.read(lambda db: is_forbidden(db, NUMBER, NOON + MONTH - timedelta(seconds=1)))
    assert not store.read(lambda db: is_forbidden(db, NUMBER, NOON + MONTH))
    store.write(lambda tx: forbid(tx, NUMBER, "key_9", NOON + MONTH, actor="customer"))
    assert store.read(lambda db: is_forbidden(db, NUMBER, NOON + 99 * MONTH))


def test_of_two_the_longer_holds(store: Store) -> None:
    store.write(lambda tx: forbid(tx, NUMBER, "key_9", NOON, actor="customer"))
    store.write(
        lambda tx: forbid(tx, NUMBER, "by_hand", NOON, until_at=NOON + MONTH, actor="admin@sowa.example")
    )
    (found,) = store.read(lambda db: forbidden(db, NOON))
    assert (found.number, found.reason, found.until_at, found.actor) == (NUMBER, "key_9", None, "customer")


def test_who_lifts_it_is_in_the_audit(store: Store) -> None:
    store.write(lambda tx: forbid(tx, NUMBER, "key_9", NOON, actor="customer"))
    assert store.write(lambda tx: lift(tx, NUMBER, actor="admin@sowa.example", now=NOON))
    assert not store.write(lambda tx: lift(tx, NUMBER, actor="admin@sowa.example", now=NOON))
    assert not store.read(lambda db: is_forbidden(db, NUMBER, NOON))
    assert [(row.action, row.actor) for row in sorted(rows(store, "audit"), key=lambda row: row.action)] == [
        ("no_dial.forbid", "customer"),
        ("no_dial.lift", "admin@sowa.example"),
    ]
