"""What is counted as calls and talks end is what counting all rows finds, whatever happens to them afterwards."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

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
from ticket_store.calls import change_call, insert_call
from ticket_store.engine import Store, Transaction
from ticket_store.notes import set_disposition
from ticket_store.reporting.counts import CallCounts, Wanted
from ticket_store.reporting.half_hours import number_of
from ticket_store.reporting.reading import calls_of
from ticket_store.reporting.rebuilding import astray
from ticket_store.reporting.rolling_up import recount_call
from ticket_store.schema import call, call_figure, cause_figure

DAY = Wanted(TUESDAY - timedelta(hours=12), TUESDAY + timedelta(hours=12))
moments = st.integers(0, 7200_000).map(lambda ms: TUESDAY + timedelta(milliseconds=ms))
spans = st.integers(0, 90_000).map(lambda ms: timedelta(milliseconds=ms))


@st.composite
def calls(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any] | None]:
    """A call as it goes on, what is written when it ends, and what a late report corrects afterwards."""
    at, key = draw(moments), draw(st.sampled_from(["complaints", "orders", None]))
    queued = key is not None and draw(st.booleans())
    queued_at = at + draw(spans) if queued else None
    answered_at = queued_at + draw(spans) if queued_at and draw(st.booleans()) else None
    row = a_call(
        at,
        key,
        direction=draw(st.sampled_from(["inbound", "inbound", "callback"])),
        queued_at=queued_at,
        answered_at=answered_at,
        expected_s=draw(st.none() | st.integers(0, 90)),
        arrival=draw(st.sampled_from(["Shut", "NobodyThere", "QueueFull"])) if key and not queued else "Wait",
    )
    outcomes = (
        ["abandoned", "short_abandon", "callback", "message"]
        if queued
        else ["closed", "left_in_menu", "status"]
    )
    outcome = "answered" if answered_at else draw(st.sampled_from(outcomes))
    end = {"status": "ended", "ended_at": at + timedelta(minutes=5), "outcome": outcome}
    late = {
        "ended_at": at + draw(spans),
        "outcome": "answered" if answered_at else draw(st.sampled_from(outcomes)),
    }
    return row, end, draw(st.none() | st.just(late))


@pytest.fixture
def floor(store: Store) -> Store:
    open_floor(store)
    return store


def correct(tx: Transaction, call_id: str, late: dict[str, Any]) -> None:
    recount_call(tx, call_id)
    change_call(tx, call_id, **late)


def by_hand(store: Store) -> dict[tuple[int, str], CallCounts]:
    """The figures of all calls by plain Python: the formulas written down a second time."""
    found: dict[tuple[int, str], Counter[str]] = {}
    for row in store.read(lambda db: db.execute(select(call)).all()):
        inbound = row.direction == "inbound"
        if inbound and row.outcome == "status":
            continue
        key = (number_of(row.started_at), row.department_key or "")
        found.setdefault(key, Counter()).update(one_by_hand(row) if inbound else rung_back(row))
    return {key: CallCounts(**counts) for key, counts in found.items()}


def rung_back(row: Any) -> dict[str, int]:
    return {"rung_back": 1, "rung_back_talked": int(row.answered_at is not None)}


def one_by_hand(row: Any) -> dict[str, int]:
    queued = row.queued_at is not None
    waited = row.answered_at - row.queued_at if queued and row.answered_at else None
    off = None if waited is None or row.expected_s is None else row.expected_s * 1000 - ms(waited)
    return {
        "calls": 1,
        "offered": int(queued and row.outcome != "short_abandon"),
        "answered": int(waited is not None),
        "in_time": int(waited is not None and waited <= timedelta(seconds=row.within_s)),
        "abandoned": int(queued and row.outcome == "abandoned"),
        "short_abandons": int(queued and row.outcome == "short_abandon"),
        "chose_callback": int(queued and row.outcome == "callback"),
        "left_message": int(queued and row.outcome == "message"),
        "closed": int(not queued and row.arrival == "Shut"),
        "turned_away": int(not queued and row.arrival in {"NobodyThere", "QueueFull"}),
        "left_in_menu": int(
            row.outcome == "left_in_menu" and row.arrival not in {"NobodyThere", "QueueFull"}
        ),
        "foretold": int(off is not None),
        "waited_ms": ms(waited) if waited is not None else 0,
        "gave_up_after_ms": max(0, ms(row.ended_at - row.queued_at))
        if queued and row.outcome == "abandoned"
        else 0,
        "foretold_off_ms": abs(off or 0),
        "foretold_over_ms": off or 0,
    }


def ms(span: timedelta) -> int:
    return span // timedelta(milliseconds=1)


def kept(store: Store) -> dict[tuple[int, str], CallCounts]:
    rows = store.read(lambda db: db.execute(select(call_figure)).all())
    return {
        (row.half_hour, row.department_key): CallCounts(
            *(getattr(row, one.name) for one in fields(CallCounts))
        )
        for row in rows
    }


@given(st.lists(calls(), min_size=1, max_size=8))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_calls_add_up_whatever_is_said_of_them_late(
    floor: Store, told: list[tuple[dict[str, Any], dict[str, Any], dict[str, Any] | None]]
) -> None:
    for row, end, late in told:
        floor.write(lambda tx, row=row: insert_call(tx, row))  # type: ignore[misc]
        floor.write(lambda tx, row=row, end=end: change_call(tx, row["id"], **end))  # type: ignore[misc]
        if late is not None:
            floor.write(lambda tx, row=row, late=late: correct(tx, row["id"], late))  # type: ignore[misc]
    assert floor.read(astray) == []
    found = {key: counts for key, counts in kept(floor).items() if counts != CallCounts()}
    assert found == {key: counts for key, counts in by_hand(floor).items() if counts != CallCounts()}


def test_a_call_that_ends_twice_in_one_transaction_counts_once(floor: Store) -> None:
    row = a_call()

    def work(tx: Transaction) -> None:
        insert_call(tx, row)
        change_call(tx, row["id"], status="ended", ended_at=TUESDAY, outcome="abandoned")
        correct(tx, row["id"], {"status": "ended", "ended_at": TUESDAY, "outcome": "short_abandon"})

    floor.write(work)
    assert floor.read(lambda db: calls_of(db, DAY)) == CallCounts(calls=1, short_abandons=1)


def test_a_call_that_goes_on_does_not_count(floor: Store) -> None:
    row = a_call()
    floor.write(lambda tx: insert_call(tx, row))
    floor.write(lambda tx: recount_call(tx, row["id"]))
    assert kept(floor) == {}


def test_an_agent_who_rings_to_change_the_status_is_no_call(floor: Store) -> None:
    ended(floor, a_call(key=None), "status")
    assert kept(floor) == {}


def test_what_a_case_came_to_moves_all_its_talks_to_that_cause(floor: Store) -> None:
    case = a_case(floor)
    first, second = (answered(floor, TUESDAY + timedelta(hours=n), ticket_id=case) for n in range(2))
    a_talk(floor, first)
    a_talk(floor, second, JAN, TUESDAY + timedelta(hours=1), wrap_up_s=None)
    for disposition in ("refund", "exchange", None, "exchange"):
        floor.write(lambda tx, to=disposition: set_disposition(tx, case, to, TUESDAY, actor=EWA))  # type: ignore[misc]
    assert floor.read(astray) == []
    rows = floor.read(lambda db: db.execute(select(cause_figure).where(cause_figure.c.talks > 0)).all())
    assert sorted((row.disposition, row.talks, row.handle_ms) for row in rows) == [
        ("exchange", 1, 180_000),
        ("exchange", 1, 210_000),
    ]


def test_many_who_end_at_once_in_one_half_hour_are_all_counted(store: Store) -> None:
    open_floor(store)
    rows = [
        a_call(TUESDAY + timedelta(milliseconds=n), "complaints" if n % 2 else "orders") for n in range(40)
    ]
    store.write(lambda tx: [insert_call(tx, row) for row in rows])

    def end(row: dict[str, Any]) -> None:
        store.write(
            lambda tx: change_call(tx, row["id"], status="ended", ended_at=TUESDAY, outcome="abandoned")
        )

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(end, rows))
    assert store.read(lambda db: calls_of(db, DAY)).abandoned == len(rows)
    assert store.read(astray) == []
