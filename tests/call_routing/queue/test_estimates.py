"""What a caller is told about the wait: never nothing, never a higher figure than before."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from call_routing.queue.estimates import Estimate, LastSaid, News, expected_wait, worth_saying

NOW = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ahead", "handling_s", "staffed", "idle", "expected_s", "low", "high"),
    [
        (0, 240, 1, 0, 120, 1, 3),  # nobody ahead, all busy: half a handling
        (1, 240, 1, 0, 360, 3, 9),
        (1, 240, 2, 0, 180, 1, 5),
        (3, 240, 1, 0, 840, 7, 21),
        (0, 60, 1, 0, 30, 1, 2),  # never below a minute while all are busy, always a range
        (0, 240, 3, 1, 10, 0, 1),  # somebody is free: only the ring
        (1, 240, 3, 2, 10, 0, 1),
        (2, 240, 3, 2, 40, 1, 2),  # the two who are free take the two ahead
        (0, 240, 1, 9, 10, 0, 1),
    ],
)
def test_the_wait_follows_people_ahead_handling_time_and_agents(
    ahead: int, handling_s: float, staffed: int, idle: int, expected_s: float, low: int, high: int
) -> None:
    estimate = expected_wait(ahead, handling_s, staffed, idle=idle)
    assert estimate == Estimate(timedelta(seconds=expected_s), low, high)


@pytest.mark.parametrize("staffed", [0, -1])
def test_with_nobody_on_duty_there_is_no_estimate(staffed: int) -> None:
    assert expected_wait(2, 240, staffed) is None


@given(
    ahead=st.integers(0, 200),
    handling_s=st.floats(1, 7200),
    staffed=st.integers(1, 50),
    idle=st.integers(0, 9),
)
def test_more_people_ahead_never_shorten_the_wait_and_more_agents_never_lengthen_it(
    ahead: int, handling_s: float, staffed: int, idle: int
) -> None:
    now = expected_wait(ahead, handling_s, staffed, idle=idle)
    later = expected_wait(ahead + 1, handling_s, staffed, idle=idle)
    helped = expected_wait(ahead, handling_s, staffed + 1, idle=idle + 1)
    assert now
    assert later
    assert helped
    assert helped.expected <= now.expected <= later.expected
    assert 0 <= now.low_minutes < now.high_minutes


def seconds_ago(seconds: float) -> datetime:
    return NOW - timedelta(seconds=seconds)


LONG, SHORT = Estimate(timedelta(minutes=6), 3, 9), Estimate(timedelta(minutes=2), 1, 3)


@pytest.mark.parametrize(
    ("place", "wait", "last", "news"),
    [
        (3, LONG, LastSaid(), News(3, LONG)),  # the first time
        (3, None, LastSaid(), News(3, None)),
        (2, SHORT, LastSaid(3, 9, seconds_ago(15)), News(2, SHORT)),
        (2, SHORT, LastSaid(3, 9, seconds_ago(14.9)), None),  # too soon after the last time
        (3, LONG, LastSaid(3, 9, seconds_ago(60)), None),  # nothing is better
        (4, LONG, LastSaid(3, 9, seconds_ago(60)), None),  # somebody with an earlier rank came: not said
        (3, SHORT, LastSaid(3, 9, seconds_ago(60)), News(None, SHORT)),  # another agent came
        (2, LONG, LastSaid(3, 5, seconds_ago(60)), News(2, None)),  # nearer, but an agent left
        (4, SHORT, LastSaid(3, 9, seconds_ago(60)), News(None, SHORT)),
    ],
)
def test_only_what_is_better_than_the_last_time_is_said(
    place: int, wait: Estimate | None, last: LastSaid, news: News | None
) -> None:
    assert worth_saying(place, wait, last, NOW) == news


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(1, 90), st.floats(0, 60)), max_size=30))
def test_no_figure_that_a_caller_hears_is_ever_higher_than_the_one_before(
    rounds: list[tuple[int, int, float]],
) -> None:
    last, now = LastSaid(), NOW
    for place, minutes, seconds in rounds:
        now += timedelta(seconds=seconds)
        wait = Estimate(timedelta(minutes=minutes), minutes, minutes + 1)
        news = worth_saying(place, wait, last, now)
        if news is None:
            continue
        assert last.at is None or now - last.at >= timedelta(seconds=15)
        assert news.place is None or last.place is None or news.place < last.place
        assert news.wait is None or last.high_minutes is None or news.wait.high_minutes < last.high_minutes
        last = LastSaid(
            news.place or last.place, news.wait.high_minutes if news.wait else last.high_minutes, now
        )
