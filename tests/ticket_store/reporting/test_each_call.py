"""One row for each call that has ended."""

from dataclasses import asdict
from datetime import timedelta

import pytest

from tests.ticket_store.reporting.floor import (
    EWA,
    JAN,
    TUESDAY,
    a_call,
    a_case,
    a_talk,
    answered,
    ended,
    open_floor,
)
from ticket_store.calls import insert_call
from ticket_store.engine import Store
from ticket_store.reporting.counts import Wanted
from ticket_store.reporting.each_call import call_rows

HOUR = timedelta(hours=1)
DAY = Wanted(TUESDAY - HOUR, TUESDAY + 8 * HOUR)


@pytest.fixture
def floor(store: Store) -> Store:
    open_floor(store)
    return store


def test_a_row_says_all_of_a_call_in_the_order_in_which_they_began(floor: Store) -> None:
    case = a_case(floor, disposition="refund")
    later = answered(floor, TUESDAY + HOUR, agent_id=JAN, ticket_id=case)
    a_talk(floor, later, EWA, held_ms=2_000)
    a_talk(floor, later, JAN, is_first=False, taken_over=True, held_ms=3_000)
    earlier = ended(floor, a_call(TUESDAY, "orders", customer_number="+48501234567"), "abandoned")
    floor.write(lambda tx: insert_call(tx, a_call(TUESDAY)))  # goes on
    first, second = floor.read(lambda db: list(call_rows(db, DAY)))
    assert (first.id, first.outcome, first.customer_number, first.talks) == (
        earlier,
        "abandoned",
        "+48501234567",
        0,
    )
    found = asdict(second)
    assert {name: found[name] for name in ("id", "agent_name", "disposition", "talks", "held_ms")} == {
        "id": later, "agent_name": "Jan", "disposition": "refund", "talks": 2, "held_ms": 5_000,
    }  # fmt: skip


def test_rows_are_narrowed_to_departments_agents_and_the_period(floor: Store) -> None:
    answered(floor, agent_id=EWA)
    answered(floor, key="orders", agent_id=JAN)
    answered(floor, TUESDAY + 9 * HOUR, agent_id=EWA)

    def count(**narrowed: frozenset[str]) -> int:
        return len(floor.read(lambda db: list(call_rows(db, Wanted(DAY.since, DAY.until, **narrowed)))))

    assert count() == 2
    assert count(departments=frozenset({"orders"})) == 1
    assert count(agents=frozenset({EWA})) == 1
    assert count(departments=frozenset({"orders"}), agents=frozenset({EWA})) == 0
