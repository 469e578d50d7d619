"""How many people a half-hour needs, and how many would be enough with callbacks. Pure.

Erlang C says how many are needed so that nobody who waits is lost: the safe figure. Erlang A says what becomes of
the callers with those who are there, since the impatient leave. Callbacks smooth a peak: who would wait too long is
rung back when it is quieter, so that the day as a whole needs fewer people than its busiest half-hour.
Source: docs/figures.md#staffing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from itertools import groupby
from math import ceil

from call_routing.staffing.erlang import erlang_a, erlang_c

HALF_HOUR_S = 1800
MOST_PEOPLE = 30
_ROUND_TO = timedelta(minutes=5)
_BUSY_AT_MOST = 0.9  # of the time of those who ring back: the rest is breath, notes and misses


@dataclass(frozen=True, slots=True)
class Load:
    """One half-hour of a mean day: Monday is 0, half-hours count from midnight.

    `calls` are offered callers and asked callbacks together, `handle_s` how long one keeps an agent busy, `have`
    how many agents are on duty on average.
    """

    weekday: int
    half_hour: int
    calls: float
    handle_s: float
    have: float


@dataclass(frozen=True, slots=True)
class Target:
    """`share` answered `within`; who waits longer than about `patience` leaves; `longest_promise` for a callback."""

    share: float = 0.8
    within: timedelta = timedelta(seconds=20)
    patience: timedelta = timedelta(minutes=3)
    longest_promise: timedelta = timedelta(hours=2)


class Verdict(StrEnum):
    """How the people who are there stand to the need."""

    ENOUGH = "enough"
    ENOUGH_WITH_CALLBACKS = "enough_with_callbacks"
    TOO_FEW = "too_few"
    NOBODY_CALLS = "nobody_calls"


@dataclass(frozen=True, slots=True)
class HalfHour:
    """What one half-hour needs, and what becomes of it with those who are there.

    `needs`: people so that the target holds, by Erlang C; None where 30 are not enough. `service`, `wait` and
    `abandons` are foretold by Erlang A for those who are there; None where nobody is. `promise`: how long somebody who chooses
    a callback must be told to wait with those who are there; None where that is longer than the target allows.
    """

    load: Load
    needs: int | None
    service: float | None
    wait: timedelta | None
    abandons: float | None
    promise: timedelta | None
    verdict: Verdict

    @property
    def have(self) -> int:
        """Whole people: an average of 1.6 is taken for 2, since half of the time they are."""
        return round(self.load.have)


@dataclass(frozen=True, slots=True)
class Spell:
    """Half-hours of one weekday that follow each other and need and have the same: one sentence of advice.

    From `begins` to `ends`, in half-hours from midnight, half-open. `promise` is the longest of them; `enough` is
    how few people would do with callbacks all through the day, None where no number up to 30 does.
    """

    weekday: int
    begins: int
    ends: int
    needs: int | None
    have: int
    verdict: Verdict
    enough: int | None
    promise: timedelta | None
    half_hours: tuple[HalfHour, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """All spells of the week in order; `peak` is the largest need of any half-hour, None without calls."""

    spells: tuple[Spell, ...]
    peak: int | None
