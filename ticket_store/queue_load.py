"""How many began to wait in each half-hour and how long they waited: a roll-up that keeps the contact page quick.

The sweeper adds each half-hour once its callers have been served, and after an update catches up on the weeks
before, a little at each look.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, false, func, insert, or_, select

from ticket_store.engine import Transaction
from ticket_store.rows import HalfHour
from ticket_store.schema import call, queue_load

HALF_HOUR = timedelta(minutes=30)
WEEKS_BACK = 8
LOOKED_BACK = timedelta(weeks=WEEKS_BACK)
_SETTLED_AFTER = timedelta(hours=1)  # by then whoever began to wait has been answered, or has left
_AT_A_TIME = 12  # half-hours: a day of a very busy line still takes no noticeable time
_LONGEST_MENU = timedelta(hours=1)  # so long before they wait a caller may have been in the menus


def add_half_hours(tx: Transaction, departments: Iterable[str], now: datetime) -> int:
    """Add the oldest half-hours that are missing, of the last eight weeks and settled; how many.

    A row is written for each department, for one without callers too: it says that this was looked at.
    """
    newest = tx.db.scalar(select(func.max(queue_load.c.half_hour_at)))
    earliest = half_hour_of(now - LOOKED_BACK)
    start = earliest if newest is None else max(newest + HALF_HOUR, earliest)
    end = min(half_hour_of(now - _SETTLED_AFTER), start + _AT_A_TIME * HALF_HOUR)
    if start >= end:
        return 0
    found = _waits_between(tx.db, start, end)
    moments = [start + number * HALF_HOUR for number in range((end - start) // HALF_HOUR)]
    rows = [
        {
            "department_key": key,
            "half_hour_at": at,
            "offered": len(found[key, at]),
            "waited_s": sum(found[key, at]),
        }
        for at in moments
        for key in departments
    ]
    if rows:
        tx.db.execute(insert(queue_load), rows)
    return len(moments)


def loads_within(db: Connection, spans: Iterable[tuple[datetime, datetime]]) -> list[HalfHour]:
    """The half-hours in which somebody waited, of those that began in one of the spans; half-open."""
    begun = queue_load.c.half_hour_at
    within = or_(false(), *(and_(begun >= start, begun < end) for start, end in spans))
    return [HalfHour(*row) for row in db.execute(select(queue_load).where(within, queue_load.c.offered > 0))]


def half_hour_of(at: datetime) -> datetime:
    """The start of the half-hour in which this is."""
    return at - (at - datetime.min.replace(tzinfo=at.tzinfo)) % HALF_HOUR


def _waits_between(db: Connection, start: datetime, end: datetime) -> dict[tuple[str, datetime], list[float]]:
    """The seconds that each caller waited who began to in [start, end), by department and half-hour."""
    rows = db.execute(
        select(call.c.department_key, call.c.queued_at, call.c.answered_at, call.c.ended_at).where(
            call.c.started_at >= start - _LONGEST_MENU,
            call.c.started_at < end,
            call.c.queued_at >= start,
            call.c.queued_at < end,
            call.c.department_key.is_not(None),
        )
    )
    waits: dict[tuple[str, datetime], list[float]] = defaultdict(list)
    for row in rows:
        until = row.answered_at or row.ended_at
        if until is not None:
            waited_s = max((until - row.queued_at).total_seconds(), 0.0)
            waits[row.department_key, half_hour_of(row.queued_at)].append(waited_s)
    return waits
