"""The virtual clock and its real-time driver."""

import threading
from datetime import UTC, datetime, timedelta

import pytest

from app.phone_simulator.clock import RealtimeDriver, VirtualClock

START = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)


def test_what_is_due_runs_in_order_of_time_and_then_of_asking() -> None:
    clock, ran = VirtualClock(START), []
    clock.call_later(2, lambda: ran.append("late"))
    clock.call_later(1, lambda: ran.append("first"))
    clock.call_later(1, lambda: ran.append("second"))
    clock.advance(3)
    assert ran == ["first", "second", "late"]
    assert clock.now == START + timedelta(seconds=3)


def test_a_function_sees_the_moment_at_which_it_was_due() -> None:
    clock, seen = VirtualClock(START), []
    clock.call_at(START + timedelta(seconds=1.5), lambda: seen.append(clock.now))
    clock.advance(10)
    assert seen == [START + timedelta(seconds=1.5)]


def test_a_cancelled_timer_does_nothing() -> None:
    clock, ran = VirtualClock(START), []
    clock.call_later(1, lambda: ran.append("x")).cancel()
    clock.advance(2)
    assert ran == []
    assert clock.seconds_to_next() is None


def test_what_a_function_plans_within_the_same_span_runs_too() -> None:
    clock, ran = VirtualClock(START), []
    clock.call_later(1, lambda: clock.call_later(1, lambda: ran.append(clock.elapsed)))
    clock.advance(5)
    assert ran == [2.0]


def test_a_jump_changes_the_date_and_leaves_running_timers_their_time() -> None:
    clock, ran = VirtualClock(START), []
    clock.call_later(10, lambda: ran.append(clock.now))
    clock.advance(4)
    evening = START.replace(hour=16, minute=59)
    clock.jump_to(evening)
    assert (clock.now, clock.elapsed, ran) == (evening, 4.0, [])
    clock.advance(6)
    assert ran == [evening + timedelta(seconds=6)]


def test_advance_until_stops_as_soon_as_it_is_so() -> None:
    clock, ran = VirtualClock(START), []
    for second in range(1, 6):
        clock.call_later(second, lambda second=second: ran.append(second))
    clock.advance_until(lambda: 3 in ran)
    assert ran == [1, 2, 3]


def test_advance_until_says_when_it_never_happens() -> None:
    clock = VirtualClock(START)
    with pytest.raises(TimeoutError, match="within 60 s"):
        clock.advance_until(lambda: False, limit_s=60)
    assert clock.elapsed == 60


def test_a_timer_may_not_advance_the_clock_that_runs_it() -> None:
    clock = VirtualClock(START)
    clock.call_later(0, lambda: clock.advance(1))
    with pytest.raises(RuntimeError, match="call_later"):
        clock.advance(0)


def test_a_start_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        VirtualClock(datetime(2026, 3, 3))  # noqa: DTZ001 - that is the fault under test


def test_the_driver_moves_the_clock_and_survives_a_failing_timer(caplog: pytest.LogCaptureFixture) -> None:
    clock, ran = VirtualClock(START), threading.Event()

    def fail() -> None:
        message = "broken timer"
        raise RuntimeError(message)

    clock.call_later(0, fail)
    clock.call_later(5, ran.set)
    driver = RealtimeDriver(clock, speed=1000).start()
    assert ran.wait(5)
    driver.stop()
    assert "broken timer" in caplog.text
