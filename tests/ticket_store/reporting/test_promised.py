"""Callbacks, promises and cases of a period, as they stand now."""

from datetime import timedelta
from typing import Any

import pytest

from tests.ticket_store.reporting.floor import EWA, JAN, TUESDAY, a_case, open_floor
from ticket_store.callbacks import change_callback, insert_callback
from ticket_store.engine import Store, Transaction
from ticket_store.promises import close_promise, make_promise
from ticket_store.reporting.counts import CallbackCounts, CaseCounts, PromiseCounts, Wanted
from ticket_store.reporting.promised import (
    callbacks_by_department,
    cases_by_department,
    promises_by_department,
)
from ticket_store.solving import open_again, solve
from ticket_store.tickets import join_ticket

HOUR = timedelta(hours=1)
PERIOD = Wanted(TUESDAY, TUESDAY + 8 * HOUR)


@pytest.fixture
def floor(store: Store) -> Store:
    open_floor(store)
    return store


def asked(
    store: Store, status: str, *settled: str, key: str = "orders", number: int, hours: float = 0
) -> None:
    """A request that came to this, and what became of each of its promises, one an hour."""
    at = TUESDAY + hours * HOUR
    row: dict[str, Any] = {
        "customer_number": f"+4850100000{number}", "department_key": key, "language": "pl", "asked_through": "key",
        "arrived_at": at, "due_at": at, "promised_from": at, "promised_until": at + HOUR,
    }  # fmt: skip

    def work(tx: Transaction) -> None:
        callback_id = insert_callback(tx, at, **row)
        assert callback_id is not None
        for step, state in enumerate(settled):
            make_promise(
                tx, at, callback_id=callback_id, customer_id=None, customer_number=row["customer_number"],
                ticket_id=None, made_through="key", from_at=at, until_at=at + (step + 1) * HOUR,
            )  # fmt: skip
            if state != "open":
                close_promise(tx, callback_id, state, at)
        change_callback(tx, callback_id, status=status, attempts=2)

    store.write(work)


def test_a_callback_is_kept_late_given_up_cancelled_or_still_open(floor: Store) -> None:
    asked(floor, "done", "moved", "kept", number=1)
    asked(floor, "done", "broken", "kept", number=2)
    asked(floor, "gave_up", "broken", number=3)
    asked(floor, "cancelled", "withdrawn", number=4)
    asked(floor, "waiting", "open", number=5, key="complaints")
    asked(floor, "done", "kept", number=6, hours=9)
    found = floor.read(lambda db: callbacks_by_department(db, PERIOD))
    assert found == {
        "complaints": CallbackCounts(asked=1, still_open=1, attempts=2),
        "orders": CallbackCounts(asked=4, kept=1, late=1, gave_up=1, cancelled=1, attempts=8),
    }
    orders = Wanted(PERIOD.since, PERIOD.until, frozenset({"orders"}))
    assert set(floor.read(lambda db: callbacks_by_department(db, orders))) == {"orders"}


def test_promises_are_told_by_when_they_fell_due(floor: Store) -> None:
    asked(floor, "done", "moved", "kept", number=1)
    asked(floor, "gave_up", "broken", number=2)
    asked(floor, "waiting", "open", number=3, hours=5)
    asked(floor, "done", "withdrawn", number=4, hours=8)
    found = floor.read(lambda db: promises_by_department(db, PERIOD))
    assert found == {"orders": PromiseCounts(kept=1, moved=1, broken=1, still_open=1)}


def test_cases_tell_how_many_people_and_talks_they_took(floor: Store) -> None:
    def talked(case: str, *agents: str) -> None:
        for agent_id in agents:
            floor.write(lambda tx, by=agent_id: join_ticket(tx, case, by, TUESDAY, is_contact=True))  # type: ignore[misc]

    at_once, twice, again, untold = (a_case(floor) for _ in range(4))
    talked(at_once, EWA)
    talked(twice, EWA, JAN, EWA)
    talked(again, JAN)
    for case in (at_once, twice, again, untold):
        floor.write(lambda tx, case=case: solve(tx, case, TUESDAY, actor=EWA))  # type: ignore[misc]
    floor.write(lambda tx: open_again(tx, again, TUESDAY, actor=EWA))
    a_case(floor, "orders", TUESDAY + 9 * HOUR)
    found = floor.read(lambda db: cases_by_department(db, PERIOD))
    assert found == {"complaints": CaseCounts(cases=4, talked=3, people=4, solved=2, solved_at_once=1)}
