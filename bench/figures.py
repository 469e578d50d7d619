"""What a measure found: a figure, its floor, and whether the target holds."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How a figure stands to its goal."""

    RECORD = "record"
    HOLDS = "very good"
    SHORT = "short of it"


@dataclass(frozen=True)
class Goal:
    """A row of the table of goals: what is typical in the field, what is very good, the record to beat.

    `number` is the row's own. `more_is_better` tells a rate from a delay. `typical` is a text, since some are
    several figures or unknown.
    """

    number: int
    says: str
    typical: str
    very_good: float
    record: float
    more_is_better: bool = False

    def judge(self, figure: float) -> Verdict:
        """Whether the target (very good) holds, and the record."""
        for bar, verdict in ((self.record, Verdict.RECORD), (self.very_good, Verdict.HOLDS)):
            if figure >= bar if self.more_is_better else figure <= bar:
                return verdict
        return Verdict.SHORT


@dataclass(frozen=True)
class Figure:
    """One goal measured once on one database.

    `value` is what the goal judges, mostly a ratio; `ours` and `floor` are what it was made of, in words with
    their units; `method` says how, in one sentence.
    """

    goal: Goal
    database: str
    value: float
    ours: str
    floor: str
    method: str = ""

    @property
    def verdict(self) -> Verdict:
        return self.goal.judge(self.value)

    @property
    def holds(self) -> bool:
        return self.verdict is not Verdict.SHORT


def shown(value: float) -> str:
    """Three digits that matter: 0.412, 3.05, 1,240."""
    size = abs(value)
    if size >= 100:  # noqa: PLR2004 - whole numbers from here on
        return f"{value:,.0f}"
    return f"{value:.2f}" if size >= 1 else f"{value:.3f}"
