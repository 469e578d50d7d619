"""May this caller wait? Closed beats nobody there, nobody there beats a full queue."""

from datetime import UTC, datetime

import pytest

from call_routing.arrival import Arrival, NobodyThere, QueueFull, Shut, Wait, decide_arrival
from call_routing.opening_hours import Cause, Closed

CLOSED = Closed(Cause.HOURS, {}, opens_at=datetime(2026, 3, 4, 7, 30, tzinfo=UTC))


@pytest.mark.parametrize(
    ("closed", "staffed", "waiting", "decision"),
    [
        (None, 1, 0, Wait()),
        (None, 1, 19, Wait()),
        (None, 1, 20, QueueFull()),
        (None, 1, 21, QueueFull()),
        (None, 0, 0, NobodyThere()),
        (None, 0, 20, NobodyThere()),
        (CLOSED, 0, 0, Shut(CLOSED)),
        (CLOSED, 3, 0, Shut(CLOSED)),
        (CLOSED, 3, 99, Shut(CLOSED)),
    ],
)
def test_the_queue_opens_only_where_waiting_has_a_sense(
    closed: Closed | None, staffed: int, waiting: int, decision: Arrival
) -> None:
    assert decide_arrival(closed, staffed, waiting, max_callers=20) == decision
