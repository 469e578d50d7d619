"""What callbacks do to a day: work that comes faster than it is done is put off to quieter half-hours. Pure.

The work flows, and what chance adds to it within a half-hour is the least that is promised. Who was promised first is
rung first. Nothing is put off to the next day.
Source: docs/figures.md#staffing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil, sqrt

HALF_HOUR_S = 1800.0
_BUSY_AT_MOST = 0.9  # of the time of those who ring back: the rest is breath, misses and dialling in vain
_ROUND_TO_S = 300.0  # nobody is promised minutes more exact than this


@dataclass(frozen=True, slots=True)
class Part:
    """A half-hour of a day: `work_s` seconds of an agent come to it, in calls of `handle_s`; `people` are there."""

    half_hour: int
    work_s: float
    handle_s: float
    people: int


def promises(day: Sequence[Part], longest: timedelta) -> list[timedelta | None]:
    """For each half-hour the wait that has to be promised in it; None where it is too long, or never done that day.

    Where one is too long, so are those before it from which work was put off to it: they are what makes it so. A
    half-hour without work promises nothing to anybody: zero.
    """
    told: list[timedelta | None] = []
    left: list[float] = []
    for place, part in enumerate(day):
        left.append(max(0.0, (left[-1] if left else 0.0) + part.work_s - _done_s(part)))
        told.append(_promise(part, _cleared_after_s(day[place + 1 :], part, left[-1]), longest))
    for place in range(len(day) - 1, 0, -1):
        if told[place] is None and left[place - 1] > 0:
            told[place - 1] = None
    return told


def _promise(part: Part, cleared_after_s: float | None, longest: timedelta) -> timedelta | None:
    if cleared_after_s is None:
        return None
    promise = _rounded(max(cleared_after_s, _by_chance_s(part))) if part.work_s > 0 else timedelta()
    return promise if promise <= longest else None


def _done_s(part: Part) -> float:
    return part.people * HALF_HOUR_S * _BUSY_AT_MOST


def _cleared_after_s(later: Sequence[Part], part: Part, left_s: float) -> float | None:
    """How long after the end of this half-hour the last of those who were put off in it is reached."""
    passed_s, before = 0.0, part.half_hour
    for one in later:
        if left_s <= 0:
            return passed_s
        passed_s += (one.half_hour - before - 1) * HALF_HOUR_S  # nobody is there in between
        before = one.half_hour
        if left_s <= _done_s(one):
            return passed_s + left_s / _done_s(one) * HALF_HOUR_S
        left_s -= _done_s(one)
        passed_s += HALF_HOUR_S
    return passed_s if left_s <= 0 else None


def _by_chance_s(part: Part) -> float:
    """What chance adds: the mean wait of those who wait at all in equilibrium, or, where that takes longer to come
    about than the half-hour lasts, the time for one standard deviation of its work (calls by chance, which last by
    chance: the variance is 2 x calls x handle time squared).
    """
    people, calls = max(part.people, 1), part.work_s / part.handle_s
    drain = (people - part.work_s / HALF_HOUR_S) / part.handle_s
    deviation_s = part.handle_s * sqrt(2 * calls) / people
    return min(1 / drain, deviation_s) if drain > 0 else deviation_s


def _rounded(wait_s: float) -> timedelta:
    return timedelta(seconds=ceil(wait_s / _ROUND_TO_S - 1e-6) * _ROUND_TO_S)
