"""Asterisk's app_queue, re-implemented from what it publishes; no line of it is copied.

Sources: configs/samples/queues.conf.sample and the Queue application's documentation (asterisk/asterisk).
Settings: timeout 15 s, retry 5 s, wrapuptime, autofill=yes and ringinuse=no as FreePBX ships them, autopause=no (the
default), no penalties, no weights, force_longest_waiting_caller=no (the default), shared_lastcall=yes so that wrap-up
counts over queues.
"""
# ruff: noqa: ARG002 - the engine asks every rule set alike, whether or not it wants to know everything

import random
from itertools import groupby

from bench.floor.engine import Floor
from bench.floor.people import Agent, Person
from bench.floor.rivals import Rival

_RETRY_S = 5.0


class AppQueue(Rival):
    """Each queue is first come, first served; between queues the one whose thread looks first wins the agent."""

    source = "app_queue: asterisk/asterisk, configs/samples/queues.conf.sample (FreePBX's settings where it sets any)"
    ring_s = 15.0

    def __init__(self, strategy: str, *, longest_waiting_first: bool = False) -> None:
        self._strategy = strategy
        self._longest_waiting_first = longest_waiting_first
        self._dice = random.Random("app_queue")
        self._holdtime: dict[tuple[str, str], float] = {}

    def entered(self, floor: Floor, person: Person) -> None:
        """The announced hold time is the smoothed wait of those answered before, whoever is on duty now."""
        person.estimate_s = self._holdtime.get(person.group, 0.0)

    def in_order(self, floor: Floor) -> list[Person]:
        """Within a queue the first comer first; the queues in any order, unless force_longest_waiting_caller=yes."""
        people = super().in_order(floor)
        if self._longest_waiting_first:
            return people
        ready = sorted(people, key=lambda person: (person.group, person.order))
        queues = [list(people) for _, people in groupby(ready, key=lambda person: person.group)]
        self._dice.shuffle(queues)
        return [person for queue in queues for person in queue]

    def pick(self, floor: Floor, person: Person, fitting: list[Agent]) -> Agent:
        """rrmemory: who comes after the last one rung; leastrecent: whose last call ended longest ago."""
        if self._strategy == "leastrecent":
            return super().pick(floor, person, fitting)
        return min(fitting, key=lambda agent: (agent.offered_at, agent.id))

    def missed(self, floor: Floor, person: Person, agent: Agent, cause: str) -> bool:
        """The caller waits `retry` before anybody is rung again; the agent is free for others at once."""
        person.retry_at = floor.now + _RETRY_S
        floor.wake_at(person.retry_at)
        return False

    def answered(self, floor: Floor, person: Person, agent: Agent) -> None:
        """holdtime = (3 * old + new) / 4."""
        new = floor.now - person.queued_at
        old = self._holdtime.get(person.group)
        self._holdtime[person.group] = new if old is None else (3 * old + new) / 4
