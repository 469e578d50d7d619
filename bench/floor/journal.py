"""What happened, written down as it happens; the figures are made of it afterwards."""

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum

from bench.floor.people import Agent, Person, State
from bench.floor.workload import day_of


class How(StrEnum):
    """How a call that wanted into the queue ended."""

    ANSWERED = "answered"
    GAVE_UP = "gave up"
    CALLBACK = "callback"


@dataclass(frozen=True, slots=True)
class CallEnd:
    """How one call left the queue. `served_at` is when the agent who took it was first rung."""

    how: How
    group: tuple[str, str]
    arrived_at: float
    queued_at: float
    left_at: float
    served_at: float
    had_to_wait: bool
    estimate_s: float | None
    chose_to_wait: bool  # for the owner of the case

    @property
    def waited_s(self) -> float:
        return self.left_at - self.queued_at


@dataclass(slots=True)
class DayBook:
    """One day of one shop under one rule set."""

    calls: list[CallEnd] = field(default_factory=list)
    closed: int = 0
    contacts: int = 0  # whose first call was today
    helped: set[int] = field(default_factory=set)
    people: dict[int, set[str]] = field(
        default_factory=lambda: defaultdict(set)
    )  # matter -> who talked about it
    promised: int = 0
    kept: int = 0
    seconds: dict[State, float] = field(default_factory=lambda: defaultdict(float))


class Journal:
    """The day books of a run. A contact, a matter and a promise belong to the day on which they began."""

    def __init__(self) -> None:
        self.days: dict[int, DayBook] = defaultdict(DayBook)
        self.heard: dict[int, set[str]] = defaultdict(set)
        self._began: dict[int, int] = {}

    def contact(self, person: Person) -> None:
        day = day_of(person.arrived_at)
        self._began.setdefault(person.contact.matter, day)
        self.days[day].contacts += 1

    def answered(self, person: Person, agent: Agent, now: float) -> None:
        if person.kind == "call":
            self.call(person, How.ANSWERED, now)
        self.days[day_of(person.arrived_at)].helped.add(person.contact.id)
        matter = person.contact.matter
        self.heard[matter].add(agent.id)
        self.days[self._began[matter]].people[matter].add(agent.id)

    def call(self, person: Person, how: How, now: float) -> None:
        """A call has left the queue, or was not let into it."""
        self.days[day_of(person.queued_at)].calls.append(
            CallEnd(
                how, person.group, person.arrived_at, person.queued_at, now, person.rung_at,
                person.had_to_wait, person.estimate_s, person.chose_to_wait,
            )
        )  # fmt: skip

    def closed(self, person: Person) -> None:
        """Somebody called outside opening hours: counted on its own."""
        self.days[day_of(person.queued_at)].closed += 1

    def spent(self, agent: Agent, now: float) -> None:
        """The time in the state that ends now."""
        self.days[day_of(now)].seconds[agent.state] += now - agent.changed_at
