"""When we promise to ring back, and when we try again. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from call_routing.hours.dial_hours import DialHours, dial_spans
from ticket_store.callback_settings import CallbackPolicy

WINDOW = timedelta(minutes=30)
WIDE_WINDOW = timedelta(minutes=60)
# A promise is moved with notice so long before its window ends, and a little more than the ten minutes we owe.
NOTICE = timedelta(minutes=12)
_FIRST_PAUSE = timedelta(minutes=30)
_LONGEST_PAUSE = timedelta(days=1)
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
    LEFT_RINGING = "left_ringing"  # the same, but their phone had rung by then: left in peace for a while
    NOT_NOW = "not_now"  # they answered, and it does not suit them: rung at another time
    REFUSED = "refused"  # they want no calls
    CALLED_IN = "called_in"  # they rang us meanwhile
    NOT_DIALLED = "not_dialled"  # nor this: the line was away, or the agent gone before the carrier was asked


def as_soon_as_possible(
    hours: DialHours, expected: timedelta, not_before: timedelta, now: datetime
) -> Window | None:
    """Rung from `not_before` on, as soon as it is their turn; promised honestly, from when an agent is expected.

    The window is half an hour wide, an hour where the wait is longer than that, since a far guess is a rough one.
    None when nobody may be rung then, or the window would end after the last minute for it.
    """
    earliest = now + not_before
    span = next(dial_spans(hours, earliest), None)
    if span is None or span.start > earliest:
        return None
    free_at = earliest + expected
    end = round_up(free_at) + (WIDE_WINDOW if expected > WIDE_WINDOW else WINDOW)
    return Window(earliest, max(earliest, round_down(free_at)), end) if end <= span.end else None


def round_down(at: datetime) -> datetime:
    """To the last five minutes."""
    return at - timedelta(minutes=at.minute % 5, seconds=at.second, microseconds=at.microsecond)


def round_up(at: datetime) -> datetime:
    """To the next five minutes, as people say times."""
    over = timedelta(minutes=at.minute % 5, seconds=at.second, microseconds=at.microsecond)
    return at if not over else at + _ROUND - over


def again_after(
    policy: CallbackPolicy, cause: Cause, attempts: int, apart: timedelta = timedelta()
) -> timedelta | None:
    """How long to wait for the next attempt; None: give up and tell the owner.

    `attempts` are those made so far, `apart` the least between two rings of one phone. An invalid number is never
    tried again.
    """
    if cause is Cause.LEFT_RINGING:
        return apart
    if cause in {Cause.AGENT_LEFT, Cause.NOT_DIALLED}:
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


def must_move(due_at: datetime, until: datetime, wait: timedelta | None, now: datetime) -> bool:
    """Whether a window that waits must be promised anew: it has passed, or the wait from now on would pass it.

    With time to spare, so that the notice is there at least ten minutes before the window ends. `wait` counts from
    when it is due; None when nobody knows, and then only the clock decides.
    """
    return max(now, due_at) + (wait or timedelta()) + NOTICE > until


def pause_before(moved: int, wait: timedelta | None) -> timedelta:
    """How far off the next promise is: the expected wait, at least twice as far each time it was moved before.

    Half an hour at first where nobody knows the wait; a day at most.
    """
    least = _FIRST_PAUSE * 2 ** min(moved, 6) if moved or wait is None else timedelta()
    return min(max(wait or timedelta(), least), _LONGEST_PAUSE)
