"""What a way to run a queue must answer; ours and each of the others is one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from bench.floor.people import Agent, Person

if TYPE_CHECKING:
    from bench.floor.engine import Floor  # which asks these rules


class Rules(Protocol):
    """A way to run a queue. Every method may look at the floor; only `answer`s are taken from it."""

    ring_s: float  # how long an agent is rung

    def admit(self, floor: "Floor", person: Person) -> bool:
        """Whether this caller may wait; where not, the rules say what becomes of them."""
        ...

    def rank(self, floor: "Floor", person: Person) -> float:
        """The instant by which a caller is ordered among those who wait."""
        ...

    def entered(self, floor: "Floor", person: Person) -> None:
        """Somebody has begun to wait and nobody was free: say an estimate, plan what is looked at later."""
        ...

    def matches(self, floor: "Floor") -> Sequence[tuple[Person, Agent]]:
        """Whom to ring for whom, now."""
        ...

    def missed(self, floor: "Floor", person: Person, agent: Agent, cause: str) -> bool:
        """An offer came to nothing: sets the rests; True where the agent is paused."""
        ...

    def answered(self, floor: "Floor", person: Person, agent: Agent) -> None:
        """An agent has taken somebody."""
        ...

    def handled(self, floor: "Floor", person: Person, agent: Agent, seconds: float) -> None:
        """A talk and its wrap-up are over."""
        ...

    def gave_up(self, floor: "Floor", person: Person) -> None:
        """A caller has hung up in the queue."""
        ...

    def unreached(self, floor: "Floor", person: Person) -> None:
        """A callback was dialled and the customer did not pick up."""
        ...
