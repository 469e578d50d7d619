"""Whatever people do on the floor, in whatever order: nobody is forgotten, held for nothing, or left alone.

CI plays a few floors, the same each time. HOTLINE_TEST_FLOORS=300 plays so many others.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from app.phone_simulator.phones import Phone
from call_routing.people.agent_status import AgentStatus, choose_status, end_wrap_up
from call_routing.talking.consulting import (
    cancel_consult,
    consult,
    hold_customer,
    join_three,
    unhold_customer,
)
from call_routing.talking.supervision import Mode, stop_watching, watch
from call_routing.talking.talk import end_talk
from call_routing.talking.transfers import complete_transfer, transfer_blind
from tests.stories.empty_shop import empty_shop
from tests.stories.floor_watch import FloorWatch
from tests.stories.moment import hang_up, nobody_is_left_over
from tests.stories.world import DIRECT, MAIN
from ticket_store.engine import Transaction
from ticket_store.line import Line

LEAD = "lead@sowa.example"
AGENTS = ("anna@sowa.example", "borys@sowa.example", LEAD)
CUSTOMERS = tuple(f"+4850100000{number}" for number in range(4))
FLOORS = int(os.environ.get("HOTLINE_TEST_FLOORS", "0"))
REST = timedelta(seconds=40)

agents, customers, some = st.sampled_from(AGENTS), st.sampled_from(CUSTOMERS), st.integers(0, 5)
breaths = st.sampled_from([0.0, 0.02, 0.5, 1.0, 3.0])
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Talk:
    """A talk, and what it takes to do something in it."""

    tx: Transaction
    line: Line
    call_id: str
    agent_id: str
    now: datetime


def pick(things: Sequence[Thing], which: int) -> Thing:
    return things[which % len(things)]


class Floor(RuleBasedStateMachine):
    """Four customers and three agents, who do as they please, in the same breath or a little later."""

    def __init__(self) -> None:
        super().__init__()
        self.open = ExitStack()
        self.shop = self.open.enter_context(empty_shop())
        self.watch = FloorWatch(self.shop)

    @initialize(on=st.sampled_from([AGENTS, AGENTS, AGENTS, AGENTS[:2], AGENTS[:1]]), talks=st.integers(0, 2))
    def begins(self, on: tuple[str, ...], talks: int) -> None:
        self.shop.comes_on(*on)
        for number in CUSTOMERS[:talks]:
            self.a_talk_begins(number)

    @rule(number=customers)
    def a_talk_begins(self, number: str) -> None:
        """Where somebody is free; else one more waits."""
        self.customer_dials(number, DIRECT, 1.0)
        if self.rung():
            self.agent_answers(0, "1", 1.0, 1.0)

    # --- customers ---

    @rule(number=customers, did=st.sampled_from([DIRECT, DIRECT, MAIN]), then=breaths)
    def customer_dials(self, number: str, did: str, then: float) -> None:
        customer = self.shop.customer(number)
        if customer.live or customer.ringing:
            return
        call = customer.dial(did)
        if did == MAIN:
            self.passes(0.5)
            if customer.live:
                call.press("1")
        self.passes(then)

    @precondition(lambda self: self.on_the_line())
    @rule(which=some, then=breaths)
    def customer_hangs_up(self, which: int, then: float) -> None:
        hang_up(pick(self.on_the_line(), which))
        self.passes(then)

    @precondition(lambda self: self.on_the_line())
    @rule(which=some, key=st.sampled_from(["1", "2", "3", "9", "*"]))
    def customer_presses(self, which: int, key: str) -> None:
        pick(self.on_the_line(), which).press(key)

    @precondition(lambda self: any(self.shop.customer(number).ringing for number in CUSTOMERS))
    @rule(key=st.sampled_from(["1", "1", ""]))
    def customer_answers_a_callback(self, key: str) -> None:
        customer = next(phone for phone in map(self.shop.customer, CUSTOMERS) if phone.ringing)
        customer.answer()
        self.passes(1)
        if key and customer.live:
            customer.press(key)

    # --- agents ---

    @rule(email=agents, status=st.sampled_from([*AgentStatus, AgentStatus.AVAILABLE, AgentStatus.AVAILABLE]))
    def agent_chooses(self, email: str, status: AgentStatus) -> None:
        agent, now = self.shop.agent(email), self.shop.clock.now
        self.shop.store.write(lambda tx: choose_status(tx, agent.id, status, now, actor=email))

    @precondition(lambda self: self.rung())
    @rule(
        which=some, key=st.sampled_from(["1", "1", "1", "1", "1", "2", "5", ""]), after=breaths, then=breaths
    )
    def agent_answers(self, which: int, key: str, after: float, then: float) -> None:
        """1 accepts, 2 declines, 5 means nothing; without a key it was a voicemail."""
        phone = pick(self.rung(), which)
        phone.answer()
        self.passes(after)
        if key and phone.live:
            phone.press(key)
        self.passes(then)

    @precondition(lambda self: self.rung())
    @rule(which=some)
    def agent_declines_the_ringing(self, which: int) -> None:
        pick(self.rung(), which).decline()

    @precondition(lambda self: self.agents_on_the_line())
    @rule(which=some, then=breaths)
    def agents_line_drops(self, which: int, then: float) -> None:
        hang_up(pick(self.agents_on_the_line(), which))
        self.passes(then)

    @precondition(lambda self: self.agents_on_the_line())
    @rule(which=some)
    def agent_presses_star(self, which: int) -> None:
        pick(self.agents_on_the_line(), which).press("*")

    @rule(email=agents)
    def agent_ends_wrap_up(self, email: str) -> None:
        agent = self.shop.agent(email)
        self.shop.store.write(lambda tx: end_wrap_up(tx, agent.id, self.shop.clock.now))

    # --- in the talk ---

    @precondition(lambda self: self.somebody_talks())
    @rule(which=some)
    def agent_ends_at_the_desk(self, which: int) -> None:
        self._in_a_talk(which, lambda talk: end_talk(talk.tx, talk.call_id, talk.now))

    @precondition(lambda self: self.somebody_talks())
    @rule(which=some, held=st.booleans(), then=breaths)
    def agent_holds(self, which: int, held: bool, then: float) -> None:
        turn = hold_customer if held else unhold_customer
        self._in_a_talk(which, lambda talk: turn(talk.tx, talk.call_id, talk.now))
        self.passes(then)

    @precondition(lambda self: self.somebody_talks())
    @rule(which=some, colleague=agents, then=breaths)
    def agent_asks_a_colleague(self, which: int, colleague: str, then: float) -> None:
        """The colleague mostly comes."""
        other = self.shop.agent(colleague).id
        self._in_a_talk(
            which,
            lambda talk: consult(talk.tx, talk.line, talk.call_id, talk.agent_id, talk.now, agent_id=other),
        )
        self.passes(then)
        phone = self.shop.phone_of(colleague)
        if then and phone.ringing:
            phone.answer()
            self.passes(then)
            if phone.live:
                phone.press("1")
                self.passes(then)

    @precondition(lambda self: self.somebody_talks())
    @rule(which=some, turn=st.sampled_from([cancel_consult, join_three, complete_transfer]), then=breaths)
    def agent_goes_on_with_the_colleague(self, which: int, turn: Callable[..., bool], then: float) -> None:
        self._in_a_talk(which, lambda talk: turn(talk.tx, talk.line, talk.call_id, talk.now))
        self.passes(then)

    @precondition(lambda self: self.somebody_talks())
    @rule(which=some, to=st.sampled_from(["orders", "complaints", *AGENTS]))
    def agent_passes_on(self, which: int, to: str) -> None:
        target = {"agent_id": self.shop.agent(to).id} if to in AGENTS else {"department_key": to}
        self._in_a_talk(
            which,
            lambda talk: transfer_blind(talk.tx, talk.line, talk.call_id, talk.agent_id, talk.now, **target),
        )

    @precondition(lambda self: self.somebody_talks())
    @rule(which=some, mode=st.sampled_from([None, *Mode]), then=breaths)
    def lead_watches(self, which: int, mode: Mode | None, then: float) -> None:
        lead = self.shop.agent(LEAD)

        def act(talk: Talk) -> None:
            if mode is None:
                stop_watching(talk.tx, lead.id, talk.now, actor=LEAD)
            else:
                watch(talk.tx, talk.line, lead.id, talk.call_id, mode, talk.now, actor=LEAD)

        self._in_a_talk(which, act)
        self.passes(then)

    # --- time ---

    @rule(seconds=st.sampled_from([0.02, 0.2, 1.0, 3.0, 3.0, 10.0, 30.0]))
    def passes(self, seconds: float) -> None:
        """Time, looked at every second."""
        while seconds > 0:
            step = min(seconds, 1.0)
            self.shop.clock.advance(step)
            self.watch.look()
            seconds -= step

    # --- the end ---

    def teardown(self) -> None:
        """All go home; then nothing may be left over."""
        try:
            for email in AGENTS:
                self.shop.goes_off(email)
            for phone in self._phones():
                hang_up(phone)
            self.passes(REST.total_seconds())
            for phone in self._phones():  # a customer may have been rung back just then
                hang_up(phone)
            self.passes(REST.total_seconds())
            nobody_is_left_over(self.shop)
            self.shop.nothing_wrong()
        finally:
            self.open.close()

    # --- who there is ---

    def on_the_line(self) -> list[Phone]:
        return [phone for phone in map(self.shop.customer, CUSTOMERS) if phone.live]

    def rung(self) -> list[Phone]:
        return [phone for phone in map(self.shop.phone_of, AGENTS) if phone.ringing]

    def agents_on_the_line(self) -> list[Phone]:
        return [phone for phone in map(self.shop.phone_of, AGENTS) if phone.live]

    def somebody_talks(self) -> bool:
        return any(room.status == "in-progress" for room in self.shop.carrier.conferences.values())

    def _in_a_talk(self, which: int, act: Callable[[Talk], object]) -> None:
        """Do something in one of the talks, as the agent who leads it."""
        calls = {row.id for row in self.shop.rows("call") if row.status == "talking"}
        led = [
            row
            for row in self.shop.rows("reservation")
            if row.state == "accepted" and row.purpose == "answer" and row.call_id in calls
        ]
        if led:
            held, line, now = pick(led, which), self.shop.desk.lines.line(), self.shop.clock.now
            self.shop.store.write(lambda tx: act(Talk(tx, line, held.call_id, held.agent_id, now)))

    def _phones(self) -> Iterator[Phone]:
        yield from (self.shop.customer(number) for number in CUSTOMERS)
        yield from (self.shop.phone_of(email) for email in AGENTS)


TestFloor = Floor.TestCase
TestFloor.settings = settings(
    max_examples=FLOORS or 3,
    stateful_step_count=60 if FLOORS else 40,
    derandomize=not FLOORS,
    phases=[Phase.generate, *([Phase.shrink] if FLOORS else [])],  # making a failure small takes minutes
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
