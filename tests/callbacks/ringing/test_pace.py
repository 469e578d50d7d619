"""The carrier's rate and the breaker, as arithmetic."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from callbacks.ringing.pace import (
    FAILURES_TO_OPEN,
    PROBE_TAKES,
    Pace,
    answered,
    failed,
    gap,
    next_slot,
    taken,
)

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@settings(max_examples=25)
@given(
    rate=st.sampled_from([0.2, 1.0, 1.5, 2.0, 3.7, 30.0]),
    pauses=st.lists(st.floats(0, 5), min_size=2, max_size=60),
)
def test_no_second_ever_holds_more_calls_than_the_rate(rate: float, pauses: list[float]) -> None:
    pace, now, made = Pace(), NOON, []
    for pause in pauses:
        now = max(now + timedelta(seconds=pause), next_slot(pace, rate, now + timedelta(seconds=pause)))
        pace = taken(pace, rate, now)
        made.append(now)
    for begins in made:
        assert sum(begins <= at < begins + SECOND for at in made) <= max(1, int(rate))


def test_whoever_waits_gets_the_very_next_slot() -> None:
    pace = taken(Pace(), 2.0, NOON)
    assert next_slot(pace, 2.0, NOON) == NOON + gap(2.0)
    assert next_slot(pace, 2.0, NOON + 3 * SECOND) == NOON + 3 * SECOND


def test_a_slot_written_by_a_clock_that_has_jumped_binds_nobody() -> None:
    assert next_slot(Pace(next_at=NOON + timedelta(hours=1)), 1.0, NOON) == NOON


def test_five_failures_in_a_row_open_the_breaker_and_each_further_one_for_longer() -> None:
    pace, pauses = Pace(), []
    for _ in range(FAILURES_TO_OPEN + 6):
        pace = failed(pace, NOON, chance=1.0)
        pauses.append((next_slot(pace, 1.0, NOON) - NOON).total_seconds())
    assert pauses == [0, 0, 0, 0, 5, 10, 20, 40, 80, 120, 120]


@pytest.mark.parametrize("chance", [0.0, 0.5, 1.0])
def test_pauses_are_spread_by_half(chance: float) -> None:
    pace = failed(Pace(failures=FAILURES_TO_OPEN - 1), NOON, chance)
    assert pace.open_until == NOON + 5 * SECOND * (0.5 + chance / 2)


def test_one_answer_closes_the_breaker() -> None:
    pace = answered(failed(Pace(failures=9), NOON, 1.0))
    assert (pace.failures, pace.open_until) == (0, None)


def test_after_the_pause_one_alone_tries() -> None:
    pace = Pace(failures=FAILURES_TO_OPEN, open_until=NOON)
    assert next_slot(pace, 30.0, NOON) == NOON
    assert next_slot(taken(pace, 30.0, NOON), 30.0, NOON) == NOON + PROBE_TAKES


def test_what_the_carrier_asks_for_is_honoured_from_the_first_time_on() -> None:
    assert failed(Pace(), NOON, 1.0, wait=7 * SECOND).open_until == NOON + 7 * SECOND
    assert failed(Pace(), NOON, 1.0, wait=timedelta(days=1)).open_until == NOON + timedelta(minutes=10)


def test_above_one_only_whole_calls_count() -> None:
    assert gap(2.9) == gap(2.0) == SECOND * 1.05 / 2
    assert gap(0.5) == 2 * SECOND * 1.05
