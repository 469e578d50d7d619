"""May this caller wait? Closed beats nobody there beats a full queue beats a turn that would come too late."""

from datetime import UTC, datetime, timedelta

import pytest

from call_routing.hours.opening_hours import Cause, Closed, Open
from call_routing.queue.arrival import (
    Arrival,
    LastCall,
    NobodyThere,
    QueueFull,
    Shut,
    Wait,
    comes_too_late,
    decide_arrival,
)

CLOSED = Closed(Cause.HOURS, {}, opens_at=datetime(2026, 3, 4, 7, 30, tzinfo=UTC))
NOW = datetime(2026, 3, 3, 15, 50, tzinfo=UTC)


@pytest.mark.parametrize(
    ("closed", "staffed", "waiting", "too_late", "decision"),
    [
        (None, 1, 0, False, Wait()),
        (None, 1, 19, False, Wait()),
        (None, 1, 20, False, QueueFull()),
        (None, 1, 21, True, QueueFull()),
        (None, 0, 0, False, NobodyThere()),
        (None, 0, 20, True, NobodyThere()),
        (None, 1, 0, True, LastCall()),
        (CLOSED, 0, 0, False, Shut(CLOSED)),
        (CLOSED, 3, 0, True, Shut(CLOSED)),
        (CLOSED, 3, 99, False, Shut(CLOSED)),
    ],
)
def test_the_queue_opens_only_where_waiting_has_a_sense(
    closed: Closed | None, staffed: int, waiting: int, too_late: bool, decision: Arrival
) -> None:
    assert decide_arrival(closed, staffed, waiting, max_callers=20, too_late=too_late) == decision


@pytest.mark.parametrize(
    ("state", "expected_s", "too_late"),
    [
        (Open(NOW + timedelta(minutes=10)), 599, False),
        (Open(NOW + timedelta(minutes=10)), 600, False),
        (Open(NOW + timedelta(minutes=10)), 601, True),
        (Open(NOW + timedelta(minutes=10)), None, False),  # nobody on duty: another rule
        (Open(None), 100_000, False),  # it never closes
        (CLOSED, 100_000, False),
    ],
)
def test_a_turn_after_closing_comes_too_late(
    state: Open | Closed, expected_s: int | None, too_late: bool
) -> None:
    expected = None if expected_s is None else timedelta(seconds=expected_s)
    assert comes_too_late(state, expected, NOW) is too_late
