from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, insert

from tests.admin.api.seed import NOON, add_call
from ticket_store import schema
from ticket_store.engine import Store
from ticket_store.ids import new_id
from ticket_store.listing.calls import list_calls
from ticket_store.listing.customers import list_customers
from ticket_store.listing.paging import Page, Wanted

Look = Callable[[Connection, Wanted], Page]
quick = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def walk(store: Store, look: Look, limit: int) -> list[str]:
    """All ids, page after page."""
    found: list[str] = []
    wanted = Wanted(limit=limit)
    while True:
        page = store.read(lambda db, wanted=wanted: look(db, wanted))
        assert len(page.rows) <= limit
        found += [row["id"] for row in page.rows]
        if page.next is None:
            return found
        assert len(page.rows) == limit
        wanted = Wanted(limit=limit, after=page.next)


@quick
@given(minutes=st.lists(st.integers(0, 3), max_size=12), limit=st.integers(1, 5))
def test_paging_visits_each_call_once_newest_first_also_where_times_are_equal(
    store: Store, minutes: list[int], limit: int
) -> None:
    starts = {new_id(NOON): NOON + timedelta(minutes=minute) for minute in minutes}
    rows = [
        {"id": call_id, "direction": "inbound", "language": "pl", "status": "ended", "started_at": at}
        for call_id, at in starts.items()
    ]
    store.write(lambda tx: tx.db.execute(delete(schema.call)))
    if rows:
        store.write(lambda tx: tx.db.execute(insert(schema.call), rows))
    visited = walk(store, list_calls, limit)
    assert visited == sorted(starts, key=lambda call_id: (starts[call_id], call_id), reverse=True)


@quick
@given(count=st.integers(0, 12), limit=st.integers(1, 5))
def test_paging_visits_each_customer_once(store: Store, count: int, limit: int) -> None:
    made = [new_id(NOON + timedelta(seconds=second // 2)) for second in range(count)]
    store.write(lambda tx: tx.db.execute(delete(schema.customer)))
    if made:
        rows = [{"id": customer_id, "created_at": NOON} for customer_id in made]
        store.write(lambda tx: tx.db.execute(insert(schema.customer), rows))
    assert walk(store, list_customers, limit) == sorted(made, reverse=True)


def test_a_call_that_comes_in_between_two_pages_shifts_nothing(store: Store) -> None:
    ids = [add_call(store, started_at=NOON + timedelta(minutes=minute)) for minute in range(4)]
    first = store.read(lambda db: list_calls(db, Wanted(limit=2)))
    add_call(store, started_at=NOON + timedelta(hours=1))
    second = store.read(lambda db: list_calls(db, Wanted(limit=2, after=first.next)))
    assert [row["id"] for row in (*first.rows, *second.rows)] == ids[::-1]


@pytest.mark.parametrize("limit", [4, 5])
def test_a_page_that_holds_the_last_row_has_no_next(store: Store, limit: int) -> None:
    for _ in range(4):
        add_call(store)
    assert store.read(lambda db: list_calls(db, Wanted(limit=limit))).next is None
