"""One order for all who wait, calls and callbacks: arrival less credit. Nobody starves."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from call_routing.queue.queue_order import FRONT, MOST_CREDIT, rank

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
MINUTES = st.integers(-10, 90).map(lambda minutes: timedelta(minutes=minutes))
ARRIVALS = st.integers(0, 4 * 60 * 60).map(lambda seconds: NOON + timedelta(seconds=seconds))
CREDITS = st.tuples(MINUTES, MINUTES, st.sampled_from([timedelta(), FRONT]))


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


@pytest.mark.parametrize(
    ("credits_", "earlier_by", "why"),
    [
        ((), minutes(0), "by arrival alone"),
        ((minutes(5),), minutes(5), "the department's credit"),
        ((minutes(5), minutes(10)), minutes(15), "and the customer's"),
        ((minutes(20), minutes(20)), MOST_CREDIT, "together never more than the most"),
        ((minutes(-5),), minutes(0), "nobody is put back"),
        ((minutes(5), FRONT), minutes(65), "a broken line brings to the front"),
    ],
)
def test_a_credit_ranks_a_person_earlier(
    credits_: tuple[timedelta, ...], earlier_by: timedelta, why: str
) -> None:
    assert NOON - rank(NOON, *credits_) == earlier_by, why


@given(ARRIVALS, CREDITS, ARRIVALS, CREDITS)
def test_a_waiter_is_overtaken_only_by_people_who_arrived_within_the_largest_credit_after(
    waiter_at: datetime,
    waiters: tuple[timedelta, ...],
    other_at: datetime,
    others: tuple[timedelta, ...],
) -> None:
    largest = MOST_CREDIT + (FRONT if FRONT in others else timedelta())
    if rank(other_at, *others) < rank(waiter_at, *waiters):
        assert other_at - waiter_at < largest


@given(ARRIVALS, CREDITS, ARRIVALS, CREDITS, MINUTES)
def test_the_order_between_two_never_changes_with_time(
    one_at: datetime,
    ones: tuple[timedelta, ...],
    other_at: datetime,
    others: tuple[timedelta, ...],
    later: timedelta,
) -> None:
    def scores(now: datetime) -> tuple[timedelta, timedelta]:
        return now - rank(one_at, *ones), now - rank(other_at, *others)

    (one, other), (one_later, other_later) = scores(NOON), scores(NOON + later)
    assert (one > other) is (one_later > other_later)


@given(ARRIVALS, ARRIVALS, st.integers(0, 30), st.integers(0, 30))
def test_whoever_was_brought_to_the_front_is_before_everybody_who_came_within_half_an_hour(
    broken_at: datetime, other_at: datetime, one: int, other: int
) -> None:
    if broken_at - other_at < FRONT - MOST_CREDIT:
        assert rank(broken_at, minutes(one), FRONT) < rank(other_at, minutes(other))
