"""The roll-up of the queue is written half-hour by half-hour, once its callers have been served."""

from datetime import UTC, datetime, timedelta

import pytest

from ticket_store.calls import insert_call
from ticket_store.engine import Store
from ticket_store.ids import new_id
from ticket_store.queue_load import add_half_hours, loads_within
from ticket_store.rows import HalfHour

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
EIGHT_WEEKS = timedelta(weeks=8)


def waited(store: Store, at: datetime, *, answered_s: int | None = None, left_s: int | None = None) -> None:
    """Somebody began to wait then, and was answered or left after so many seconds."""
    row = {
        "id": new_id(at), "direction": "inbound", "language": "pl", "status": "ended", "step": 1,
        "department_key": "orders", "started_at": at - timedelta(seconds=20), "queued_at": at,
        "answered_at": None if answered_s is None else at + timedelta(seconds=answered_s),
        "ended_at": None if left_s is None else at + timedelta(seconds=left_s),
    }  # fmt: skip
    store.write(lambda tx: insert_call(tx, row))


def caught_up(store: Store, now: datetime) -> list[HalfHour]:
    while store.write(lambda tx: add_half_hours(tx, ("orders", "complaints"), now)):
        pass
    return store.read(lambda db: loads_within(db, [(now - EIGHT_WEEKS, now)]))


def test_those_who_were_answered_and_those_who_left_waited_both(store: Store) -> None:
    waited(store, NOON, answered_s=60)
    waited(store, NOON + timedelta(minutes=29), left_s=40)
    waited(store, NOON + timedelta(minutes=30), answered_s=10)
    found = caught_up(store, NOON + 2 * HOUR)
    assert found == [HalfHour("orders", NOON, 2, 100.0), HalfHour("orders", NOON + HOUR / 2, 1, 10.0)]
    assert caught_up(store, NOON + 2 * HOUR) == found


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_half_hour_is_left_until_its_callers_have_been_served(store: Store) -> None:
    waited(store, NOON, answered_s=600)
    assert caught_up(store, NOON + timedelta(minutes=89)) == []
    assert len(caught_up(store, NOON + timedelta(minutes=90))) == 1


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_after_an_update_the_weeks_before_are_added_a_little_at_each_look(store: Store) -> None:
    waited(store, NOON - EIGHT_WEEKS + HOUR, left_s=5)
    waited(store, NOON - EIGHT_WEEKS - HOUR, left_s=5)  # too long ago
    assert store.write(lambda tx: add_half_hours(tx, ("orders",), NOON)) == 12
    assert len(caught_up(store, NOON)) == 1


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_shop_without_departments_writes_nothing_for_ever(store: Store) -> None:
    assert store.write(lambda tx: add_half_hours(tx, (), NOON)) == 12
