"""How fast we may ask the carrier for calls, and when we leave it alone for a while. Pure.

One account creates so many calls a second; what is beyond that waits at the carrier, unseen and out of order. So it
waits here, agents for callers first. After five failures in a row nobody asks for a while that grows (the breaker);
then one errand alone tries (half open), and the next failure closes the door for longer.
Source: https://www.twilio.com/docs/voice/api/call-resource (one call a second unless raised), error 20429.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

_ROOM = 1.05  # one call may take 50 ms longer to the carrier than the next, and still no second holds more
FAILURES_TO_OPEN = 5
PROBE_TAKES = timedelta(seconds=25)  # longer than any answer is waited for: two never probe at once
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=5), timedelta(minutes=2)
_LONGEST_ASKED = timedelta(minutes=10)  # of a carrier that names a time itself
_CLOCK_JUMPED = timedelta(minutes=1)


@dataclass(frozen=True)
class Pace:
    """What all processes know together. `failures` are those in a row; nothing is asked before `open_until`."""

    next_at: datetime | None = None
    failures: int = 0
    open_until: datetime | None = None


def gap(calls_per_second: float) -> timedelta:
    """How far two calls stand apart. Above one only whole calls count, so that no second ever holds more."""
    counted = int(calls_per_second) if calls_per_second >= 1 else calls_per_second
    return timedelta(microseconds=ceil(1_000_000 * _ROOM / counted))


def next_slot(pace: Pace, calls_per_second: float, now: datetime) -> datetime:
    """When the next call may be created: now, or later.

    A slot further away than our own gaps could put it was written by a clock that has jumped: it binds nobody.
    """
    at = max(now, pace.open_until or now)
    if pace.next_at is None or pace.next_at > now + gap(calls_per_second) + _CLOCK_JUMPED:
        return at
    return max(at, pace.next_at)


def taken(pace: Pace, calls_per_second: float, now: datetime) -> Pace:
    """The pace once a call has been created now. The one that tries a broken line keeps the others away meanwhile."""
    probing = pace.failures >= FAILURES_TO_OPEN
    until = now + PROBE_TAKES if probing else None
    return Pace(now + gap(calls_per_second), pace.failures, until)


def failed(pace: Pace, now: datetime, chance: float, wait: timedelta | None = None) -> Pace:
    """The pace after one more request that failed: away, too many, or a fault of the carrier's own.

    `chance` from 0 to 1 spreads the pauses: half to the whole of 5 s, 10 s, 20 s, at most 2 min. `wait` is what the
    carrier asked for (Retry-After): honoured from the first failure on, up to ten minutes.
    """
    failures = pace.failures + 1
    pause = timedelta()
    if failures >= FAILURES_TO_OPEN:
        doubled = _FIRST_PAUSE * 2 ** min(failures - FAILURES_TO_OPEN, 10)
        pause = min(doubled, _LONGEST_PAUSE) * (0.5 + chance / 2)
    pause = max(pause, min(wait or timedelta(), _LONGEST_ASKED))
    return Pace(pace.next_at, failures, now + pause if pause else None)


def answered(pace: Pace) -> Pace:
    """The pace after a request that the carrier answered, if only with a no: it is well."""
    return Pace(pace.next_at)
