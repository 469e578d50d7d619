"""How long a caller will wait, as far as we can tell. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

USUAL_HANDLING_S = 240.0  # until a department has talks of its own
_WEIGHT = 0.2  # of the newest talk in the moving average
_SPREAD = 0.5  # the range is spoken from half below to half above


@dataclass(frozen=True)
class Estimate:
    """The expected wait, and the range of whole minutes that is spoken."""

    expected: timedelta
    low_minutes: int
    high_minutes: int


def expected_wait(ahead: int, handling_s: Sequence[float], staffed: int) -> Estimate | None:
    """People and callbacks ahead x handling time / agents on duty; None when nobody is on duty.

    `handling_s` are the last talks in seconds, newest first. Someone with nobody ahead still waits for an
    agent to come free: half a talk over all agents.
    """
    if staffed <= 0:
        return None
    mean = moving_average(handling_s)
    seconds = (ahead + 0.5) * mean / staffed
    low = max(1, math.floor(seconds * (1 - _SPREAD) / 60))
    high = max(low + 1, math.ceil(seconds * (1 + _SPREAD) / 60))
    return Estimate(timedelta(seconds=seconds), low, high)


def moving_average(handling_s: Sequence[float]) -> float:
    """Exponentially weighted, the newest talk first; the usual figure where there were none."""
    mean = USUAL_HANDLING_S
    for seconds in reversed(handling_s):
        mean += _WEIGHT * (seconds - mean)
    return mean
