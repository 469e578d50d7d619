"""The same days under every rule set, and which differences are more than chance.

A replication is a shop with its own seed: other agents, other customers, other days. Every rule set plays the same
replications, so differences are taken pair by pair.
"""

import math
import statistics
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from itertools import repeat

from bench.floor.app_queue import AppQueue
from bench.floor.engine import Floor
from bench.floor.measures import KINDS, Kind
from bench.floor.mod_callcenter import ModCallcenter
from bench.floor.ours import Ours
from bench.floor.rules import Rules
from bench.floor.shops import Shop
from bench.floor.task_router import TaskRouter
from bench.floor.workload import WARM_UP_DAYS

OURS = Ours.name
_BOTH_95, _BOTH_99 = 1.960, 2.576  # normal quantiles, two-sided
_PREFERRED = "TaskRouter, 20 s, preferred agent"
RULE_SETS: Mapping[str, Callable[[], Rules]] = {
    OURS: Ours,
    "app_queue rrmemory": lambda: AppQueue("rrmemory"),
    "app_queue leastrecent": lambda: AppQueue("leastrecent"),
    "app_queue, longest waiting first": lambda: AppQueue("rrmemory", longest_waiting_first=True),
    "mod_callcenter": ModCallcenter,
    "TaskRouter": TaskRouter,
    "TaskRouter, 20 s": lambda: TaskRouter(ring_s=20),
    _PREFERRED: lambda: TaskRouter(ring_s=20, preferred_s=15),
}
TUNED = frozenset({"app_queue, longest waiting first", "TaskRouter, 20 s", _PREFERRED})
KNOWS_OWNERS = frozenset({_PREFERRED})  # so it need only not be better than we are in people per case


class Verdict(StrEnum):
    """How we stand to another in one figure."""

    BETTER = "better"
    EQUAL = "equal"  # what is between us may be chance
    WORSE = "worse"
    NONE = "none"  # the other has no such figure, or it only informs


@dataclass(frozen=True)
class Plan:
    """So many replications of a shop, of so many counted days each."""

    shop: Shop
    replications: int
    days: int


@dataclass(frozen=True)
class Spread:
    """A mean over replications and half the width of its 95 % confidence interval."""

    mean: float
    half: float


@dataclass(frozen=True)
class Outcome:
    """A shop under every rule set: rule set -> figure -> one value a replication."""

    plan: Plan
    values: Mapping[str, Mapping[str, Sequence[float | None]]]

    def spread(self, name: str, kind: Kind) -> Spread | None:
        found = [value for value in self.values[name][kind.key] if value is not None]
        if not found:
            return None
        return Spread(statistics.fmean(found), _student(_BOTH_95, len(found)) * _error(found))

    def verdict(self, name: str, kind: Kind) -> Verdict:
        """Ours against another's, pair by pair; beyond chance at 99 %, since some hundred pairs are compared."""
        gaps = self._gaps(name, kind)
        if kind.more_is_better is None or len(gaps) < 2:  # noqa: PLR2004 - one difference has no error
            return Verdict.NONE
        mean = statistics.fmean(gaps) * (-1 if kind.more_is_better else 1)
        if abs(mean) <= _student(_BOTH_99, len(gaps)) * _error(gaps):
            return Verdict.EQUAL
        return Verdict.BETTER if mean > 0 else Verdict.WORSE

    def gap(self, name: str, kind: Kind) -> float:
        """Half the width of the 95 % interval of the difference between another and us, pair by pair."""
        gaps = self._gaps(name, kind)
        return _student(_BOTH_95, len(gaps)) * _error(gaps) if len(gaps) > 1 else 0.0

    def _gaps(self, name: str, kind: Kind) -> list[float]:
        """Theirs less ours, in each replication that has both."""
        pairs = zip(self.values[name][kind.key], self.values[OURS][kind.key], strict=True)
        return [theirs - ours for theirs, ours in pairs if ours is not None and theirs is not None]

    def lost(self) -> list[tuple[str, Kind]]:
        """(rule set, figure) where another does better than we do."""
        return [
            (name, kind)
            for name in self.values
            for kind in KINDS
            if name != OURS and self.verdict(name, kind) is Verdict.WORSE
        ]


def play(plan: Plan, processes: int = 1) -> Outcome:
    """Every replication under every rule set."""
    seeds = range(plan.replications)
    if processes == 1:
        played = [_replication(plan, seed) for seed in seeds]
    else:
        with ProcessPoolExecutor(processes) as pool:
            played = list(pool.map(_replication, repeat(plan), seeds))
    values = {
        name: {kind.key: [one[name][kind.key] for one in played] for kind in KINDS} for name in RULE_SETS
    }
    return Outcome(plan, values)


def _replication(plan: Plan, seed: int) -> dict[str, dict[str, float | None]]:
    """Rule set -> figure -> value of one replication."""
    days = plan.days + WARM_UP_DAYS
    found = {}
    for name, make in RULE_SETS.items():
        journal = Floor(plan.shop, make(), days, seed).run()
        books = [journal.days[day] for day in range(WARM_UP_DAYS, days)]
        found[name] = {kind.key: kind.of(books) for kind in KINDS}
    return found


def _error(values: Sequence[float]) -> float:
    """Standard error of the mean; boundless where there is one value."""
    return statistics.stdev(values) / math.sqrt(len(values)) if len(values) > 1 else math.inf


def _student(normal: float, count: int) -> float:
    """Student's quantile from the normal one, within 3 % from 6 values on.

    Source: Abramowitz, Stegun, "Handbook of Mathematical Functions", 26.7.5.
    """
    free = max(1, count - 1)
    third, fifth = normal**3, normal**5
    return normal + (third + normal) / (4 * free) + (5 * fifth + 16 * third + 3 * normal) / (96 * free * free)
