"""When we promise to ring back, and when we try again. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from call_routing.opening_hours import Closed, Open, Schedule, opening
from ticket_store.callback_settings import CallbackPolicy

WINDOW = timedelta(minutes=30)
_ROUND = timedelta(minutes=5)


@dataclass(frozen=True)
class Window:
    """The promise that is spoken: between `start` and `end`; not rung before `due_at`."""

    due_at: datetime
    start: datetime
    end: datetime


class Cause(StrEnum):
    """How an attempt ended."""

    TALKED = "talked"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    MACHINE = "machine"  # answered, and no key was pressed
    FAILED = "failed"
    INVALID = "invalid"  # the carrier says that there is no such number
    AGENT_LEFT = "agent_left"  # not the customer's doing: tried again at once, not counted


def promise_window(
    schedule: Schedule, expected: timedelta, not_before: timedelta, now: datetime
) -> Window | None:
    """As soon as possible, honestly: from when an agent is expected free, inside opening hours.

    A window that would end after closing is promised for the start of the next opening. None when the
    department never opens again.
    """
    earliest = now + not_before
    state = opening(schedule, earliest)
    start = round_up(earliest + expected)
    if isinstance(state, Open) and (state.closes_at is None or start + WINDOW <= state.closes_at):
        return Window(due_at=earliest, start=earliest, end=start + WINDOW)
    opens_at = _next_start(schedule, state, earliest)
    return None if opens_at is None else Window(due_at=opens_at, start=opens_at, end=opens_at + WINDOW)


def _next_start(schedule: Schedule, state: Open | Closed, earliest: datetime) -> datetime | None:
    if isinstance(state, Closed):
        return state.opens_at
    if state.closes_at is None:
        return earliest
    after = opening(schedule, state.closes_at)
    return after.opens_at if isinstance(after, Closed) else state.closes_at


def round_up(at: datetime) -> datetime:
    """To the next five minutes, as people say times."""
    over = timedelta(minutes=at.minute % 5, seconds=at.second, microseconds=at.microsecond)
    return at if not over else at + _ROUND - over


def again_after(policy: CallbackPolicy, cause: Cause, attempts: int) -> timedelta | None:
    """How long to wait for the next attempt; None: give up and tell the owner.

    `attempts` are those made so far. An invalid number is never tried again.
    """
    if cause is Cause.AGENT_LEFT:
        return timedelta(seconds=5)
    if cause is Cause.INVALID or attempts >= policy.attempts:
        return None
    again = policy.again_after
    match cause:
        case Cause.BUSY:
            return again.busy
        case Cause.MACHINE:
            return again.machine
        case _:
            return again.no_answer
