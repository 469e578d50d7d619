import base64
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select

from ticket_store.engine import Store
from ticket_store.page_of_rows import PAGE, Page, Place, page_of_rows, read_place
from ticket_store.schema import refusal

START = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)


def page(store: Store, after: Place | None = None, top: Place | None = None) -> Page[str]:
    order = (refusal.c.at, refusal.c.id)
    return store.read(
        lambda db: page_of_rows(db, select(refusal), order, lambda row: row.id, after=after, top=top)
    )


def put(store: Store, rows: list[tuple[int, str]]) -> None:
    values = [
        {"id": key, "at": START + timedelta(seconds=second), "rule": "r", "asked_through": "api"}
        for second, key in rows
    ]
    store.write(lambda tx: tx.db.execute(insert(refusal), values))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seconds=st.lists(st.integers(0, 5), min_size=1, max_size=3 * PAGE))
def test_walking_the_pages_meets_every_row_once_and_in_order(store: Store, seconds: list[int]) -> None:
    rows = [(second, f"{number:04}") for number, second in enumerate(seconds)]
    store.write(lambda tx: tx.db.execute(delete(refusal)))
    put(store, rows)
    met: list[str] = []
    after = None
    while True:
        part = page(store, after)
        met += part.rows
        if part.next is None:
            break
        after = part.next
    assert met == [key for _, key in sorted(rows, reverse=True)]


def test_rows_that_came_since_are_counted_and_not_shown(store: Store) -> None:
    put(store, [(1, "a"), (2, "b")])
    first = page(store)
    put(store, [(3, "c"), (2, "bb")])
    again = page(store, top=first.top)
    assert (again.rows, again.newer) == (["b", "a"], 2)


def test_a_place_survives_an_address() -> None:
    place = Place(START, "abc")
    assert read_place(str(place)) == place


def test_a_place_that_says_nothing_is_none() -> None:
    for text in (None, "", "x", "AAAA", "ÿ", "MjAyNi0xMS0xOVQxMjowMDowMCBh"):  # the last one has no zone
        assert read_place(text) is None
    before_all_time = base64.urlsafe_b64encode(b"0001-01-01T00:00:00+14:00 a").decode()
    assert read_place(before_all_time) is None
