"""One agent at a desk, who does as they please: never stuck, and never offered anything where they should not be.

The agent is rung in the browser, so that chosen status and reachable come apart. CI plays a few days.
"""

from contextlib import ExitStack
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from call_routing.people.agent_status import (
    AgentStatus,
    choose_next_status,
    choose_status,
    end_wrap_up,
    extend_wrap_up,
)
from call_routing.people.presence import beat
from tests.stories.empty_shop import empty_shop
from tests.stories.moment import hang_up
from tests.stories.world import DIRECT
from ticket_store.engine import Bell, Transaction

LEAD = "lead@sowa.example"
BEAT_EVERY_S = 10.0
CUSTOMERS = tuple(f"+4850100000{number}" for number in range(3))
statuses = st.sampled_from([*AgentStatus, AgentStatus.AVAILABLE, AgentStatus.AVAILABLE])


class Watching:
    """After each commit: every new offer is to an agent who may be offered one at this moment."""

    def __init__(self, inner: Bell, day: "AgentDay") -> None:
        self._inner, self._day = inner, day
        self._seen: set[str] = set()

    def ring(self, outbox: tuple[str, ...], topics: frozenset[str]) -> None:
        shop = self._day.shop
        me, now = self._day.me(), shop.clock.now
        for offer in shop.rows("reservation"):
            if offer.id in self._seen:
                continue
            self._seen.add(offer.id)
            assert (me.chosen_status, me.reachable) == ("available", True), me
            assert me.wrap_up_until is None or me.wrap_up_until <= now, me
            assert me.not_before_at is None or me.not_before_at <= now, me
        self._inner.ring(outbox, topics)


class AgentDay(RuleBasedStateMachine):
    """Only the team lead works today; the desk is open until it is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open = ExitStack()
        self.shop = self.open.enter_context(empty_shop())
        self.desk_is_open = True
        self.id = self.shop.agent(LEAD).id
        self.shop.store.bell = Watching(self.shop.store.bell, self)
        self._beat()

    def me(self) -> Any:
        return next(row for row in self.shop.rows("agent") if row.id == self.id)

    def _beat(self) -> None:
        """As the tab that leads: every 10 s, for as long as the desk is open."""
        if self.desk_is_open:
            self.do(lambda tx, now: beat(tx, self.id, now))
        self.shop.clock.call_later(BEAT_EVERY_S, self._beat)

    def do(self, work: Any) -> None:
        self.shop.store.write(lambda tx: work(tx, self.shop.clock.now))

    # --- the agent ---

    @rule(status=statuses, at_desk=st.booleans())
    def chooses(self, status: AgentStatus, at_desk: bool) -> None:
        """Here, or through the API."""
        at_desk = at_desk and self.desk_is_open

        def choose(tx: Transaction, now: Any) -> None:
            choose_status(tx, self.id, status, now, actor=LEAD if at_desk else "api: board", at_desk=at_desk)

        self.do(choose)
        assert self.me().status_reason == (None if at_desk else "set_by:api: board")

    @rule(status=st.sampled_from([None, *AgentStatus]))
    def wishes_for_after_the_call(self, status: AgentStatus | None) -> None:
        talks = any(row.state == "accepted" for row in self.shop.rows("reservation"))
        if talks:
            self.do(lambda tx, _now: choose_next_status(tx, self.id, status))

    @rule(seconds=st.sampled_from([0, 60]))
    def goes_on_or_takes_more_time(self, seconds: int) -> None:
        if seconds:
            self.do(lambda tx, now: extend_wrap_up(tx, self.id, now, timedelta(seconds=seconds)))
        else:
            self.do(lambda tx, now: end_wrap_up(tx, self.id, now))

    @rule(is_open=st.booleans())
    def closes_or_opens_the_desk(self, is_open: bool) -> None:
        self.desk_is_open = is_open

    @rule(key=st.sampled_from(["1", "1", "1", "2", ""]))
    def answers(self, key: str) -> None:
        phone = self.shop.phone_of(LEAD)
        if phone.ringing:
            phone.answer()
            self.passes(1)
            if key and phone.live:
                phone.press(key)
                self.passes(1)

    @rule()
    def hangs_up(self) -> None:
        hang_up(self.shop.phone_of(LEAD))

    # --- the others ---

    @rule(number=st.sampled_from(CUSTOMERS))
    def somebody_dials(self, number: str) -> None:
        customer = self.shop.customer(number)
        if not customer.live and not customer.ringing:
            customer.dial(DIRECT)

    @rule(number=st.sampled_from(CUSTOMERS))
    def somebody_leaves(self, number: str) -> None:
        hang_up(self.shop.customer(number))

    @rule(seconds=st.sampled_from([1, 4, 15, 35, 90]))
    def passes(self, seconds: int) -> None:
        """Time; whoever's desk has been silent for 30 s cannot be reached."""
        self.shop.clock.advance(seconds)
        me = self.me()
        if me.seen_at is not None and self.shop.clock.now - me.seen_at >= timedelta(seconds=30):
            assert not me.reachable, me

    # --- the end ---

    def teardown(self) -> None:
        """Everybody hangs up, the desk is opened again: the agent is what they chose, and rung if available."""
        try:
            for phone in [*map(self.shop.customer, CUSTOMERS), self.shop.phone_of(LEAD)]:
                hang_up(phone)
            self.desk_is_open = True
            self.passes(400)
            me = self.me()
            assert (me.reachable, me.wrap_up_until, me.not_before_at) == (True, None, None), me
            assert [row for row in self.shop.rows("reservation") if row.state != "released"] == []
            if me.chosen_status == "available":
                self.shop.customer("+48501000009").dial(DIRECT)
                self.passes(6)
                assert self.shop.phone_of(LEAD).ringing
            self.shop.nothing_wrong()
        finally:
            self.open.close()


TestAgentDay = AgentDay.TestCase
TestAgentDay.settings = settings(
    max_examples=4,
    stateful_step_count=25,
    derandomize=True,
    phases=[Phase.generate],  # making a failure small takes minutes
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
