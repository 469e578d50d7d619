"""Ready rows say the same as the truth, whatever changed an agent, and heal where they went astray."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from tests.admin.api.seed import NOON, add_call, set_up_line
from ticket_store.agents import agent_by_email, change_agent
from ticket_store.engine import Store, Transaction
from ticket_store.ready import mend_ready, ready_departments
from ticket_store.reservations import release, reserve
from ticket_store.rows import Waiting
from ticket_store.schema import agent, agent_department

LEASE = timedelta(minutes=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SOON = NOON + timedelta(seconds=30)


@pytest.fixture
def anna(store: Store) -> str:
    set_up_line(store)
    found = store.read(lambda db: agent_by_email(db, "anna@shop.example"))
    assert found is not None
    store.write(lambda tx: change_agent(tx, found.id, chosen_status="available", idle_since=NOON))
    return found.id


def ready(store: Store, agent_id: str) -> set[tuple[datetime | None, datetime | None]]:
    """The derived values, the same in each of the agent's departments."""
    row = select(agent_department.c.ready_at, agent_department.c.idle_since)
    return {
        (one.ready_at, one.idle_since)
        for one in store.read(lambda db: db.execute(row.where(agent_department.c.agent_id == agent_id)).all())
    }


@pytest.mark.parametrize(
    ("changes", "ready_at", "why"),
    [
        ({}, EPOCH, "on duty: at any time"),
        ({"chosen_status": "away"}, None, "away"),
        ({"reachable": False}, None, "not reachable"),
        ({"active": False}, None, "gone"),
        ({"wrap_up_until": SOON}, SOON, "after the wrap-up"),
        ({"not_before_at": SOON}, SOON, "after the rest"),
        ({"not_before_at": SOON, "wrap_up_until": NOON}, SOON, "after both"),
    ],
)
def test_an_agent_is_ready_from_when_nothing_stands_in_the_way(
    store: Store, anna: str, changes: dict[str, Any], ready_at: datetime | None, why: str
) -> None:
    store.write(lambda tx: change_agent(tx, anna, misses=0, **changes))
    assert ready(store, anna) == {(ready_at, NOON)}, why


def test_whoever_is_held_is_not_ready_until_let_go(store: Store, anna: str) -> None:
    waiting = Waiting("call", add_call(store, status="waiting"), "orders", "pl", NOON, NOON, NOON)
    held = store.write(lambda tx: reserve(tx, anna, waiting, NOON, LEASE))
    assert held is not None
    assert ready(store, anna) == {(None, NOON)}
    store.write(lambda tx: release(tx, held.id, "talked", NOON))
    assert ready(store, anna) == {(EPOCH, NOON)}


def test_a_department_is_ready_when_somebody_in_it_is(store: Store, anna: str) -> None:
    def departments(now: datetime) -> frozenset[str]:
        return store.read(lambda db: ready_departments(db, now))

    assert "orders" in departments(NOON)
    store.write(lambda tx: change_agent(tx, anna, wrap_up_until=SOON))
    assert departments(NOON) == frozenset()
    assert "orders" in departments(SOON)


def unseen(agent_id: str) -> Callable[[Transaction], None]:
    """A change behind the back of whoever keeps the rows."""
    return lambda tx: _run(tx, update(agent).where(agent.c.id == agent_id).values(chosen_status="away"))


def _run(tx: Transaction, statement: Any) -> None:
    tx.db.execute(statement)


def test_rows_that_went_astray_are_healed_and_the_log_says_so(
    store: Store, anna: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert store.write(mend_ready) == 0
    assert caplog.messages == []
    store.write(unseen(anna))
    assert store.write(mend_ready) == 1
    assert len(caplog.messages) == 1
    assert ready(store, anna) == {(None, NOON)}
    assert store.write(mend_ready) == 0
