"""Which of the open promises could break, as the queues stand now."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from callbacks.promising.keeping import Floor, floor_of
from callbacks.promising.risk import Risk, risk_of
from ticket_store.callback_tasks import CallbackTask
from ticket_store.line import Line


def risks(db: Connection, line: Line, tasks: Sequence[CallbackTask], now: datetime) -> dict[str, Risk]:
    """The risk of each open one, by its id; a few statements, however many there are.

    One that is in somebody's hands already is late or fine.
    """
    floors = {key: floor_of(db, line, key, now) for key in {one.department_key for one in tasks if one.open}}
    return {one.id: _risk(one, floors[one.department_key], now) for one in tasks if one.open}


def _risk(one: CallbackTask, floor: Floor, now: datetime) -> Risk:
    waits = one.status == "waiting"
    expected = floor.wait_of(one.ranks_at) if waits else timedelta()
    return risk_of(one.due_at, one.promised_until, expected, now, dials=floor.dials or not waits)
