"""What an attempt has cost takes the place of what was held for it, however the carrier's news come."""

from datetime import UTC, datetime, timedelta

import pytest

from callbacks.promising.requests import request_callback
from callbacks.wishes import CallbackPromised
from tests.callbacks.gate_shop import opened, rows, wish
from ticket_store.callbacks import begin_attempt, callback_by_id
from ticket_store.calls import change_leg, insert_leg
from ticket_store.engine import Store, Transaction
from ticket_store.spend import dials_since, dials_to

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
NOON = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)
NUMBER = "+48501234567"


def dialled(store: Store) -> str:
    """The leg of an attempt at 5 cents a minute, with 150 held for it."""
    line = opened(store)

    def work(tx: Transaction) -> str:
        made = request_callback(tx, line, wish(NUMBER), NOON)
        assert isinstance(made, CallbackPromised)
        found = callback_by_id(tx, made.callback_id)
        assert found is not None
        attempt_id = begin_attempt(tx, found, "r", NOON, cost_cents=150, cents_a_minute=5)
        return insert_leg(
            tx, NOON, timedelta(), role="customer", address=NUMBER, attempt_id=attempt_id, status="placing"
        )

    return store.write(work)


@pytest.mark.parametrize(
    ("talked", "cents"),
    [(None, 0), (timedelta(0), 5), (timedelta(seconds=60), 5), (timedelta(seconds=61), 10)],
)
def test_each_minute_begun_since_the_answer_is_paid(
    store: Store, talked: timedelta | None, cents: float
) -> None:
    leg_id = dialled(store)
    ended_at = NOON + timedelta(minutes=5)
    answered_at = None if talked is None else ended_at - talked
    store.write(lambda tx: change_leg(tx, leg_id, answered_at=answered_at))
    assert rows(store, "attempt")[0].cost_cents == 150
    store.write(lambda tx: change_leg(tx, leg_id, ended_at=ended_at))
    assert rows(store, "attempt")[0].cost_cents == cents


def test_an_answer_that_is_told_after_the_end_is_paid_too(store: Store) -> None:
    leg_id = dialled(store)
    ended_at = NOON + timedelta(minutes=2)
    store.write(lambda tx: change_leg(tx, leg_id, ended_at=ended_at))
    assert rows(store, "attempt")[0].cost_cents == 0
    store.write(lambda tx: change_leg(tx, leg_id, answered_at=NOON, ended_at=ended_at))
    assert rows(store, "attempt")[0].cost_cents == 10


def test_an_agents_leg_costs_no_attempt_anything(store: Store) -> None:
    dialled(store)

    def work(tx: Transaction) -> None:
        other = insert_leg(tx, NOON, timedelta(), role="agent", address="+48600000001", status="placing")
        change_leg(tx, other, ended_at=NOON)

    store.write(work)
    assert rows(store, "attempt")[0].cost_cents == 150


def test_dials_are_counted_by_time_and_by_number(store: Store) -> None:
    dialled(store)
    day = store.read(lambda db: dials_since(db, NOON))
    assert (day.dials, day.unverified, day.cents, day.first_at, day.live) == (1, 0, 150, NOON, 1)
    assert store.read(lambda db: dials_since(db, NOON + timedelta(seconds=1))).dials == 0
    to = store.read(lambda db: dials_to(db, [NUMBER, "+48501234568"], NOON))
    assert list(to) == [NUMBER]
    assert (to[NUMBER].last_at, to[NUMBER].live) == (NOON, True)
