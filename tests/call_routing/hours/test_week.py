from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from call_routing.hours.opening_hours import Cause, Closure, ManualClose, Schedule, is_open
from call_routing.hours.week import day_of, midnight, usual, week_of

OFFICE = Schedule("Mo-Fr 08:30-12:00,13:00-17:00; PH off", "Europe/Warsaw", "PL")
ALWAYS = Schedule("00:00-24:00", "Europe/Warsaw", "PL")


def at(day: int, hour: int, minute: int = 0, *, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def test_a_day_has_each_of_its_openings() -> None:
    found = day_of(OFFICE, date(2026, 11, 19))
    assert [(span.start, span.end) for span in found.spans] == [
        (at(19, 7, 30), at(19, 11)),
        (at(19, 12), at(19, 16)),
    ]
    assert found.cause is None


def test_a_holiday_is_named_and_says_why_it_is_closed() -> None:
    found = day_of(OFFICE, date(2026, 11, 11))
    assert (found.spans, found.cause) == ((), Cause.HOLIDAY)
    assert found.holiday["pl"] == "Narodowe Święto Niepodległości"


def test_a_closure_takes_its_hours_out_and_gives_its_reason() -> None:
    away = Closure(at(19, 9), at(19, 23), {"en": "stock-taking"})
    found = day_of(Schedule(OFFICE.text, OFFICE.timezone, "PL", (away,)), date(2026, 11, 19))
    assert [(span.start, span.end) for span in found.spans] == [(at(19, 7, 30), at(19, 9))]
    assert (found.cause, found.reason) == (Cause.CLOSURE, {"en": "stock-taking"})


@pytest.mark.parametrize(
    ("closed_from", "spans"), [(at(19, 7, 30), 0), (at(19, 7, 0), 0), (at(19, 12), 1), (at(19, 11, 30), 1)]
)
def test_a_closure_that_begins_with_an_opening_or_in_a_break_is_why_the_day_is_short(
    closed_from: datetime, spans: int
) -> None:
    away = Closure(closed_from, at(20, 16), {"en": "stock-taking"})
    found = day_of(Schedule(OFFICE.text, OFFICE.timezone, "PL", (away,)), date(2026, 11, 19))
    assert (len(found.spans), found.cause, found.reason) == (spans, Cause.CLOSURE, {"en": "stock-taking"})


def test_a_closure_of_an_evening_that_is_closed_anyhow_is_no_reason() -> None:
    away = Closure(at(19, 17), at(19, 20), {"en": "cleaning"})
    found = day_of(Schedule(OFFICE.text, OFFICE.timezone, "PL", (away,)), date(2026, 11, 19))
    assert (len(found.spans), found.cause) == (2, None)


def test_a_close_by_hand_ends_the_day_where_it_began() -> None:
    close = ManualClose(at(19, 13), None, {"en": "no power"})
    shut = Schedule(OFFICE.text, OFFICE.timezone, "PL", manual_close=close)
    today, tomorrow = week_of(shut, at(19, 14), days=2)
    assert today.spans[-1].end == at(19, 13)
    assert (today.cause, tomorrow.spans, tomorrow.cause) == (Cause.MANUAL, (), Cause.MANUAL)


def test_usual_hours_know_no_holiday_and_no_closure() -> None:
    away = Closure(at(11, 0), at(12, 0))
    schedule = usual(Schedule(OFFICE.text, OFFICE.timezone, "PL", (away,)))
    assert len(day_of(schedule, date(2026, 11, 11)).spans) == 2


@pytest.mark.parametrize(("on", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25)])
def test_round_the_clock_is_as_long_as_the_day(on: date, hours: int) -> None:
    (span,) = day_of(ALWAYS, on).spans
    assert span.end - span.start == timedelta(hours=hours)
    assert span.start == midnight(ALWAYS, on)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 363 * 24 * 60).map(lambda minutes: at(1, 0, month=1) + timedelta(minutes=minutes)))
def test_within_a_span_of_the_week_the_line_is_open_and_nowhere_else(now: datetime) -> None:
    schedule = Schedule(
        OFFICE.text, OFFICE.timezone, "PL", (Closure(now + timedelta(hours=3), now + timedelta(days=2)),)
    )
    spans = [span for day in week_of(schedule, now) for span in day.spans]
    for hours in range(0, 24 * 6, 5):
        moment = now + timedelta(hours=hours)
        assert any(span.start <= moment < span.end for span in spans) == is_open(schedule, moment)
