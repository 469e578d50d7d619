"""Who is on the floor: agents and those who wait for them. They change as the day goes on; nothing is decided here."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bench.floor.shops import AgentPlan
from bench.floor.workload import Contact


class State(StrEnum):
    """What an agent is doing, as the rules see it."""

    OFF = "off"
    BREAK = "break"
    PAUSED = "paused"  # by the system, after misses
    FREE = "free"
    RINGING = "ringing"
    TALKING = "talking"
    WRAPPING = "wrapping"


ON_DUTY = frozenset({State.FREE, State.RINGING, State.TALKING, State.WRAPPING})


@dataclass(slots=True, eq=False)
class Agent:
    """One agent through the days. `row` is what a rule set keeps about them."""

    plan: AgentPlan
    absences: list[tuple[float, float]]
    state: State = State.OFF
    changed_at: float = 0.0
    idle_since: float = 0.0
    not_before: float = 0.0
    misses: int = 0
    talks: int = 0
    offered_at: float = -1.0
    next_state: State | None = None  # a break or the end of the shift, after this talk
    break_s: float = 0.0
    row: Any = None

    @property
    def id(self) -> str:
        return self.plan.id

    def returns_at(self, at: float) -> float:
        """When this agent is at the desk: now, or after the absence in which this instant lies."""
        while self.absences and self.absences[0][1] <= at:
            self.absences.pop(0)
        return self.absences[0][1] if self.absences and self.absences[0][0] <= at else at


@dataclass(slots=True, eq=False)
class Person:
    """Somebody who waits, on the line or for a callback. `arrived_at` is the first call of this contact."""

    kind: str  # call or callback
    contact: Contact
    nth_try: int
    arrived_at: float
    queued_at: float
    ranks: float
    waiting: bool = True
    ringing: Agent | None = None
    rung_at: float = 0.0
    offers: int = 0
    retry_at: float = 0.0
    had_to_wait: bool = False
    estimate_s: float | None = None
    chose_to_wait: bool = False  # for the owner of the case, though a colleague was offered
    declined: set[str] = field(default_factory=set)
    missed: dict[str, int] = field(default_factory=dict)
    row: Any = None
    promised: tuple[float, float] | None = None
    attempts: int = 0

    @property
    def order(self) -> tuple[float, int]:
        return self.ranks, self.contact.id

    @property
    def group(self) -> tuple[str, str]:
        return self.contact.department, self.contact.language
