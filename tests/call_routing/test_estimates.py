"""What a caller is told about the wait: never nothing, never less than the truth that we know."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from call_routing.estimates import USUAL_HANDLING_S, expected_wait, moving_average

TALKS = st.lists(st.floats(1, 7200), max_size=30)


@pytest.mark.parametrize(
    ("ahead", "talks", "staffed", "expected_s", "low", "high"),
    [
        (0, [], 1, 120, 1, 3),  # nobody ahead: half a usual talk
        (1, [], 1, 360, 3, 9),
        (1, [], 2, 180, 1, 5),
        (3, [], 1, 840, 7, 21),
        (0, [60.0] * 30, 1, 30.11, 1, 2),  # short talks: never below a minute, always a range
    ],
)
def test_the_wait_follows_people_ahead_talk_time_and_agents(
    ahead: int, talks: list[float], staffed: int, expected_s: float, low: int, high: int
) -> None:
    estimate = expected_wait(ahead, talks, staffed)
    assert estimate is not None
    assert estimate.expected / timedelta(seconds=1) == pytest.approx(expected_s, abs=0.2)
    assert (estimate.low_minutes, estimate.high_minutes) == (low, high)


@pytest.mark.parametrize("staffed", [0, -1])
def test_with_nobody_on_duty_there_is_no_estimate(staffed: int) -> None:
    assert expected_wait(2, [], staffed) is None


def test_the_newest_talk_weighs_most() -> None:
    assert moving_average([600.0, 60.0]) > moving_average([60.0, 600.0])
    assert moving_average([]) == USUAL_HANDLING_S


@given(ahead=st.integers(0, 200), talks=TALKS, staffed=st.integers(1, 50))
def test_more_people_ahead_never_shorten_the_wait_and_more_agents_never_lengthen_it(
    ahead: int, talks: list[float], staffed: int
) -> None:
    now, later, helped = (
        expected_wait(ahead, talks, staffed),
        expected_wait(ahead + 1, talks, staffed),
        expected_wait(ahead, talks, staffed + 1),
    )
    assert now
    assert later
    assert helped
    assert helped.expected <= now.expected <= later.expected
    assert 1 <= now.low_minutes < now.high_minutes


@given(TALKS)
def test_the_average_stays_between_the_extremes(talks: list[float]) -> None:
    known = [*talks, USUAL_HANDLING_S]
    assert min(known) - 1e-6 <= moving_average(talks) <= max(known) + 1e-6
