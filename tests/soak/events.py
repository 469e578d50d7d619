"""Customers, agents and the shop do as they please with callbacks, in any order; after each step the rules hold.

Small forms are the same each time for a seed; hypothesis shrinks what breaks to the shortest such day.
"""

import contextlib
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, ClassVar

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from app.phone_simulator.model import Direction
from app.phone_simulator.phones import Phone, PhoneError
from call_routing.people.agent_status import AgentStatus, choose_status
from callbacks.promising.moving import move_callback, ring_now
from callbacks.promising.requests import cancel_callback, request_callback
from callbacks.wishes import CallbackWish
from tests.soak.figures import Figure, Plan, none_of, told
from tests.soak.ground import empty_database
from tests.soak.loose_ends import OVER, double_dials
from tests.stories.world import DIRECT, World, world
from ticket_store.engine import Store
from ticket_store.line_rows import load_line, save_line

AGENTS = ("anna@sowa.example", "borys@sowa.example")
CUSTOMERS = tuple(f"+4850100000{number}" for number in range(3))
DEPARTMENT = "complaints"
HOURS = ("Mo-Fr 08:30-17:00; PH off", "Mo-Fr 08:30-12:30; PH off", "24/7")
# What a commit leaves to be done outside is done seconds later, or a round of the sweeper or two.
GRACE = timedelta(seconds=15)
SMALL, LARGE = (3, 15), (250, 60)  # days, and steps in each

customers, agents = st.sampled_from(CUSTOMERS), st.sampled_from(AGENTS)
breaths = st.sampled_from([0.0, 0.02, 1.0, 3.0])


class RuleBrokenError(AssertionError):
    """A rule does not hold."""


class CallbackDay(RuleBasedStateMachine):
    database = "sqlite"
    steps: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.open = ExitStack()
        self.shop = self.open.enter_context(_shop(self.database))
        self.since: dict[str, datetime] = {}
        self.shop.comes_on(*AGENTS)

    # --- customers ---

    @rule(number=customers, through=st.sampled_from(["web", "api", "desk"]), slot=st.booleans(), then=breaths)
    def customer_asks(self, number: str, through: str, slot: bool, then: float) -> None:
        wanted = self.shop.clock.now + timedelta(minutes=40) if slot else None
        wish = CallbackWish(number, DEPARTMENT, "pl", through, wanted_from=wanted)
        line = self.shop.desk.lines.line()
        self.shop.store.write(lambda tx: request_callback(tx, line, wish, self.shop.clock.now))
        self.passes("asks", then)

    @rule(number=customers, then=breaths)
    def customer_calls(self, number: str, then: float) -> None:
        if not self.shop.customer(number).live:
            self.shop.customer(number).dial(DIRECT)
        self.passes("calls", then)

    @precondition(lambda self: self.on_the_line())
    @rule(which=st.integers(0, 5), key=st.sampled_from(["1", "1", "2", "3", "9"]), then=breaths)
    def customer_presses(self, which: int, key: str, then: float) -> None:
        _pick(self.on_the_line(), which).press(key)
        self.passes("presses", then)

    @precondition(lambda self: self.on_the_line())
    @rule(which=st.integers(0, 5), then=breaths)
    def customer_hangs_up(self, which: int, then: float) -> None:
        _pick(self.on_the_line(), which).live[0].hang_up()
        self.passes("hangs up", then)

    @precondition(lambda self: self.rung(CUSTOMERS))
    @rule(do=st.sampled_from(["1", "1", "1", "9", "", "decline"]), then=breaths)
    def customer_is_rung(self, do: str, then: float) -> None:
        self._take(self.rung(CUSTOMERS)[0], do)
        self.passes("is rung", then)

    @initialize(number=customers)
    def begins(self, number: str) -> None:
        self.customer_asks_and_is_soon_rung(number)

    @rule(number=customers)
    def customer_asks_and_is_soon_rung(self, number: str) -> None:
        """Where an agent is free: so far that the customer's phone rings."""
        self.customer_asks(number, "api", slot=False, then=1.0)
        if self.rung_agents():
            self.agent_is_rung(0, "1", 2.0)

    # --- agents ---

    @precondition(lambda self: self.rung_agents())
    @rule(which=st.integers(0, 5), do=st.sampled_from(["1", "1", "1", "1", "2", "", "decline"]), then=breaths)
    def agent_is_rung(self, which: int, do: str, then: float) -> None:
        self._take(_pick(self.rung_agents(), which), do)
        self.passes("agent is rung", then)

    @rule(email=agents, status=st.sampled_from([*AgentStatus, AgentStatus.AVAILABLE, AgentStatus.AVAILABLE]))
    def agent_chooses(self, email: str, status: AgentStatus) -> None:
        agent, now = self.shop.agent(email), self.shop.clock.now
        self.shop.store.write(lambda tx: choose_status(tx, agent.id, status, now, actor=email))
        self.passes("agent chooses", 0)

    @precondition(lambda self: any(self.shop.phone_of(email).live for email in AGENTS))
    @rule(then=breaths)
    def agents_line_drops(self, then: float) -> None:
        next(phone for phone in map(self.shop.phone_of, AGENTS) if phone.live).live[0].hang_up()
        self.passes("agent leaves", then)

    # --- the shop ---

    @precondition(lambda self: self.callbacks())
    @rule(which=st.integers(0, 5), do=st.sampled_from(["cancel", "move", "slot", "now"]), then=breaths)
    def promise_is_changed(self, which: int, do: str, then: float) -> None:
        row, now, line = _pick(self.callbacks(), which), self.shop.clock.now, self.shop.desk.lines.line()
        match do:
            case "cancel":
                self.shop.store.write(lambda tx: cancel_callback(tx, row.id, now, actor="customer"))
            case "now":
                self.shop.store.write(lambda tx: ring_now(tx, line, row.id, now, actor="lead"))
            case _:
                wanted = now + timedelta(hours=1) if do == "slot" else None
                self.shop.store.write(
                    lambda tx: move_callback(tx, line, row.id, wanted, now, actor="customer")
                )
        self.passes(do, then)

    @precondition(lambda self: self.callbacks())
    @rule(hours=st.sampled_from(HOURS))
    def hours_move(self, hours: str) -> None:
        line = self.shop.store.read(load_line)
        changed = replace(line, hours={**line.hours, line.departments[DEPARTMENT].hours_key: hours})
        self.shop.store.write(lambda tx: save_line(tx, changed, actor="soak", now=self.shop.clock.now))
        self.passes("hours move", 0)

    @rule(seconds=st.sampled_from([1, 5, 20, 65]))
    def time_passes(self, seconds: int) -> None:
        self.passes("time", seconds)

    # --- what holds ---

    def passes(self, what: str, seconds: float) -> None:
        """Let time pass, in bites, and look after each."""
        self.steps[what] += 1
        for _ in range(max(1, round(seconds / 5))):
            self.shop.clock.advance(min(seconds, 5))
            self.look()

    def look(self) -> None:
        wrong = set(_never(self.shop)) | set(_lasting(self.shop))
        now = self.shop.clock.now
        self.since = {fault: self.since.get(fault, now) for fault in wrong}
        at_once = {fault for fault in wrong if fault.startswith("!")}
        late = {fault for fault, since in self.since.items() if now - since > GRACE}
        if at_once | late:
            raise RuleBrokenError("; ".join(sorted(at_once | late)))

    def teardown(self) -> None:
        with self.open:
            for phone in map(self.shop.customer, CUSTOMERS):
                for live in phone.live:
                    live.hang_up()
            for email in AGENTS:
                self.shop.goes_off(email)
            self.passes("all go home", 60)

    # --- who is where ---

    def callbacks(self) -> list[Any]:
        return [row for row in self.shop.rows("callback") if row.status not in OVER]

    def on_the_line(self) -> list[Phone]:
        return [phone for phone in map(self.shop.customer, CUSTOMERS) if phone.live]

    def rung(self, numbers: tuple[str, ...]) -> list[Phone]:
        return [phone for phone in map(self.shop.customer, numbers) if phone.ringing]

    def rung_agents(self) -> list[Phone]:
        return [phone for phone in map(self.shop.phone_of, AGENTS) if phone.ringing]

    def _take(self, phone: Phone, do: str) -> None:
        """Answer and press a key, answer and say nothing, or decline."""
        with contextlib.suppress(PhoneError):  # the other side hung up in the same breath
            if do == "decline":
                phone.decline()
                return
            phone.answer()
            self.shop.clock.advance(1)
            if do and phone.live:
                phone.press(do)


def _pick(things: list[Any], which: int) -> Any:
    return things[which % len(things)]


def _never(shop: World) -> Iterator[str]:
    """What may not be so for one moment; each begins with an exclamation mark."""
    live = Counter(
        call.to_number
        for call in shop.carrier.calls.values()
        if call.direction is Direction.OUTBOUND_API
        and not call.status.is_final
        and call.to_number in CUSTOMERS
    )
    for number, count in live.items():
        if count > 1:
            yield f"! {number} is dialled {count} times at once"
    rows = shop.rows("callback")
    asked = Counter((row.customer_number, row.department_key) for row in rows if row.status not in OVER)
    for (number, _), count in asked.items():
        if count > 1:
            yield f"! {number} has {count} open callbacks"
    promises = Counter(row.callback_id for row in shop.rows("promise") if row.state == "open")
    for row in rows:
        if promises[row.id] > 1:
            yield f"! {row.customer_number} has {promises[row.id]} open promises"
        if promises[row.id] and row.status in OVER:
            yield f"! a callback is {row.status}, and its promise is open"
    for fault in double_dials(shop):
        yield f"! {fault}"


def _lasting(shop: World) -> Iterator[str]:
    """What may be so for a moment, until the errands of a commit are carried out."""
    callbacks = {row.id: row for row in shop.rows("callback")}
    calls = shop.rows("call")
    ended = {row.id for row in calls if row.status == "ended"}
    talks = {
        row.callback_id for row in calls if row.status == "talking"
    }  # one that is done may still be talking
    for row in shop.rows("reservation"):
        found = callbacks.get(row.callback_id)
        waits = found is not None and found.status in OVER | {"waiting"} and found.id not in talks
        if row.state != "released" and (waits or row.call_id in ended):
            yield f"an agent is held for nobody ({row.id})"
    promises = {row.callback_id for row in shop.rows("promise") if row.state == "open"}
    for row in callbacks.values():
        if row.status == "waiting" and row.id not in promises:
            yield f"a callback waits without a promise ({row.id})"


@contextmanager
def _shop(database: str) -> Iterator[World]:
    with empty_database(database) as url:
        store = Store(url)
        try:
            with world(store) as shop:
                yield shop
        finally:
            store.close()


def play(plan: Plan) -> list[Figure]:
    days, steps = SMALL if plan.small else LARGE

    class Day(CallbackDay):
        database = plan.database
        steps: ClassVar[Counter[str]] = Counter()

    how = settings(
        max_examples=days,
        stateful_step_count=steps,
        deadline=None,
        database=None,
        phases=[Phase.generate] if plan.small else [Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    broken = []
    try:
        run_state_machine_as_test(seed(plan.seed)(Day), settings=how)
    except Exception as fault:  # noqa: BLE001 - whatever broke it is the figure
        notes = "\n".join(getattr(fault, "__notes__", []))
        broken.append(f"{type(fault).__name__}: {fault}\n{notes}")
    return [told("steps", Day.steps.total(), str(dict(Day.steps))), none_of("rules broken", broken)]
