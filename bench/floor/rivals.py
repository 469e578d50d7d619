"""What the three others have in common in this comparison, all of it in their favour where they leave a choice.

- A queue for each department and language, and an agent in each queue that they fit: nobody is asked for a language
  that they do not speak.
- Wrap-up as long as ours. A free agent is noticed at once, though app_queue looks once a second.
- Closed and open as with us; whoever waits at closing time waits on until their patience ends.
- None of them keeps the place of one who calls again, none has an owner of the case, none rings back of itself.
"""
# ruff: noqa: ARG002 - the engine asks every rule set alike, whether or not it wants to know everything

from bench.floor.engine import Floor
from bench.floor.people import ON_DUTY, Agent, Person


def fits(person: Person, agent: Agent) -> bool:
    """Whether this agent is in the queue of this person's department and language."""
    return (
        person.contact.department in agent.plan.departments
        and person.contact.language in agent.plan.languages
        and agent.id not in person.declined
    )


class Rival:
    """First come, first served; an answer to every question of the engine that a rival may override."""

    source: str
    ring_s: float

    def admit(self, floor: Floor, person: Person) -> bool:
        """In opening hours; a caller after closing hears so and may call again."""
        if floor.is_open():
            return True
        floor.journal.closed(person)
        return False

    def rank(self, floor: Floor, person: Person) -> float:
        """At the end of the queue, whoever it is."""
        return floor.now

    def entered(self, floor: Floor, person: Person) -> None:
        """No estimate."""

    def matches(self, floor: Floor) -> list[tuple[Person, Agent]]:
        """Each person in order, to the first of the fitting agents in the order of this rule set."""
        free = floor.free_agents()
        found: list[tuple[Person, Agent]] = []
        if not free:
            return found
        for person in self.in_order(floor):
            if not free:
                break
            fitting = [agent for agent in free if fits(person, agent)]
            if fitting:
                agent = self.pick(floor, person, fitting)
                free.remove(agent)
                found.append((person, agent))
        return found

    def in_order(self, floor: Floor) -> list[Person]:
        """Longest waiting first, over all queues."""
        return [p for p in floor.waiting if p.ringing is None and p.retry_at <= floor.now]

    def pick(self, floor: Floor, person: Person, fitting: list[Agent]) -> Agent:
        """Longest idle."""
        return min(fitting, key=lambda agent: (agent.idle_since, agent.id))

    def missed(self, floor: Floor, person: Person, agent: Agent, cause: str) -> bool:
        return False

    def answered(self, floor: Floor, person: Person, agent: Agent) -> None:
        """Nothing is learned from it."""

    def handled(self, floor: Floor, person: Person, agent: Agent, seconds: float) -> None:
        """Nothing is learned from it."""

    def gave_up(self, floor: Floor, person: Person) -> None:
        """Whoever calls again is a new caller."""

    def unreached(self, floor: Floor, person: Person) -> None:
        """Nobody is rung back."""


def on_duty(floor: Floor, department: str) -> list[Agent]:
    """Agents of a department who take calls, busy ones too."""
    return [a for a in floor.agents.values() if a.state in ON_DUTY and department in a.plan.departments]
