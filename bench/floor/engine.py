"""The days, event by event: callers come and lose patience, agents answer, miss, talk, rest and go home.

Everything here is the same for all; what differs is asked of the rule set (`Rules`).
"""

import heapq
import math
from bisect import insort
from collections.abc import Callable
from typing import Any

from bench.floor.journal import How, Journal
from bench.floor.people import ON_DUTY, Agent, Person, State
from bench.floor.rules import Rules
from bench.floor.shops import Shop, staff
from bench.floor.workload import (
    BEGINNING,
    DAY,
    Contact,
    absences,
    as_datetime,
    contacts,
    day_of,
    midnight,
)
from call_routing.hours.opening_hours import Open, Schedule, opening

_NOTICES_PAUSE_S = 60.0  # an agent who was paused by the system sees it so long after coming back
_SITS_DOWN_S = 2.0
_CALLBACK_DIALS_S = 8.0
_CALLBACK_RINGS_S = 30.0


class Floor:
    """One shop under one rule set. Times are seconds from `workload.BEGINNING`."""

    def __init__(self, shop: Shop, rules: Rules, days: int, seed: int) -> None:
        self.shop = shop
        self.rules = rules
        self.days = days
        self.now = 0.0
        self.journal = Journal()
        self.waiting: list[Person] = []
        self.owners: dict[int, str] = {}
        self.helped: set[int] = set()
        self.agents = {
            plan.id: Agent(plan, absences(shop, plan.id, days + 1, seed)) for plan in staff(shop, seed)
        }
        self.duty_changes = 0
        self._free: dict[str, Agent] = {}
        self.schedule = Schedule(shop.hours_text, "Europe/Warsaw", "PL")
        self._open, self._known_from, self.turns_at = False, 0.0, -1.0
        self._events: list[tuple[float, int, Callable[..., None], tuple[Any, ...]]] = []
        self._sequence = 0
        for contact in contacts(shop, days, seed):
            self.at(contact.at, self._calls, contact, 0, contact.at)
        for agent in self.agents.values():
            self._plan_shifts(agent)

    def run(self) -> Journal:
        """Play all the days to their end, and one more without new callers, on which the last callbacks are made."""
        end = midnight(self.days) + DAY
        while self._events and self._events[0][0] <= end:
            self.now, _, happens, facts = heapq.heappop(self._events)
            happens(*facts)
        return self.journal

    def at(self, when: float, happens: Callable[..., None], *facts: Any) -> None:
        self._sequence += 1
        heapq.heappush(self._events, (when, self._sequence, happens, facts))

    # Callers

    def _calls(self, contact: Contact, nth_try: int, arrived_at: float) -> None:
        person = Person("call", contact, nth_try, arrived_at, self.now, self.now)
        if nth_try == 0:
            self.journal.contact(person)
        if not self.rules.admit(self, person):
            person.waiting = False
            return
        person.ranks = self.rules.rank(self, person)
        insort(self.waiting, person, key=lambda one: one.order)
        self.at(self.now + contact.tries[nth_try].patience_s, self._loses_patience, person)
        self.rules.entered(self, person)
        self.dispatch()
        person.had_to_wait = person.ringing is None

    def _loses_patience(self, person: Person) -> None:
        if not person.waiting:
            return
        self.leave(person)
        self.journal.call(person, How.GAVE_UP, self.now)
        self.rules.gave_up(self, person)
        self.calls_again(person)

    def calls_again(self, person: Person) -> None:
        """Whoever was not helped may call once more."""
        again = person.contact.tries[person.nth_try].again_after_s
        if again is not None and person.nth_try + 1 < len(person.contact.tries):
            self.at(self.now + again, self._calls, person.contact, person.nth_try + 1, person.arrived_at)

    def leave(self, person: Person) -> None:
        """Out of the queue; an agent who rings for this person is let go."""
        person.waiting = False
        self.waiting.remove(person)
        if person.ringing is not None:
            agent, person.ringing = person.ringing, None
            self._becomes(agent, State.FREE, idle_since=agent.idle_since)
            self.dispatch()

    def waits_for_callback(self, person: Person) -> None:
        """A due callback stands in line with the callers, at its old place."""
        person.waiting = True
        person.queued_at = self.now
        insort(self.waiting, person, key=lambda one: one.order)
        self.rules.entered(self, person)
        self.dispatch()

    # Offers

    def dispatch(self) -> None:
        """Ring agents for people as the rules say."""
        for person, agent in self.rules.matches(self):
            self._ring(person, agent)

    def is_open(self) -> bool:
        """By the opening hours; asked once for each opening and closing, since they last for hours."""
        if not self._known_from <= self.now < self.turns_at:
            self._known_from = self.now
            found = opening(self.schedule, as_datetime(self.now))
            turn = found.closes_at if isinstance(found, Open) else found.opens_at
            self.turns_at = (turn - BEGINNING).total_seconds() if turn else math.inf
            self._open = isinstance(found, Open)
        return self._open

    def wake_at(self, when: float) -> None:
        self.at(when, self.dispatch)

    def free_agents(self) -> list[Agent]:
        """Agents who may be rung now, longest free first."""
        return [agent for agent in self._free.values() if agent.not_before <= self.now]

    def _ring(self, person: Person, agent: Agent) -> None:
        person.ringing, person.rung_at = agent, self.now
        agent.offered_at = self.now
        self._becomes(agent, State.RINGING, idle_since=agent.idle_since)
        ring = person.contact.rings[person.offers % len(person.contact.rings)]
        person.offers += 1
        declined_below = self.shop.declines
        back_at = agent.returns_at(self.now)
        after = ring.after_s if back_at <= self.now else back_at - self.now + _SITS_DOWN_S
        unheard = ring.decides >= 1 - self.shop.unheard
        if unheard or after > self.rules.ring_s:
            self.at(self.now + self.rules.ring_s, self._missed, person, agent, self.now, "no_answer")
        elif ring.decides < declined_below:
            self.at(self.now + after, self._missed, person, agent, self.now, "declined")
        else:
            self.at(self.now + after, self._accepts, person, agent, self.now)

    def _missed(self, person: Person, agent: Agent, rung_at: float, cause: str) -> None:
        if person.ringing is not agent or person.rung_at != rung_at:
            return
        person.ringing = None
        paused = self.rules.missed(self, person, agent, cause)
        self._becomes(agent, State.PAUSED if paused else State.FREE, idle_since=agent.idle_since)
        if agent.state is State.PAUSED:
            self.at(agent.returns_at(self.now) + _NOTICES_PAUSE_S, self._unpause, agent)
        if agent.not_before > self.now:
            self.wake_at(agent.not_before)
        self.dispatch()

    def _unpause(self, agent: Agent) -> None:
        if agent.state is State.PAUSED:
            self._becomes(agent, State.FREE)
            self.dispatch()

    def _accepts(self, person: Person, agent: Agent, rung_at: float) -> None:
        if person.ringing is not agent or person.rung_at != rung_at:
            return
        person.waiting = False
        person.ringing = None
        self.waiting.remove(person)
        agent.misses = 0
        self.rules.answered(self, person, agent)
        self._becomes(agent, State.TALKING)
        if person.kind == "call":
            self._talk(person, agent)
        else:
            self._dial(person, agent)

    def _dial(self, person: Person, agent: Agent) -> None:
        """The agent has accepted a callback; now the customer's phone rings."""
        if person.attempts == 0 and person.promised is not None and self.now <= person.promised[1]:
            self.journal.days[day_of(person.promised[0])].kept += 1
        picks_up = person.contact.picks_up[person.attempts] < self.shop.picks_up_callback
        person.attempts += 1
        if picks_up:
            self.at(self.now + _CALLBACK_DIALS_S, self._talk, person, agent)
        else:
            self.at(self.now + _CALLBACK_RINGS_S, self._not_reached, person, agent)

    def _not_reached(self, person: Person, agent: Agent) -> None:
        self._becomes(agent, State.FREE)
        self.rules.unreached(self, person)
        self.dispatch()

    # Talks

    def _talk(self, person: Person, agent: Agent) -> None:
        contact = person.contact
        told = self.journal.heard[contact.matter]
        seconds = self.shop.handle_s[contact.department] * contact.talk
        seconds *= self.shop.skill_factor[agent.plan.departments[contact.department] - 1]
        if contact.language not in agent.plan.languages:
            seconds *= self.shop.foreign_factor
        if told and agent.id not in told:
            seconds += self.shop.retelling_s
        self.journal.answered(person, agent, self.now)
        self.owners.setdefault(contact.matter, agent.id)
        self.helped.add(contact.id)
        agent.talks += 1
        self.at(self.now + seconds, self._hangs_up, person, agent, self.now)

    def _hangs_up(self, person: Person, agent: Agent, began_at: float) -> None:
        self._becomes(agent, State.WRAPPING)
        self.at(self.now + self.shop.wrap_up_s, self._wrapped_up, person, agent, began_at)

    def _wrapped_up(self, person: Person, agent: Agent, began_at: float) -> None:
        self._becomes(agent, State.FREE)
        self.rules.handled(self, person, agent, self.now - began_at)
        self.dispatch()

    # Agents

    def _becomes(self, agent: Agent, state: State, idle_since: float | None = None) -> None:
        """A new state; a break or the end of the shift that waited for this moment comes before being free."""
        self.journal.spent(agent, self.now)
        was_on_duty = agent.state in ON_DUTY
        if state in {State.FREE, State.PAUSED} and agent.next_state is not None:
            state, agent.next_state = agent.next_state, None
            if state is State.BREAK:
                self.at(self.now + agent.break_s, self._comes_back, agent, State.BREAK)
        agent.state, agent.changed_at = state, self.now
        self._free.pop(agent.id, None)
        if state is State.FREE:
            self._free[agent.id] = agent
            agent.idle_since = self.now if idle_since is None else idle_since
        if was_on_duty != (state in ON_DUTY):
            self.duty_changes += 1

    def _plan_shifts(self, agent: Agent) -> None:
        plan = agent.plan
        for day in range(self.days + 1):
            begins = midnight(day)
            self.at(begins + plan.starts, self._comes_back, agent, State.OFF)
            self.at(begins + plan.ends, self._goes, agent, State.OFF, 0.0)
            for at, seconds in plan.breaks:
                if at + seconds < plan.ends:
                    self.at(begins + at, self._goes, agent, State.BREAK, seconds)

    def _goes(self, agent: Agent, state: State, break_s: float) -> None:
        if agent.state in {State.RINGING, State.TALKING, State.WRAPPING}:
            if agent.next_state is not State.OFF:
                agent.next_state, agent.break_s = state, break_s
        elif agent.state is not State.OFF:
            agent.next_state, agent.break_s = state, break_s
            self._becomes(agent, State.FREE)

    def _comes_back(self, agent: Agent, where: State) -> None:
        if agent.state is where:
            agent.not_before = self.now
            agent.misses = 0
            self._becomes(agent, State.FREE)
            self.dispatch()
