"""Whatever people do on the floor, in whatever order: nobody is forgotten, held for nothing, or left alone.

CI plays a few floors, the same each time. HOTLINE_TEST_FLOORS=300 plays so many others.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from app.phone_simulator.phones import Phone
from call_routing.agent_status import AgentStatus, choose_status, end_wrap_up
from call_routing.supervision import Mode, stop_watching, watch
from call_routing.talk import end_talk
from call_routing.transfers import (
    cancel_consult,
    complete_transfer,
    consult,
    hold_customer,
    join_three,
    transfer_blind,
    unhold_customer,
)
from tests.stories.floor_watch import FloorWatch
from tests.stories.moment import nobody_is_left_over
from tests.stories.world import DIRECT, MAIN, World, world
from ticket_store.engine import Store, Transaction
from ticket_store.line import Line
from ticket_store.schema import metadata

LEAD = "lead@sowa.example"
AGENTS = ("anna@sowa.example", "borys@sowa.example", LEAD)
CUSTOMERS = tuple(f"+4850100000{number}" for number in range(4))
FLOORS = int(os.environ.get("HOTLINE_TEST_FLOORS", "0"))
REST = timedelta(seconds=40)
IN_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a disk would take half of the time

agents, customers = st.sampled_from(AGENTS), st.sampled_from(CUSTOMERS)


@contextmanager
def empty_shop() -> Iterator[World]:
    with TemporaryDirectory(dir=IN_MEMORY) as folder:
        store = Store(f"sqlite:///{folder}/floor.sqlite3")
        metadata.create_all(store.engine)
        try:
            with world(store) as shop:
                yield shop
        finally:
            store.close()


class Floor(RuleBasedStateMachine):
    """Four customers and three agents, who do as they please."""

    def __init__(self) -> None:
        super().__init__()
        self.open = ExitStack()
        self.shop = self.open.enter_context(empty_shop())
        self.watch = FloorWatch(self.shop)

    @initialize(on=st.lists(agents, unique=True, max_size=3))
    def begins(self, on: list[str]) -> None:
        self.shop.comes_on(*on)

    # --- customers ---

    @rule(number=customers, did=st.sampled_from([DIRECT, DIRECT, MAIN]))
    def customer_dials(self, number: str, did: str) -> None:
        customer = self.shop.customer(number)
        if customer.live or customer.ringing:
            return
        call = customer.dial(did)
        if did == MAIN:
            self.passes(0.5)
            if customer.live:
                call.press("1")

    @rule(number=customers)
    def customer_hangs_up(self, number: str) -> None:
        hang_up(self.shop.customer(number))

    @rule(number=customers, key=st.sampled_from(["1", "2", "9"]))
    def customer_presses(self, number: str, key: str) -> None:
        customer = self.shop.customer(number)
        if customer.live:
            customer.press(key)

    @rule(number=customers, key=st.sampled_from(["1", "1", ""]))
    def customer_answers_a_callback(self, number: str, key: str) -> None:
        customer = self.shop.customer(number)
        if customer.ringing:
            customer.answer()
            self.passes(1)
            if key and customer.live:
                customer.press(key)

    # --- agents ---

    @rule(email=agents, status=st.sampled_from([*AgentStatus, AgentStatus.AVAILABLE]))
    def agent_chooses(self, email: str, status: AgentStatus) -> None:
        self.shop.store.write(
            lambda tx: choose_status(tx, self.shop.agent(email).id, status, self.shop.clock.now, actor=email)
        )

    @rule(
        email=agents,
        key=st.sampled_from(["1", "1", "1", "1", "2", "5", ""]),
        after=st.sampled_from([0.0, 1.0]),
    )
    def agent_answers(self, email: str, key: str, after: float) -> None:
        """1 accepts, 2 declines, 5 means nothing; without a key it was a voicemail."""
        phone = self.shop.phone_of(email)
        if phone.ringing:
            phone.answer()
            if after:
                self.passes(after)
            if key and phone.live:
                phone.press(key)

    @rule(email=agents)
    def agent_declines_the_ringing(self, email: str) -> None:
        phone = self.shop.phone_of(email)
        if phone.ringing:
            phone.decline()

    @rule(email=agents)
    def agents_line_drops(self, email: str) -> None:
        hang_up(self.shop.phone_of(email))

    @rule(email=agents)
    def agent_ends_at_the_desk(self, email: str) -> None:
        self._in_the_talk(email, lambda tx, _line, call_id, now: end_talk(tx, call_id, now))

    # --- in the talk ---

    @rule(email=agents, held=st.booleans())
    def agent_holds(self, email: str, held: bool) -> None:
        turn = hold_customer if held else unhold_customer
        self._in_the_talk(email, lambda tx, _line, call_id, now: turn(tx, call_id, now))

    @rule(email=agents, colleague=agents)
    def agent_asks_a_colleague(self, email: str, colleague: str) -> None:
        me, other = self.shop.agent(email).id, self.shop.agent(colleague).id
        self._in_the_talk(
            email, lambda tx, line, call_id, now: consult(tx, line, call_id, me, now, agent_id=other)
        )

    @rule(
        email=agents, then=st.sampled_from([cancel_consult, join_three, complete_transfer, complete_transfer])
    )
    def agent_goes_on_with_the_colleague(self, email: str, then: Callable[..., bool]) -> None:
        self._in_the_talk(email, then)

    @rule(email=agents, to=st.sampled_from(["orders", "complaints", *AGENTS]))
    def agent_passes_on(self, email: str, to: str) -> None:
        me = self.shop.agent(email).id
        target = {"agent_id": self.shop.agent(to).id} if to in AGENTS else {"department_key": to}
        self._in_the_talk(
            email, lambda tx, line, call_id, now: transfer_blind(tx, line, call_id, me, now, **target)
        )

    @rule(mode=st.sampled_from([None, *Mode]))
    def lead_watches(self, mode: Mode | None) -> None:
        lead, line, now = self.shop.agent(LEAD), self.shop.desk.lines.line(), self.shop.clock.now
        talks = [row.id for row in self.shop.rows("call") if row.status == "talking"]
        if mode is None:
            self.shop.store.write(lambda tx: stop_watching(tx, lead.id, now, actor=LEAD))
        elif talks:
            self.shop.store.write(lambda tx: watch(tx, line, lead.id, talks[0], mode, now, actor=LEAD))

    @rule(email=agents)
    def agent_ends_wrap_up(self, email: str) -> None:
        self.shop.store.write(lambda tx: end_wrap_up(tx, self.shop.agent(email).id, self.shop.clock.now))

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

    def _in_the_talk(self, email: str, act: Callable[[Transaction, Line, str, datetime], object]) -> None:
        """Do something in the talk that this agent leads, where there is one."""
        agent, line, now = self.shop.agent(email), self.shop.desk.lines.line(), self.shop.clock.now
        leads = {
            row.call_id
            for row in self.shop.rows("reservation")
            if row.agent_id == agent.id and row.state == "accepted" and row.purpose == "answer"
        }
        for call in self.shop.rows("call"):
            if call.id in leads and call.status == "talking":
                self.shop.store.write(lambda tx, call_id=call.id: act(tx, line, call_id, now))

    def _phones(self) -> Iterator[Phone]:
        yield from (self.shop.customer(number) for number in CUSTOMERS)
        yield from (self.shop.phone_of(email) for email in AGENTS)


def hang_up(phone: Phone) -> None:
    for call in phone.live:
        call.hang_up()


TestFloor = Floor.TestCase
TestFloor.settings = settings(
    max_examples=FLOORS or 10,
    stateful_step_count=60 if FLOORS else 40,
    derandomize=not FLOORS,
    phases=[Phase.generate, *([Phase.shrink] if FLOORS else [])],  # making a failure small takes minutes
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
