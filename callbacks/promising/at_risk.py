"""Which of the open promises could break, as the queues stand now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from callbacks.promising.keeping import Floor, floor_of
from callbacks.promising.risk import HORIZON, Risk, risk_of
from ticket_store.callback_tasks import CallbackTask
from ticket_store.line import Line
from ticket_store.waiting_windows import WaitingWindow, late_in_hand, waiting_windows


@dataclass(frozen=True)
class Endangered:
    """Open promises of a department whose window has passed, and those that could still break."""

    late: int = 0
    at_risk: int = 0


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


def endangered(db: Connection, line: Line, now: datetime) -> dict[str, Endangered]:
    """By department, counted as `risks` would judge them one by one; where all is fine a department is left out."""
    in_hand = late_in_hand(db, now)
    near = {
        key: [one for one in windows if one.promised_until < now or one.due_at <= now + HORIZON]
        for key, windows in waiting_windows(db).items()
    }
    counted = {
        key: _counted(db, line, key, near.get(key, []), in_hand.get(key, 0), now)
        for key in line.departments
        if near.get(key) or in_hand.get(key)
    }
    return {key: found for key, found in counted.items() if found != Endangered()}


def _counted(
    db: Connection, line: Line, key: str, waiting: Sequence[WaitingWindow], in_hand: int, now: datetime
) -> Endangered:
    floor = floor_of(db, line, key, now)
    found = [
        risk_of(one.due_at, one.promised_until, floor.wait_of(one.ranks_at), now, dials=floor.dials)
        for one in waiting
    ]
    return Endangered(found.count(Risk.LATE) + in_hand, found.count(Risk.AT_RISK))
