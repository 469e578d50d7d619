"""The windows of all callbacks that wait, and the queue that stands before them: what keeping a promise looks at."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, or_, select, union_all

from ticket_store.prepared import Prepared
from ticket_store.schema import call, callback

_CALLS_RANK = func.coalesce(call.c.ranks_at, call.c.arrived_at, call.c.started_at)
_CALLBACKS_RANK = func.coalesce(callback.c.ranks_at, callback.c.arrived_at)
_WAITING = Prepared(
    select(
        callback.c.id,
        callback.c.department_key,
        _CALLBACKS_RANK.label("ranks_at"),
        callback.c.due_at,
        callback.c.promised_from,
        callback.c.promised_until,
        callback.c.wanted,
    )
    .where(callback.c.status == "waiting")
    .order_by(callback.c.promised_until, callback.c.id)
)
_RANKS = Prepared(
    union_all(
        select(_CALLS_RANK.label("ranks_at")).where(
            call.c.department_key == bindparam("department_key"), call.c.status == "waiting"
        ),
        select(_CALLBACKS_RANK).where(
            callback.c.department_key == bindparam("department_key"),
            callback.c.status == "waiting",
            callback.c.due_at <= bindparam("now"),
        ),
    ).order_by("ranks_at")
)

_LATE_IN_HAND = Prepared(
    select(callback.c.department_key, func.count())
    .where(
        or_(*(callback.c.status == one for one in ("reserved", "dialing", "talking"))),
        callback.c.promised_until < bindparam("now", type_=callback.c.promised_until.type),
    )
    .group_by(callback.c.department_key)
)


@dataclass(frozen=True, slots=True)
class WaitingWindow:
    """A callback that waits, nobody held for it: what was promised, and where it stands in the queue."""

    id: str
    department_key: str
    ranks_at: datetime
    due_at: datetime
    promised_from: datetime
    promised_until: datetime
    wanted: str


def waiting_windows(db: Connection) -> dict[str, list[WaitingWindow]]:
    """By department, those whose window ends first before the others."""
    found: dict[str, list[WaitingWindow]] = {}
    for row in _WAITING.all(db, {}):
        window = WaitingWindow(*row)
        found.setdefault(window.department_key, []).append(window)
    return found


def late_in_hand(db: Connection, now: datetime) -> dict[str, int]:
    """How many callbacks by department are in an agent's hands after their window has passed."""
    return {row[0]: row[1] for row in _LATE_IN_HAND.all(db, {"now": now})}


@dataclass(frozen=True, slots=True)
class Queue:
    """The ranks of all callers and due callbacks of a department, sorted."""

    ranks: tuple[datetime, ...]

    def ahead_of(self, ranks_at: datetime) -> int:
        """How many are served before whoever ranks so."""
        return bisect_left(self.ranks, ranks_at)


def queue_of(db: Connection, department_key: str, now: datetime) -> Queue:
    rows = _RANKS.all(db, {"department_key": department_key, "now": now})
    return Queue(tuple(row[0] for row in rows))
