"""Which of the open promises could break, as the queues stand now."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from call_routing.queue.estimates import expected_wait
from call_routing.queue.foretelling import half_hour_of
from callbacks.promising.risk import Risk, risk_of
from ticket_store.callback_tasks import CallbackTask, Queued, queued
from ticket_store.carrier_pace import line_state
from ticket_store.line import Line
from ticket_store.outlook import Outlook, outlook


def risks(db: Connection, line: Line, tasks: Sequence[CallbackTask], now: datetime) -> dict[str, Risk]:
    """The risk of each open one, by its id; a few statements, however many there are.

    One that is in somebody's hands already is late or fine.
    """
    waiting = queued(db, now)
    seen = {
        key: outlook(db, key, half_hour_of(line, now), now) for key in {one.department_key for one in tasks}
    }
    dials = line.shop.callbacks.dial and line_state(db).held_since is None
    return {
        one.id: risk_of(
            one.due_at,
            one.promised_until,
            _expected(one, waiting, seen[one.department_key]),
            now,
            dials=dials or one.status != "waiting",
        )
        for one in tasks
        if one.open
    }


def _expected(one: CallbackTask, waiting: Queued, seen: Outlook) -> timedelta | None:
    """From when it is due; None while nobody is on duty."""
    if one.status != "waiting":
        return timedelta()
    ahead = bisect_left(waiting.ranks.get(one.department_key, []), one.ranks_at)
    wait = expected_wait(ahead, seen.handling_s, seen.staffed, idle=seen.idle)
    return None if wait is None else wait.expected
