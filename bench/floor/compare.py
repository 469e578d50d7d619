"""The same days under every rule set, and which differences are more than chance.

A replication is a shop with its own seed: other agents, other customers, other days. Every rule set plays the same
replications, so differences are taken pair by pair.
"""

import math
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

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
        return Spread(statistics.fmean(found), _quantile95(len(found)) * _error(found))

    def verdict(self, name: str, kind: Kind) -> Verdict:
        """Ours against another's, pair by pair; beyond chance at 99 %, since some hundred pairs are compared."""
        pairs = zip(self.values[OURS][kind.key], self.values[name][kind.key], strict=True)
        gains = [ours - theirs for ours, theirs in pairs if ours is not None and theirs is not None]
        if kind.more_is_better is None or len(gains) < 2:  # noqa: PLR2004 - one difference has no error
            return Verdict.NONE
        mean = statistics.fmean(gains) * (1 if kind.more_is_better else -1)
        if abs(mean) <= _quantile99(len(gains)) * _error(gains):
            return Verdict.EQUAL
        return Verdict.BETTER if mean > 0 else Verdict.WORSE

    def lost(self) -> list[tuple[str, Kind]]:
        """(rule set, figure) where another does better than we do."""
        return [
            (name, kind)
            for name in self.values
            for kind in KINDS
            if name != OURS and self.verdict(name, kind) is Verdict.WORSE
        ]


def play(plan: Plan) -> Outcome:
    """Every replication under every rule set."""
    values: dict[str, dict[str, list[float | None]]] = {
        name: {kind.key: [] for kind in KINDS} for name in RULE_SETS
    }
    days = plan.days + WARM_UP_DAYS
    for seed in range(plan.replications):
        for name, make in RULE_SETS.items():
            journal = Floor(plan.shop, make(), days, seed).run()
            books = [journal.days[day] for day in range(WARM_UP_DAYS, days)]
            for kind in KINDS:
                values[name][kind.key].append(kind.of(books))
    return Outcome(plan, values)


def _error(values: Sequence[float]) -> float:
    """Standard error of the mean; boundless where there is one value."""
    return statistics.stdev(values) / math.sqrt(len(values)) if len(values) > 1 else math.inf


def _quantile95(count: int) -> float:
    """Student's, two-sided, within 2 % from 6 values on."""
    return 1.96 + 2.6 / max(1, count - 1)


def _quantile99(count: int) -> float:
    """The same at 99 %."""
    return 2.576 + 6.0 / max(1, count - 1)
