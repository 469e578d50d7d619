"""Our own rules: the very functions that the house decides by, fed with simulated people instead of rows.

Taken as they are: `queue_order.rank`, `choice.choose`, `estimates.expected_wait`, `handling_mean`, `comes_too_late` and
`decide_arrival` of `arrival`, `recognition.keeps_place`, `opening_hours`, `as_soon_as_possible` and `again_after` of
the callbacks' `policy`, the rests and the pause of `offers`, and every default of `Department` and `Routing`. Rebuilt
here is only what is tied to the store: who is ahead, and when the waiting room looks again.
"""
# ruff: noqa: ARG002 - the engine asks every rule set alike, whether or not it wants to know everything

import math
from datetime import datetime, timedelta

from bench.floor.as_rows import free_row, left_row, line_of, waiting_row
from bench.floor.engine import Floor
from bench.floor.journal import How
from bench.floor.people import Agent, Person, State
from bench.floor.rivals import on_duty
from bench.floor.workload import BEGINNING, as_datetime, day_of
from call_routing.choosing.choice import Duty, Memory, OnDuty, choose
from call_routing.hours.dial_hours import MIDNIGHT, DialHours
from call_routing.hours.opening_hours import Closed, Open, opening
from call_routing.people.offers import COUNTED, MISSES_UNTIL_PAUSE, RESTS, Miss
from call_routing.queue.arrival import Wait, comes_too_late, decide_arrival
from call_routing.queue.estimates import Estimate, expected_wait, learned
from call_routing.queue.queue_order import rank
from call_routing.queue.recognition import keeps_place
from callbacks.promising.policy import Cause, Window, again_after, as_soon_as_possible
from callbacks.promising.slots import half_hours
from ticket_store.handling_mean import believed
from ticket_store.line import Department, Line
from ticket_store.rows import LeftQueue

_SWEEP_S = 2.0  # what only time changes is seen by the sweeper, which looks so often
_WAITING_ROOM_S = 10.0  # the waiting room is asked again about so often, and speaks then


class Ours:
    """The house as shipped."""

    name = "shop-hotline"

    def __init__(self, department: Department | None = None) -> None:
        self._settings = department or Department("any", {}, "office")
        self.ring_s = self._settings.ring_timeout.total_seconds()
        self._handled: dict[tuple[str, int], tuple[float, int]] = {}
        self._left: dict[int, LeftQueue] = {}  # contact -> the place they gave up
        self._duties: dict[str, Duty] = {}
        self._duty_at = -1
        self._line: Line | None = None  # made when the first floor is known

    # A caller comes

    def admit(self, floor: Floor, person: Person) -> bool:
        key = person.contact.department
        now = as_datetime(floor.now)
        staffed = waiting = 0
        state: Open | Closed
        if floor.is_open():
            state = Open(as_datetime(floor.turns_at) if floor.turns_at < math.inf else None)
            staffed = len(on_duty(floor, key))
            waiting = sum(p.kind == "call" and p.contact.department == key for p in floor.waiting)
        else:
            state = opening(floor.schedule, now)
        estimate = self._estimate(floor, person)
        decision = decide_arrival(
            state if isinstance(state, Closed) else None,
            staffed,
            waiting,
            self._settings.max_callers,
            too_late=comes_too_late(state, estimate.expected if estimate else None, now),
        )
        if isinstance(decision, Wait):
            return True
        self._offer_instead(floor, person)
        return False

    def rank(self, floor: Floor, person: Person) -> float:
        """By the first call, where the redial comes soon enough after the hang-up: then the place is kept."""
        left = self._left.get(person.contact.id)
        if self._line is None:
            self._line = line_of(floor, self._settings)
        kept = left is not None and keeps_place(left, self._line, as_datetime(floor.now))
        since = person.arrived_at if kept else floor.now
        return _seconds(rank(as_datetime(since), self._settings.routing.credit))

    def entered(self, floor: Floor, person: Person) -> None:
        """What the waiting room says and when it looks again; a caller whose owner is busy has the choice."""
        owner = floor.owners.get(person.contact.matter)
        choice = self._owner_choice(floor, person, owner) if person.kind == "call" else None
        person.row = waiting_row(person, owner, choice)
        person.chose_to_wait = person.row.owner_choice == "wait"
        routing = self._settings.routing
        for after in (routing.owner_for, routing.owner_for + routing.deputy_for, routing.language_for):
            floor.wake_at(person.queued_at + after.total_seconds() + _SWEEP_S / 2)
        if person.kind == "callback":
            return
        estimate = self._estimate(floor, person)
        person.estimate_s = estimate.expected.total_seconds() if estimate else None
        self._plan_offer(floor, person, estimate)
        longest = self._settings.max_wait.total_seconds() + _WAITING_ROOM_S / 2
        floor.at(person.queued_at + longest, self._waited_too_long, floor, person)

    def _owner_choice(self, floor: Floor, person: Person, owner: str | None) -> str | None:
        """'Your agent is on another call: 1 to wait, 2 for a colleague'; whoever presses nothing has no choice."""
        if owner is None or not self._is_busy(floor.agents[owner]):
            return None
        wish = person.contact.chooses_owner
        if wish < floor.shop.waits_for_owner:
            return "wait"
        return "colleague" if wish < floor.shop.waits_for_owner + floor.shop.takes_colleague else None

    @staticmethod
    def _is_busy(agent: Agent) -> bool:
        return agent.state in {State.RINGING, State.TALKING, State.WRAPPING}

    # How long it takes

    def _estimate(self, floor: Floor, person: Person) -> Estimate | None:
        key = person.contact.department
        ahead = sum(p.contact.department == key and p.order < person.order for p in floor.waiting)
        idle = sum(key in agent.plan.departments for agent in floor.free_agents())
        half_hour = self._half_hour(floor.now)
        handling = believed(*(self._handled.get((key, part), (0.0, 0)) for part in (half_hour, -1)))
        return expected_wait(ahead, handling, len(on_duty(floor, key)), idle=idle)

    @staticmethod
    def _half_hour(at: float) -> int:
        return int(at % 86400 // 1800)

    def handled(self, floor: Floor, person: Person, agent: Agent, seconds: float) -> None:
        half_hour = self._half_hour(floor.now)
        for part in (half_hour, -1):
            key = (person.contact.department, part)
            mean, talks = self._handled.get(key, (0.0, 0))
            self._handled[key] = (learned(mean, talks, seconds), talks + 1)

    # A callback instead

    def _plan_offer(self, floor: Floor, person: Person, estimate: Estimate | None) -> None:
        """The key is spoken of after a while, or at once where the wait will be long."""
        policy = self._settings.callback
        after = policy.offer_after_waited
        if estimate is not None and estimate.expected >= policy.offer_after_expected:
            after = timedelta()
        floor.at(person.queued_at + after.total_seconds() + _WAITING_ROOM_S / 2, self._offered, floor, person)

    def _offered(self, floor: Floor, person: Person) -> None:
        if person.waiting and person.contact.takes_offer < floor.shop.takes_callback:
            floor.leave(person)
            self._promise(floor, person)

    def _waited_too_long(self, floor: Floor, person: Person) -> None:
        if person.waiting:
            floor.leave(person)
            self._offer_instead(floor, person)

    def _offer_instead(self, floor: Floor, person: Person) -> None:
        """Whoever cannot wait on chooses a callback, or hangs up."""
        if person.contact.takes_offer < floor.shop.takes_callback_or_leaves:
            self._promise(floor, person)
            return
        if floor.is_open():
            floor.journal.call(person, How.GAVE_UP, floor.now)
        else:
            floor.journal.closed(person)
        floor.calls_again(person)

    def _promise(self, floor: Floor, person: Person) -> None:
        estimate = self._estimate(floor, person)
        expected = estimate.expected if estimate else timedelta()
        now = as_datetime(floor.now)
        not_before = self._settings.callback.not_before
        hours = DialHours(floor.schedule, MIDNIGHT, MIDNIGHT)
        window = as_soon_as_possible(hours, expected, not_before, now)
        if window is None:
            slot = next(half_hours(hours, now + not_before + expected), None)
            if slot is None:
                raise LookupError(f"{floor.shop.hours_text} never opens again. Give the shop other hours.")
            window = Window(slot.start, slot.start, slot.end)
        if floor.is_open():
            floor.journal.call(person, How.CALLBACK, floor.now)
        later = Person(
            "callback", person.contact, person.nth_try, person.arrived_at, floor.now, person.ranks,
            promised=(floor.now, _seconds(window.end)),
        )  # fmt: skip
        floor.journal.days[day_of(floor.now)].promised += 1
        floor.at(_seconds(window.due_at), floor.waits_for_callback, later)

    def unreached(self, floor: Floor, person: Person) -> None:
        """Tried again after the rest of its cause, inside opening hours, so often and no more."""
        wait = again_after(self._settings.callback, Cause.NO_ANSWER, person.attempts)
        if wait is None:
            return
        due = as_datetime(floor.now) + wait
        found = opening(floor.schedule, due)
        if isinstance(found, Closed):
            due = found.opens_at or due
        person.ringing, person.offers = None, 0
        floor.at(_seconds(due), floor.waits_for_callback, person)

    # Who takes whom

    def matches(self, floor: Floor) -> list[tuple[Person, Agent]]:
        """As `call_routing.choosing.distribution` does: by rank, each to the best of who is free, until nobody is."""
        free = {agent.id: free_row(agent) for agent in floor.free_agents()}
        now = as_datetime(floor.now)
        found = []
        for person in floor.waiting:
            if not free:
                break
            if person.ringing is not None or (person.kind == "callback" and not floor.is_open()):
                continue
            memory = Memory(frozenset(person.declined), person.missed)
            duty = self._duty(floor, person.contact.department)
            chosen = choose(person.row, list(free.values()), self._settings.routing, memory, duty, now)[:1]
            if chosen:
                del free[chosen[0].id]
                found.append((person, floor.agents[chosen[0].id]))
        return found

    def _duty(self, floor: Floor, department: str) -> Duty:
        if self._duty_at != floor.duty_changes:
            self._duties.clear()
            self._duty_at = floor.duty_changes
        if department not in self._duties:
            self._duties[department] = Duty(
                {
                    agent.id: OnDuty(agent.plan.languages, agent.plan.departments[department])
                    for agent in on_duty(floor, department)
                }
            )
        return self._duties[department]

    def missed(self, floor: Floor, person: Person, agent: Agent, cause: str) -> bool:
        """The rest of each cause, a memory for this person, and a pause after two in a row."""
        miss = Miss(cause)
        if miss is Miss.DECLINED:
            person.declined.add(agent.id)
        else:
            person.missed[agent.id] = person.missed.get(agent.id, 0) + 1
        agent.misses += miss in COUNTED
        if agent.misses >= MISSES_UNTIL_PAUSE:
            agent.misses = 0
            return True
        agent.not_before = floor.now + RESTS[miss].total_seconds()
        return False

    def answered(self, floor: Floor, person: Person, agent: Agent) -> None:
        """The offer is done with."""

    def gave_up(self, floor: Floor, person: Person) -> None:
        """Their place is kept for a while."""
        self._left[person.contact.id] = left_row(person, floor.now)


def _seconds(at: datetime) -> float:
    return (at - BEGINNING).total_seconds()
