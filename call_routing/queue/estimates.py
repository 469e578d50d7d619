"""How long a caller will wait, as far as we can tell, and when that is worth saying. Pure."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from ticket_store.handling_mean import USUAL_HANDLING_S, learned

__all__ = ["USUAL_HANDLING_S", "Estimate", "LastSaid", "News", "expected_wait", "learned", "worth_saying"]

PICK_UP = timedelta(seconds=10)  # until an agent who is free has heard the ring and pressed the key
SAID_AGAIN_AFTER = timedelta(seconds=15)
_SPREAD = 0.5  # the range is spoken from half below to half above


@dataclass(frozen=True)
class Estimate:
    """The expected wait, and the range of whole minutes that is spoken."""

    expected: timedelta
    low_minutes: int
    high_minutes: int


@dataclass(frozen=True)
class LastSaid:
    """What a waiting caller heard last; None for what was not said yet."""

    place: int | None = None
    high_minutes: int | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class News:
    """What is said now; None for what is better left unsaid."""

    place: int | None
    wait: Estimate | None


def expected_wait(ahead: int, handling_s: float, staffed: int, *, idle: int = 0) -> Estimate | None:
    """People and callbacks ahead x handling time / agents on duty; None when nobody is on duty.

    `staffed` counts busy agents too, paused ones not; `idle` are those of them who could be rung now and take
    the first in the queue. Someone whom no idle agent is left for waits for an agent to come free, even with
    nobody ahead: half a handling over all agents.
    Source: docs/rules.md#expected-wait.
    """
    if staffed <= 0:
        return None
    served_at_once = min(idle, staffed)
    if ahead < served_at_once:
        return Estimate(PICK_UP, 0, 1)
    until_free = timedelta(seconds=(ahead - served_at_once + 0.5) * handling_s / staffed)
    expected = max(until_free, PICK_UP)
    low = max(1, math.floor(expected * (1 - _SPREAD) / timedelta(minutes=1)))
    high = max(low + 1, math.ceil(expected * (1 + _SPREAD) / timedelta(minutes=1)))
    return Estimate(expected, low, high)


def worth_saying(place: int, wait: Estimate | None, last: LastSaid, now: datetime) -> News | None:
    """What of place and wait a caller is told now: only what is better than the last time, never a higher figure.

    None within 15 seconds of the last time, and where nothing is better.
    """
    if last.at is not None and now - last.at < SAID_AGAIN_AFTER:
        return None
    nearer = last.place is None or place < last.place
    sooner = wait is not None and (last.high_minutes is None or wait.high_minutes < last.high_minutes)
    if not nearer and not sooner:
        return None
    return News(place if nearer else None, wait if sooner else None)
