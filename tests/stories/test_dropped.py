"""The agent's line drops without "end": one sentence, the front of the queue, the same agent."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from http import HTTPStatus

import pytest
from flask import Response, request

from app.phone_simulator.chaos import Chaos
from call_routing.people.agent_status import AgentStatus, choose_next_status
from tests.stories.in_the_talk import ANNA, BORYS, LEAD, end, talking
from tests.stories.world import BASE, DIRECT, World, world
from ticket_store.engine import Store
from ticket_store.work_in_hand import Stage, current_work

GONE = "połączenie urwało się po naszej stronie"


def wish_for(shop: World, email: str, status: AgentStatus) -> None:
    """What the agent chooses at the desk during a talk."""
    agent_id = shop.agent(email).id
    shop.store.write(lambda tx: choose_next_status(tx, agent_id, status))


def test_the_customer_is_told_and_is_first_in_the_queue_and_the_same_agent_is_rung(shop: World) -> None:
    anna, call, borys = talking(shop)
    borys.behave("ignore")
    before = shop.only("call")
    shop.customer("+48501000001").dial(DIRECT)  # somebody else waits
    anna.hang_up()
    shop.clock.advance(4)
    assert any(GONE in said for said in call.phone.heard)
    row = shop.rows("call")[0]
    assert (row.status, row.arrived_at) == ("waiting", before.arrived_at)
    assert row.ranks_at <= before.arrived_at - timedelta(hours=1)
    assert (row.queued_at, row.answered_at) == (before.queued_at, before.answered_at)
    assert row.waiting_since == row.talk_ended_at
    dropped = shop.rows("reservation")[0]
    assert (dropped.state, dropped.cause) == ("released", "dropped")
    assert shop.agent(ANNA).wrap_up_until is None
    shop.clock.advance_until(lambda: shop.rows("call")[0].status == "talking", limit_s=60)
    assert shop.rows("call")[0].agent_id == shop.agent(ANNA).id
    assert shop.rows("ticket")[0].people == 1
    call.hang_up()
    shop.clock.advance(3)
    assert shop.rows("call")[0].outcome == "answered"
    assert shop.agent(ANNA).wrap_up_until is not None
    shop.nothing_wrong()


def test_a_customer_who_was_done_hangs_up_and_nobody_is_rung(shop: World) -> None:
    anna, call, borys = talking(shop)
    anna.hang_up()
    shop.clock.advance(3)
    call.hang_up()
    shop.clock.advance(30)
    assert (shop.only("call").status, shop.only("call").outcome) == ("ended", "answered")
    assert len(shop.rows("reservation")) == 1
    assert not anna.ringing
    assert not borys.ringing
    shop.nothing_wrong()


def test_an_agent_who_hung_up_first_has_time_for_notes_once_the_customer_hangs_up_too(shop: World) -> None:
    anna, call, borys = talking(shop)
    wish_for(shop, ANNA, AgentStatus.AWAY)
    anna.hang_up()
    shop.clock.advance(8)
    call.hang_up()
    shop.clock.advance(3)
    left = shop.agent(ANNA)
    assert left.wrap_up_until is not None
    assert (left.chosen_status, left.next_status) == ("away", None)
    assert shop.store.read(lambda db: current_work(db, left.id, shop.clock.now)).stage is Stage.WRAP_UP
    shop.clock.advance(90)
    assert shop.rows("handling")
    assert not borys.live


def test_an_agent_whose_customer_talks_with_a_colleague_by_now_has_time_for_notes(shop: World) -> None:
    anna, call, _ = talking(shop)
    anna.behave("ignore")
    anna.hang_up()
    shop.clock.advance_until(lambda: shop.rows("call")[0].agent_id == shop.agent(BORYS).id, limit_s=90)
    assert shop.agent(ANNA).wrap_up_until is not None
    assert shop.agent(BORYS).wrap_up_until is None
    assert call.status == "in-progress"


@pytest.mark.parametrize("how", ["at the desk", "with star"])
def test_an_agent_who_ends_the_talk_says_goodbye(store: Store, how: str) -> None:
    with world(store) as shop:
        anna, call, _ = talking(shop)
        if how == "at the desk":
            assert end(shop)
        else:
            anna.press("*")
        shop.clock.advance(5)
        assert call.phone.heard[-1] == "Dziękujemy za rozmowę."
        assert shop.only("reservation").cause == "talked"
        assert (call.status, anna.live) == ("completed", [])
        shop.nothing_wrong()


def test_who_hangs_up_after_a_broken_line_and_calls_again_is_where_they_were(store: Store) -> None:
    with world(store) as shop:
        anna, call, borys = talking(shop)
        for phone in (anna, borys, shop.phone_of(LEAD)):
            phone.behave("ignore")
        anna.hang_up()
        shop.clock.advance(4)
        first = shop.only("call")
        call.hang_up()
        shop.clock.advance(5)
        shop.customer().dial(DIRECT)
        shop.clock.advance(12)
        before, again = shop.rows("call")
        assert (before.outcome, again.redial_of) == ("answered", first.id)
        assert again.arrived_at == first.arrived_at
        shop.nothing_wrong()


def test_an_agents_star_that_we_hear_of_late_is_a_goodbye_and_no_broken_line(store: Store) -> None:
    with world(store) as shop:
        shop.app.before_request(_SlowNews(shop, 1.5))
        anna, call, _ = talking(shop)
        anna.press("*")
        shop.clock.advance(6)
        assert call.phone.heard[-1] == "Dziękujemy za rozmowę."
        assert shop.only("reservation").cause == "talked"


@dataclass
class _SlowNews:
    """The carrier's word that the agent is out of the room is heard so many seconds late."""

    shop: World
    late_s: float
    is_told: bool = False

    def __call__(self) -> Response | None:
        if request.path != "/ivr/agent-left" or self.is_told:
            return None
        tell = partial(self._tell, request.full_path, request.get_data(), dict(request.headers))
        self.shop.clock.call_later(self.late_s, tell)
        return Response('<Response><Pause length="5"/></Response>', mimetype="text/xml")

    def _tell(self, path: str, body: bytes, headers: dict[str, str]) -> None:
        self.is_told = True
        told = self.shop.app.test_client().post(path, data=body, base_url=BASE, headers=headers)
        assert told.status_code == HTTPStatus.OK


@pytest.mark.parametrize("seed", range(3))
def test_events_that_are_lost_late_or_out_of_order_change_nothing(store: Store, seed: int) -> None:
    chaos = Chaos(duplicate=0.3, reorder=0.3, late=0.3, drop_non_final=0.5)
    with world(store, seed=seed, chaos=chaos) as shop:
        anna, call, borys = talking(shop)
        borys.behave("ignore")
        anna.behave("ignore")
        anna.hang_up()
        shop.clock.advance(5)
        assert any(GONE in said for said in call.phone.heard)
        assert shop.only("call").status == "waiting"
        assert shop.rows("reservation")[0].cause == "dropped"
        call.hang_up()
        shop.clock.advance(150)
        assert shop.only("call").outcome == "answered"
        assert {row.state for row in shop.rows("reservation")} == {"released"}


def test_in_a_callback_the_customer_is_at_the_front_too_and_is_not_rung_again(store: Store) -> None:
    with world(store) as shop:
        customer = shop.customer()
        asked = customer.dial(DIRECT)
        shop.clock.advance(15)
        asked.press("1")
        shop.clock.advance(70)
        anna, borys = shop.comes_on(ANNA, BORYS)
        for phone in (anna, borys, customer):
            phone.answer_after(2)
        shop.clock.advance_until(lambda: shop.only("callback").status == "talking", limit_s=120)
        shop.clock.advance(2)
        talked_with = anna if anna.live else borys
        talked_with.hang_up()
        shop.clock.advance(4)
        assert any(GONE in said for said in customer.heard)
        shop.clock.advance_until(lambda: shop.rows("call")[-1].status == "talking", limit_s=60)
        assert bool(talked_with.live)
        shop.clock.advance(5)
        customer.hang_up()
        shop.clock.advance(5)
        assert shop.only("callback").status == "done"
        assert shop.only("attempt").cause == "talked"
        assert len(shop.carrier.ledger.to(customer.address)) == 1
        shop.nothing_wrong()


def test_who_asks_to_be_rung_back_after_a_callback_that_broke_off_is_rung_back(store: Store) -> None:
    with world(store) as shop:
        customer = shop.customer()
        asked = customer.dial(DIRECT)
        shop.clock.advance(15)
        asked.press("1")
        shop.clock.advance(70)
        (anna,) = shop.comes_on(ANNA)
        for phone in (anna, customer):
            phone.answer_after(2)
        shop.clock.advance_until(lambda: shop.only("callback").status == "talking", limit_s=120)
        shop.clock.advance(2)
        anna.behave("ignore")
        anna.hang_up()
        shop.clock.advance(15)
        customer.live[0].press("1")
        shop.clock.advance(60)
        kept, anew = shop.rows("callback")
        assert (kept.status, anew.status) == ("done", "waiting")
        assert [row.state for row in shop.rows("promise")] == ["kept", "open"]
        assert not customer.live
        anna.answer_after(2)
        shop.comes_on(ANNA)
        shop.clock.advance_until(lambda: shop.rows("callback")[-1].status == "talking", limit_s=1200)
        shop.nothing_wrong()


def test_an_agent_hears_once_how_a_talk_is_ended(store: Store) -> None:
    with world(store) as shop:
        shop.comes_on(ANNA)[0].answer_after(2, then_press=None)
        shop.customer().dial(DIRECT)
        shop.clock.advance(40)
        heard = shop.phone_of(ANNA).heard
        assert heard.count("W rozmowie gwiazdka ją kończy.") == 1
        assert len(heard) == 3


def test_a_line_that_breaks_after_closing_time_still_leads_back_to_the_agent(store: Store) -> None:
    with world(store, start=datetime(2026, 3, 3, 15, 59, 40, tzinfo=UTC)) as shop:
        anna, call, borys = talking(shop)
        borys.behave("ignore")
        shop.clock.advance(60)
        assert shop.clock.now > datetime(2026, 3, 3, 16, 0, tzinfo=UTC)  # 17:00 in Warsaw
        anna.hang_up()
        shop.clock.advance(15)
        assert (shop.only("call").status, shop.only("call").agent_id) == ("talking", shop.agent(ANNA).id)
        call.hang_up()
