"""How many people each half-hour of the week needs, and how many would be enough with callbacks. Pure.

Erlang C says how many are needed so that nobody who waits is lost: the safe figure. Erlang A says what becomes of
the callers with those who are there, since the impatient leave. Callbacks smooth a peak: who would wait too long is
rung back when it is quieter, so that the day as a whole needs fewer people than its busiest half-hour.
Source: docs/figures.md#staffing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import groupby

from call_routing.staffing.erlang import Theory, erlang_a, erlang_c
from call_routing.staffing.smoothing import HALF_HOUR_S, Part, promises
from ticket_store.handling_mean import USUAL_HANDLING_S
from ticket_store.reporting.counts import Workload

MOST_PEOPLE = 30
_STEP_S = 5.0  # handle times nearer to each other than this need the same


@dataclass(frozen=True, slots=True)
class Load:
    """One half-hour of a mean day: Monday is 0, half-hours count from midnight.

    `calls` want an agent in it, on the line or by a callback that they asked for; each keeps one busy for
    `handle_s`; `have` agents are on duty on average.
    """

    weekday: int
    half_hour: int
    calls: float
    handle_s: float
    have: float


@dataclass(frozen=True, slots=True)
class Target:
    """`share` answered `within`; who has waited about `patience` leaves; no callback is promised for later than
    `longest_promise` from the call.
    """

    share: float = 0.8
    within: timedelta = timedelta(seconds=20)
    patience: timedelta = timedelta(minutes=3)
    longest_promise: timedelta = timedelta(hours=2)


class Verdict(StrEnum):
    """How those who are there stand to the need."""

    NOBODY_CALLS = "nobody_calls"
    ENOUGH = "enough"
    ENOUGH_WITH_CALLBACKS = "enough_with_callbacks"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class HalfHour:
    """What one half-hour needs, and what becomes of it with those who are there.

    `needs`: people so that the target holds, by Erlang C; None where 30 are not enough. `have` are whole people: 1.6
    on average are 2. `service`, `wait` and `abandons` are foretold by Erlang A for those who are there; None where
    nobody is. `promise`: how long whoever chooses a callback has to be told to wait; None where that is too long.
    """

    load: Load
    needs: int | None
    have: int
    service: float | None
    wait: timedelta | None
    abandons: float | None
    promise: timedelta | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Spell:
    """Half-hours of one weekday that follow each other, need the same and have the same: one sentence of advice.

    From `begins` to `ends` in half-hours from midnight, half-open. `enough` is how few people do in it with
    callbacks while the rest of the day stays as it is, None where no number up to 30 does; `promise` is the longest
    that has to be told then, with those who are there where they do.
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
    """All spells of the week in order; `peak` is the largest need of any half-hour, None where 30 do not fill it."""

    spells: tuple[Spell, ...]
    peak: int | None


def advise(week: Iterable[Load], target: Target = Target()) -> Advice:
    """The advice for a week, each weekday on its own: what a day leaves undone is not carried into the next."""
    ordered = sorted(week, key=lambda load: (load.weekday, load.half_hour))
    spells = [
        spell
        for _, day in groupby(ordered, lambda load: load.weekday)
        for spell in _of_day(list(day), target)
    ]
    needs = [spell.needs for spell in spells]
    known = [need for need in needs if need is not None]
    return Advice(tuple(spells), max(known, default=0) if len(known) == len(needs) else None)


def loads(week: Iterable[Workload]) -> list[Load]:
    """What a shop's own figures say of its week; a call of which nothing is known takes the usual time."""
    return [
        Load(
            one.weekday,
            one.half_hour,
            one.offered + one.callbacks,
            USUAL_HANDLING_S if one.handled_s is None else one.handled_s,
            one.staffed,
        )
        for one in week
    ]


def people_needed(calls: float, handle_s: float, target: Target) -> int | None:
    """How many people keep the target with so many calls a half-hour, by Erlang C; None where 30 do not."""
    if calls <= 0:
        return 0
    for agents in range(1, MOST_PEOPLE + 1):
        found = erlang_c(calls / HALF_HOUR_S, handle_s, agents, target.within.total_seconds())
        if found is not None and found.within >= target.share:
            return agents
    return None


def _of_day(day: Sequence[Load], target: Target) -> list[Spell]:
    parts = [
        Part(load.half_hour, load.calls * load.handle_s, load.handle_s, round(load.have)) for load in day
    ]
    told = promises(parts, target.longest_promise)
    halves = [
        _half_hour(load, part, promise, target) for load, part, promise in zip(day, parts, told, strict=True)
    ]
    spells, at = [], 0
    for _, together in groupby(enumerate(halves), lambda one: _alike(*one)):
        same = [half for _, half in together]
        spells.append(_spell(same, parts, at, target))
        at += len(same)
    return spells


def _alike(place: int, half: HalfHour) -> tuple[object, ...]:
    """Where a half-hour is left out in between, another spell begins."""
    return (half.needs, half.have, half.verdict, half.load.half_hour - place)


def _half_hour(load: Load, part: Part, promise: timedelta | None, target: Target) -> HalfHour:
    needs = people_needed(load.calls, load.handle_s, target)
    foretold = _foretold(load, part.people, target) if part.people and load.calls > 0 else None
    return HalfHour(
        load=load,
        needs=needs,
        have=part.people,
        service=foretold.within if foretold else None,
        wait=timedelta(seconds=round(foretold.answer_s)) if foretold else None,
        abandons=foretold.abandons if foretold else None,
        promise=promise,
        verdict=_verdict(load, needs, part.people, promise),
    )


def _verdict(load: Load, needs: int | None, have: int, promise: timedelta | None) -> Verdict:
    if load.calls <= 0:
        return Verdict.NOBODY_CALLS
    if needs is not None and have >= needs:
        return Verdict.ENOUGH
    return Verdict.TOO_FEW if promise is None or have == 0 else Verdict.ENOUGH_WITH_CALLBACKS


def _spell(same: Sequence[HalfHour], day: Sequence[Part], at: int, target: Target) -> Spell:
    first, last = same[0], same[-1]
    enough, promise = _enough(day, range(at, at + len(same)), first, target)
    return Spell(
        weekday=first.load.weekday,
        begins=first.load.half_hour,
        ends=last.load.half_hour + 1,
        needs=first.needs,
        have=first.have,
        verdict=first.verdict,
        enough=enough,
        promise=promise,
        half_hours=tuple(same),
    )


def _enough(
    day: Sequence[Part], spell: range, first: HalfHour, target: Target
) -> tuple[int | None, timedelta | None]:
    """The fewest people who do in this spell with callbacks, and what has to be promised then."""
    if first.verdict is Verdict.NOBODY_CALLS:
        return 0, None
    as_it_is = promises(day, target.longest_promise)
    for people in range(1, MOST_PEOPLE + 1):
        told = promises(_with(day, spell, people), target.longest_promise)
        if all(
            new is not None or (old is None and place not in spell)
            for place, (new, old) in enumerate(zip(told, as_it_is, strict=True))
        ):
            break
    else:
        return None, None
    told = (told if first.verdict is Verdict.TOO_FEW else as_it_is)[spell.start : spell.stop]
    longest = [promise for promise in told if promise is not None]
    return people, max(longest, default=None)


def _with(day: Sequence[Part], spell: range, people: int) -> list[Part]:
    return [
        Part(part.half_hour, part.work_s, part.handle_s, people) if place in spell else part
        for place, part in enumerate(day)
    ]


def _foretold(load: Load, people: int, target: Target) -> Theory:
    """Loads that are nearly the same are reckoned once: a week has a hundred half-hours."""
    handle_s = max(_STEP_S, round(load.handle_s / _STEP_S) * _STEP_S)
    return _theory(round(load.calls, 1) or 0.05, handle_s, people, target)


@lru_cache(maxsize=1024)
def _theory(calls: float, handle_s: float, people: int, target: Target) -> Theory:
    return erlang_a(
        calls / HALF_HOUR_S, handle_s, people, target.patience.total_seconds(), target.within.total_seconds()
    )
