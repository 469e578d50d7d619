"""Twilio's TaskRouter, re-implemented from what it publishes.

Sources: twilio.com/docs/taskrouter: "Task Queue resource" (higher priority first, then the oldest task),
"Ordering Workers" (the worker unoccupied longest is reserved first), "Lifecycle of a Task" (a reservation that runs out
moves the worker to the timeout activity; TaskReservationTimeout 120 s as shipped; the task keeps its age), Workflow
targets with `worker.id IN task.preferred_agents` and a timeout. The estimate is that of Twilio's labs plugin: the mean
wait of the last five minutes.
"""
# ruff: noqa: ARG002 - the engine asks every rule set alike, whether or not it wants to know everything

from collections import deque

from bench.floor.engine import Floor
from bench.floor.people import ON_DUTY, Agent, Person
from bench.floor.rivals import Rival

_ESTIMATE_OVER_S = 300.0


class TaskRouter(Rival):
    """Oldest task first over all queues; one reservation a task."""

    source = (
        "TaskRouter: twilio.com/docs/taskrouter (task-queue, order-workers, task-evaluation, reservations)"
    )

    def __init__(self, *, ring_s: float = 120.0, preferred_s: float = 0.0) -> None:
        self.ring_s = ring_s
        self._preferred_s = preferred_s
        self._waits: deque[tuple[float, float]] = deque()

    def entered(self, floor: Floor, person: Person) -> None:
        while self._waits and self._waits[0][0] < floor.now - _ESTIMATE_OVER_S:
            self._waits.popleft()
        waits = [waited for _, waited in self._waits]
        person.estimate_s = sum(waits) / len(waits) if waits else 0.0
        if self._preferred_s:
            floor.wake_at(person.queued_at + self._preferred_s)

    def pick(self, floor: Floor, person: Person, fitting: list[Agent]) -> Agent:
        preferred = self._preferred(floor, person)
        return super().pick(floor, person, [a for a in fitting if a is preferred] or fitting)

    def in_order(self, floor: Floor) -> list[Person]:
        """Whoever still waits for the preferred worker is not in the common queue yet."""
        people = super().in_order(floor)
        return [p for p in people if not self._waits_for_preferred(floor, p)]

    def _preferred(self, floor: Floor, person: Person) -> Agent | None:
        owner = floor.owners.get(person.contact.matter)
        return floor.agents[owner] if owner and self._preferred_s else None

    def _waits_for_preferred(self, floor: Floor, person: Person) -> bool:
        agent = self._preferred(floor, person)
        if agent is None or agent.state not in ON_DUTY or agent.id in person.declined:
            return False
        return agent not in floor.free_agents() and floor.now < person.queued_at + self._preferred_s

    def missed(self, floor: Floor, person: Person, agent: Agent, cause: str) -> bool:
        """A rejected task is not offered to the same worker again; whoever lets it ring goes offline."""
        if cause == "declined":
            person.declined.add(agent.id)
            return False
        return True

    def answered(self, floor: Floor, person: Person, agent: Agent) -> None:
        self._waits.append((floor.now, floor.now - person.queued_at))
