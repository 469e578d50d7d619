"""When we promise to ring back, and when we try again."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from call_routing.opening_hours import ManualClose, Schedule, is_open
from callbacks.policy import WINDOW, Cause, Window, again_after, promise_window, round_up
from ticket_store.callback_settings import AgainAfter, CallbackPolicy

HOURS = Schedule("Mo-Fr 08:30-17:00; PH off", "Europe/Warsaw", "PL")
MINUTE = timedelta(minutes=1)
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
POLICY = CallbackPolicy(
    attempts=3, again_after=AgainAfter(busy=5 * MINUTE, no_answer=30 * MINUTE, machine=120 * MINUTE)
)


def tuesday(hour: int, minute: int = 0, second: int = 0) -> datetime:
    """A Tuesday in Warsaw, which is an hour ahead of UTC in March."""
    return datetime(2026, 3, 3, hour - 1, minute, second, tzinfo=UTC)


def test_the_window_begins_at_once_and_ends_half_an_hour_after_an_agent_is_expected_free() -> None:
    window = promise_window(HOURS, expected=12 * MINUTE, not_before=MINUTE, now=tuesday(12))
    assert window == Window(due_at=tuesday(12, 1), start=tuesday(12, 1), end=tuesday(12, 45))


def test_a_window_that_would_end_after_closing_is_promised_for_the_next_opening() -> None:
    window = promise_window(HOURS, expected=timedelta(), not_before=MINUTE, now=tuesday(16, 31))
    opens = tuesday(8, 30) + timedelta(days=1)
    assert window == Window(due_at=opens, start=opens, end=opens + WINDOW)


def test_a_window_that_ends_at_closing_time_is_still_today() -> None:
    window = promise_window(HOURS, expected=timedelta(), not_before=MINUTE, now=tuesday(16, 29))
    assert window is not None
    assert window.end == tuesday(17)


def test_asked_for_when_closed_it_is_promised_for_the_opening() -> None:
    window = promise_window(HOURS, expected=timedelta(), not_before=MINUTE, now=tuesday(6))
    assert window is not None
    assert (window.due_at, window.start) == (tuesday(8, 30), tuesday(8, 30))


def test_a_department_that_never_opens_again_promises_nothing() -> None:
    closed = Schedule("Mo-Fr 08:30-17:00", "Europe/Warsaw", "PL", manual_close=ManualClose(tuesday(9), None))
    assert promise_window(closed, timedelta(), MINUTE, tuesday(12)) is None


def test_a_department_that_never_closes_promises_at_any_hour() -> None:
    always = Schedule("24/7", "Europe/Warsaw", "PL")
    window = promise_window(always, timedelta(), MINUTE, tuesday(23, 50))
    assert window is not None
    assert window.start == tuesday(23, 51)


@settings(max_examples=60, deadline=None)
@given(
    now=st.timedeltas(timedelta(), timedelta(days=360)).map(lambda later: NEW_YEAR + later),
    expected=st.timedeltas(timedelta(), timedelta(hours=3)),
)
def test_nobody_is_ever_promised_a_call_outside_opening_hours(now: datetime, expected: timedelta) -> None:
    window = promise_window(HOURS, expected, MINUTE, now)
    assert window is not None
    assert now + MINUTE <= window.due_at <= window.start < window.end
    assert is_open(HOURS, window.start)
    assert is_open(HOURS, window.end - timedelta(seconds=1))


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
def test_an_agent_who_left_is_not_the_customers_fault(attempts: int) -> None:
    pause = again_after(POLICY, Cause.AGENT_LEFT, attempts)
    assert pause is not None
    assert pause < MINUTE
