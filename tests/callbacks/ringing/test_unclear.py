"""Whose call the carrier's list shows: told apart by time, never given to two."""

from datetime import UTC, datetime, timedelta

import pytest

from call_routing.phone_line import CarrierCall
from callbacks.ringing.unclear import CLOCKS_APART, LONGEST_ASKING, whose_call
from ticket_store.rows import Leg

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
TO = "+48501234567"


def leg(name: str, asked_s: float, created_s: float | None = None) -> Leg:
    created = NOON + timedelta(seconds=asked_s if created_s is None else created_s)
    asked = NOON + timedelta(seconds=asked_s)
    return Leg(
        name, None, None, "customer", None, TO, name, None, None, "unknown", -1, created, asked, None, None
    )


def listed(sid: str, at_s: float | None) -> CarrierCall:
    created = None if at_s is None else NOON + timedelta(seconds=at_s)
    return CarrierCall(sid, TO, "ringing", created, None, None)


def test_a_call_made_about_when_we_asked_is_ours() -> None:
    ours = leg("a", 0)
    assert whose_call(ours, [listed("CA1", 1)], [ours]) == listed("CA1", 1)


@pytest.mark.parametrize(
    "at_s", [-1 - CLOCKS_APART.total_seconds(), 1 + (LONGEST_ASKING + CLOCKS_APART).total_seconds()]
)
def test_one_of_another_time_is_not(at_s: float) -> None:
    ours = leg("a", 0)
    assert whose_call(ours, [listed("CA1", at_s)], [ours]) is None


def test_the_clock_starts_when_the_carrier_is_asked_not_when_the_leg_began_to_wait_for_its_turn() -> None:
    ours = leg("a", 300, created_s=0)
    assert whose_call(ours, [listed("CA1", 301)], [ours]) == listed("CA1", 301)


def test_two_calls_to_one_number_go_to_the_leg_that_is_nearest_to_each() -> None:
    first, second = leg("a", 0), leg("b", 20)
    calls = [listed("CA2", 21), listed("CA1", 1)]
    assert whose_call(first, calls, [first, second]) == listed("CA1", 1)
    assert whose_call(second, calls, [first, second]) == listed("CA2", 21)


def test_one_call_is_never_given_to_two_legs() -> None:
    first, second = leg("a", 0), leg("b", 20)
    for at_s in (0, 5, 10, 15, 20):
        owners = [
            one.id for one in (first, second) if whose_call(one, [listed("CA1", at_s)], [first, second])
        ]
        assert len(owners) == 1


def test_a_call_without_a_time_is_taken_rather_than_dialled_again() -> None:
    ours = leg("a", 0)
    assert whose_call(ours, [listed("CA1", None)], [ours]) == listed("CA1", None)
