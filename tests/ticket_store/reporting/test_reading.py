"""Figures of any period, zone, department and agent, from the roll-ups."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

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
from ticket_store.engine import Store
from ticket_store.reporting import reading
from ticket_store.reporting.counts import CallCounts, CauseCounts, Cell, TalkCounts, Wanted
from ticket_store.reporting.reading import midnight

WARSAW = ZoneInfo("Europe/Warsaw")
WEEK = Wanted(TUESDAY - timedelta(days=3), TUESDAY + timedelta(days=4))
HOUR = timedelta(hours=1)


@pytest.fixture
def floor(store: Store) -> Store:
    open_floor(store)
    return store


def test_a_period_counts_what_began_in_it_by_department(floor: Store) -> None:
    answered(floor, TUESDAY, wait_s=10)
    answered(floor, TUESDAY + HOUR, wait_s=30)
    answered(floor, TUESDAY + HOUR, "orders", wait_s=30, expected_s=20)
    ended(floor, a_call(TUESDAY + 2 * HOUR, "orders"), "abandoned", timedelta(seconds=40))
    ended(floor, a_call(TUESDAY, key=None), "left_in_menu")
    ended(floor, a_call(TUESDAY - timedelta(days=30)), "abandoned")
    found = floor.read(lambda db: reading.calls_by_department(db, WEEK))
    assert found == {
        "": CallCounts(calls=1, left_in_menu=1),
        "complaints": CallCounts(calls=2, offered=2, answered=2, in_time=1, waited_ms=40_000),
        "orders": CallCounts(
            calls=2, offered=2, answered=1, in_time=1, abandoned=1, foretold=1, waited_ms=30_000,
            gave_up_after_ms=40_000, foretold_off_ms=10_000, foretold_over_ms=-10_000,
        ),
    }  # fmt: skip
    narrow = Wanted(TUESDAY, TUESDAY + HOUR, frozenset({"complaints"}))
    assert floor.read(lambda db: reading.calls_of(db, narrow)).calls == 1
    assert (
        floor.read(lambda db: reading.calls_of(db, Wanted(TUESDAY + 9 * HOUR, TUESDAY + 10 * HOUR)))
        == CallCounts()
    )


def test_days_are_those_of_the_zone_and_all_of_them_are_there(floor: Store) -> None:
    ended(floor, a_call(datetime(2026, 3, 2, 23, 15, tzinfo=UTC)), "abandoned")  # 0:15 on Tuesday in Warsaw
    wanted = Wanted(midnight(date(2026, 3, 2), WARSAW), midnight(date(2026, 3, 5), WARSAW))
    days = floor.read(lambda db: reading.calls_by_day(db, wanted, WARSAW))
    assert {day: counted.calls for day, counted in days.items()} == {
        date(2026, 3, 2): 0, date(2026, 3, 3): 1, date(2026, 3, 4): 0,
    }  # fmt: skip
    in_utc = floor.read(lambda db: reading.calls_by_day(db, wanted, ZoneInfo("UTC")))
    assert in_utc[date(2026, 3, 2)].calls == 1


def test_a_zone_of_quarter_hours_has_no_days_that_nobody_asked_for(floor: Store) -> None:
    kathmandu, day = ZoneInfo("Asia/Kathmandu"), date(2026, 3, 3)  # 5:45 h ahead
    answered(floor, midnight(day, kathmandu))
    one = Wanted(midnight(day, kathmandu), midnight(day + timedelta(days=1), kathmandu))
    assert list(floor.read(lambda db: reading.calls_by_day(db, one, kathmandu))) == [day]
    assert list(floor.read(lambda db: reading.talks_by_day(db, one, kathmandu))) == [day]


def test_the_heatmap_shows_the_clock_of_the_zone_across_the_change_of_clocks(floor: Store) -> None:
    for day in (25, 31):  # Wednesday at 9:00 in winter time, Tuesday at 9:00 in summer time
        answered(floor, datetime(2026, 3, day, 9, 0, tzinfo=WARSAW).astimezone(UTC))
    wanted = Wanted(midnight(date(2026, 3, 20), WARSAW), midnight(date(2026, 4, 10), WARSAW))
    found = floor.read(lambda db: reading.heatmap(db, wanted, WARSAW))
    rung = {
        (weekday, half_hour): cell.calls
        for weekday, day in enumerate(found.cells)
        for half_hour, cell in enumerate(day)
        if cell != Cell()
    }
    assert rung == {(2, 18): 1, (1, 18): 1}
    assert found.days == (3,) * 7
    assert found.cells[1][18] == Cell(calls=1, offered=1, answered=1, in_time=1, waited_ms=10_000)


def test_one_half_hour_of_the_week_adds_up_over_the_change_of_clocks(floor: Store) -> None:
    for day in (24, 31):
        answered(floor, datetime(2026, 3, day, 9, 5, tzinfo=WARSAW).astimezone(UTC))
    wanted = Wanted(midnight(date(2026, 3, 20), WARSAW), midnight(date(2026, 4, 10), WARSAW))
    assert floor.read(lambda db: reading.heatmap(db, wanted, WARSAW)).cells[1][18].calls == 2


def test_talks_are_told_by_department_agent_and_day(floor: Store) -> None:
    call_id = answered(floor)
    a_talk(floor, call_id, EWA, minutes=3, wrap_up_s=30, held_ms=60_000)
    a_talk(
        floor,
        call_id,
        JAN,
        TUESDAY + HOUR,
        "orders",
        is_first=False,
        taken_over=True,
        minutes=1,
        wrap_up_s=None,
    )
    ewa = TalkCounts(talks=1, calls=1, talk_ms=120_000, held_ms=60_000, wrap_up_ms=30_000)
    jan = TalkCounts(talks=1, taken_over=1, talk_ms=60_000)
    assert floor.read(lambda db: reading.talks_by_agent(db, WEEK)) == {EWA: ewa, JAN: jan}
    assert floor.read(lambda db: reading.talks_by_department(db, WEEK)) == {"complaints": ewa, "orders": jan}
    only_jan = Wanted(WEEK.since, WEEK.until, agents=frozenset({JAN}))
    assert floor.read(lambda db: reading.talks_of(db, only_jan)) == jan
    days = floor.read(lambda db: reading.talks_by_day(db, only_jan, WARSAW))
    assert (len(days), days[date(2026, 3, 3)]) == (8, jan)


def test_causes_come_with_the_most_time_first(floor: Store) -> None:
    for key, disposition, minutes in (
        ("complaints", "refund", 2),
        ("orders", "late", 9),
        ("complaints", None, 1),
    ):
        case = a_case(floor, key, disposition=disposition)
        a_talk(floor, answered(floor, key=key, ticket_id=case), key=key, minutes=minutes, wrap_up_s=None)
    found = floor.read(lambda db: reading.causes(db, WEEK))
    assert [(one.department_key, one.disposition) for one in found] == [
        ("orders", "late"), ("complaints", "refund"), ("complaints", ""),
    ]  # fmt: skip
    assert found[0].counted == CauseCounts(talks=1, calls=1, handle_ms=540_000)
