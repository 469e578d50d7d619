"""Which case takes a contact: the open one, the one solved too early, or a new one."""

from datetime import UTC, datetime, timedelta

import pytest

from ticket_store.rows import Ticket
from ticket_store.ticket_policy import OpenNew, Reopen, Take, which_ticket

NOW = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
WEEK, SECOND = timedelta(days=7), timedelta(seconds=1)


def case(status: str, solved_at: datetime | None = None) -> Ticket:
    return Ticket("t", 1001, "c", "orders", None, status, 0, NOW - 3 * WEEK, solved_at)


@pytest.mark.parametrize(
    ("newest", "kind"),
    [
        (None, OpenNew),
        (case("open"), Take),
        (case("open", solved_at=NOW - 2 * WEEK), Take),  # reopened once: open is open
        (case("solved", solved_at=NOW), Reopen),
        (case("solved", solved_at=NOW - WEEK), Reopen),
        (case("solved", solved_at=NOW - WEEK - SECOND), OpenNew),
        (case("solved"), OpenNew),
    ],
)
def test_a_case_is_taken_reopened_or_opened(newest: Ticket | None, kind: type) -> None:
    decision = which_ticket(newest, NOW)
    assert type(decision) is kind
    assert isinstance(decision, OpenNew) or decision.ticket is newest
