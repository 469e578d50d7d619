from datetime import UTC, datetime, timedelta

import pytest

from callbacks.promising.risk import Risk, risk_of

NOW = datetime(2026, 11, 19, 12, tzinfo=UTC)


def minutes(n: float) -> timedelta:
    return timedelta(minutes=n)


@pytest.mark.parametrize(
    ("due", "until", "expected", "risk"),
    [
        (-5, -1, 0, Risk.LATE),
        (-5, 0, 0, Risk.AT_RISK),  # the last moment of the window still keeps it
        (-5, 20, 8, Risk.FINE),
        (-5, 20, 9, Risk.AT_RISK),  # the customer is told 12 min before, at least
        (10, 40, 18, Risk.FINE),  # the wait counts from when it is due
        (10, 40, 19, Risk.AT_RISK),
        (-5, 20, None, Risk.AT_RISK),  # nobody is on duty
        (61, 91, None, Risk.FINE),  # nobody knows yet who will be
        (61, 91, 90, Risk.FINE),
        (-90, -60, None, Risk.LATE),
    ],
)
def test_a_promise_is_held_against_the_wait_that_is_expected(
    due: float, until: float, expected: float | None, risk: Risk
) -> None:
    wait = None if expected is None else minutes(expected)
    assert risk_of(NOW + minutes(due), NOW + minutes(until), wait, NOW) is risk


def test_while_nobody_is_dialled_what_is_due_is_at_risk() -> None:
    assert risk_of(NOW, NOW + minutes(30), minutes(0), NOW, dials=False) is Risk.AT_RISK
    assert risk_of(NOW + minutes(120), NOW + minutes(150), minutes(0), NOW, dials=False) is Risk.FINE
