"""The error of our estimates is written once for each half-hour."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from ticket_store.calls import insert_call
from ticket_store.engine import Store
from ticket_store.estimate_errors import EstimateError, errors, log_half_hour
from ticket_store.ids import new_id

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
LINE: Any = SimpleNamespace(departments={"complaints": None, "orders": None})


def answered(store: Store, at: datetime, expected_s: int, waited_s: int, key: str = "complaints") -> None:
    began = at - timedelta(seconds=waited_s)
    row = {
        "id": new_id(at), "direction": "inbound", "language": "pl", "status": "talking", "step": 1,
        "department_key": key, "started_at": began, "queued_at": began, "answered_at": at, "expected_s": expected_s,
    }  # fmt: skip
    store.write(lambda tx: insert_call(tx, row))


def written(store: Store, now: datetime) -> list[EstimateError]:
    store.write(lambda tx: log_half_hour(tx, LINE, now))
    return store.read(lambda db: errors(db, NOON - timedelta(days=1), NOON + timedelta(days=1)))


def test_median_and_mean_of_the_last_half_hour_are_written_and_logged_once(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO")
    answered(store, NOON, expected_s=100, waited_s=40)
    answered(store, NOON + timedelta(minutes=10), expected_s=100, waited_s=110)
    answered(store, NOON + timedelta(minutes=29), expected_s=100, waited_s=120)
    answered(store, NOON + timedelta(minutes=30), expected_s=100, waited_s=900)  # the next half-hour
    found = written(store, NOON + timedelta(minutes=30, seconds=1))
    assert found == [EstimateError("complaints", NOON, calls=3, median_s=20, mean_s=10)]
    answered(store, NOON + timedelta(minutes=20), expected_s=0, waited_s=500)  # known too late: not counted
    assert written(store, NOON + timedelta(minutes=59)) == found
    assert len([line for line in caplog.messages if "off by 20 s (median), +10 s (mean)" in line]) == 1


def test_a_department_without_calls_has_no_error(store: Store) -> None:
    answered(store, NOON, expected_s=60, waited_s=30, key="orders")
    assert [error.department_key for error in written(store, NOON + timedelta(minutes=31))] == ["orders"]
