"""When we promise to ring back, and when we try again."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from call_routing.hours.dial_hours import DialHours, may_ring
from call_routing.hours.opening_hours import ManualClose, Schedule
from callbacks.promising.policy import (
    Cause,
    Window,
    again_after,
    as_soon_as_possible,
    must_move,
    pause_before,
    round_up,
)
from ticket_store.callback_settings import AgainAfter, CallbackPolicy

OFFICE = Schedule("Mo-Fr 08:30-17:00; PH off", "Europe/Warsaw", "PL")
HOURS = DialHours(OFFICE, time(8), time(20))
MINUTE = timedelta(minutes=1)
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
POLICY = CallbackPolicy(
    attempts=3, again_after=AgainAfter(busy=5 * MINUTE, no_answer=30 * MINUTE, machine=120 * MINUTE)
)


def tuesday(hour: int, minute: int = 0, second: int = 0) -> datetime:
    """A Tuesday in Warsaw, which is an hour ahead of UTC in March."""
    return datetime(2026, 3, 3, hour - 1, minute, second, tzinfo=UTC)


@pytest.mark.parametrize(
    ("expected", "now", "start", "end"),
    [
        (0, tuesday(12), tuesday(12, 1), tuesday(12, 35)),
        (12, tuesday(12), tuesday(12, 10), tuesday(12, 45)),
        (60, tuesday(12), tuesday(13), tuesday(13, 35)),
        (61, tuesday(12), tuesday(13), tuesday(14, 5)),  # a far guess is a rough one: an hour wide
        (0, tuesday(16, 29), tuesday(16, 30), tuesday(17)),  # ends at closing time: still today
    ],
)
def test_as_soon_as_possible_is_promised_from_when_an_agent_is_expected_free(
    expected: int, now: datetime, start: datetime, end: datetime
) -> None:
    window = as_soon_as_possible(HOURS, expected * MINUTE, not_before=MINUTE, now=now)
    assert window == Window(due_at=now + MINUTE, start=start, end=end)


@pytest.mark.parametrize(
    ("schedule", "now"),
    [
        (OFFICE, tuesday(16, 30)),  # it would end after closing
        (OFFICE, tuesday(6)),  # closed
        (replace(OFFICE, manual_close=ManualClose(tuesday(9), None)), tuesday(12)),
        (replace(OFFICE, text="24/7"), tuesday(19, 45)),  # open, and too late to ring anybody
        (replace(OFFICE, text="24/7"), tuesday(7, 30)),
    ],
)
def test_what_cannot_be_promised_for_today_needs_a_slot(schedule: Schedule, now: datetime) -> None:
    hours = replace(HOURS, schedule=schedule)
    assert as_soon_as_possible(hours, timedelta(), MINUTE, now) is None


@settings(max_examples=25, deadline=None)
@given(
    now=st.timedeltas(timedelta(), timedelta(days=360)).map(lambda later: NEW_YEAR + later),
    expected=st.timedeltas(timedelta(), timedelta(hours=3)),
)
def test_nobody_is_ever_promised_a_call_outside_opening_hours(now: datetime, expected: timedelta) -> None:
    window = as_soon_as_possible(HOURS, expected, MINUTE, now)
    if window is not None:
        assert now + MINUTE == window.due_at <= window.start < window.end
        assert window.start <= now + MINUTE + expected < window.end
        assert may_ring(HOURS, window.start)
        assert may_ring(HOURS, window.end - timedelta(seconds=1))


@pytest.mark.parametrize(
    ("told", "rounded"),
    [
        (tuesday(12), tuesday(12)),
        (tuesday(12, 0, 1), tuesday(12, 5)),
        (tuesday(12, 4, 59), tuesday(12, 5)),
        (tuesday(12, 59), tuesday(13)),
    ],
)
def test_times_are_rounded_up_as_people_say_them(told: datetime, rounded: datetime) -> None:
    assert round_up(told) == rounded


@pytest.mark.parametrize(
    ("cause", "attempts", "minutes"),
    [
        (Cause.BUSY, 1, 5),
        (Cause.BUSY, 2, 5),
        (Cause.NO_ANSWER, 1, 30),
        (Cause.MACHINE, 1, 120),
        (Cause.FAILED, 1, 30),
        (Cause.BUSY, 3, None),
        (Cause.NO_ANSWER, 3, None),
        (Cause.MACHINE, 4, None),
        (Cause.INVALID, 1, None),
    ],
)
def test_each_cause_has_its_own_pause_until_the_attempts_are_used_up(
    cause: Cause, attempts: int, minutes: int | None
) -> None:
    assert again_after(POLICY, cause, attempts) == (None if minutes is None else minutes * MINUTE)


@pytest.mark.parametrize("attempts", [1, 3, 9])
def test_a_phone_that_has_rung_for_an_agent_who_left_is_left_in_peace(attempts: int) -> None:
    assert again_after(POLICY, Cause.LEFT_RINGING, attempts, 5 * MINUTE) == 5 * MINUTE


@pytest.mark.parametrize("attempts", [1, 3, 9])
def test_an_agent_who_left_is_not_the_customers_fault(attempts: int) -> None:
    pause = again_after(POLICY, Cause.AGENT_LEFT, attempts)
    assert pause is not None
    assert pause < MINUTE


@pytest.mark.parametrize(
    ("due", "until", "wait", "moved"),
    [
        (tuesday(12), tuesday(12, 30), None, False),
        (tuesday(12), tuesday(12, 13), None, False),
        (tuesday(12), tuesday(12, 11), None, True),  # at least ten minutes before it would break
        (tuesday(12), tuesday(12, 30), 10, False),
        (tuesday(12), tuesday(12, 30), 20, True),
        (tuesday(12, 15), tuesday(12, 30), 5, True),  # the wait counts from when it is due
        (tuesday(12), tuesday(11, 59), 0, True),  # has passed
    ],
)
def test_a_window_is_moved_before_it_would_pass(
    due: datetime, until: datetime, wait: int | None, moved: bool
) -> None:
    expected = None if wait is None else wait * MINUTE
    assert must_move(due, until, expected, now=tuesday(12)) is moved


@pytest.mark.parametrize(
    ("moved", "wait", "minutes"),
    [(0, 10, 10), (0, None, 30), (1, 10, 60), (1, 90, 90), (2, None, 120), (3, 0, 240), (9, None, 1440)],
)
def test_each_further_promise_is_further_off(moved: int, wait: int | None, minutes: int) -> None:
    assert pause_before(moved, None if wait is None else wait * MINUTE) == minutes * MINUTE
