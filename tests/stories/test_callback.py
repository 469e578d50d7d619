"""A promise to ring back: asked for with a key, kept by the agent first and then the customer."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.conftest import DATABASES
from tests.stories.world import DIRECT, World, world
from ticket_store.engine import Store

ANNA, BORYS = "anna@sowa.example", "borys@sowa.example"


def ask(shop: World, number: str = "+48501234567") -> None:
    """A caller waits behind a busy agent and presses 1."""
    call = shop.customer(number).dial(DIRECT)
    shop.clock.advance(10)
    call.press("1")
    shop.clock.advance(40)  # the promise, the keys that change it, and a moment to press one
    assert call.status == "completed"


@pytest.mark.parametrize("database", DATABASES, indirect=True)
def test_a_key_in_the_queue_becomes_a_callback_that_is_carried_out(shop: World) -> None:
    (anna,) = shop.comes_on(ANNA)
    anna.behave("ignore")
    customer = shop.customer()
    ask(shop)
    callback = shop.only("callback")
    assert callback.arrived_at == shop.only("call").started_at
    assert any("Oddzwonimy" in said or "oddzwonimy" in said for said in customer.heard)
    anna.answer_after(2)
    customer.answer_after(4)
    shop.clock.advance_until(lambda: shop.only("callback").status == "talking", limit_s=200)
    assert shop.only("promise").state == "kept"
    shop.clock.advance(30)
    customer.hang_up()
    shop.clock.advance(5)
    assert shop.only("callback").status == "done"
    assert shop.only("attempt").cause == "talked"
    assert [row.outcome for row in shop.rows("call")] == ["callback", "answered"]
    assert shop.only("ticket").people == 1
    shop.nothing_wrong()


def test_no_customer_is_rung_before_an_agent_has_accepted(shop: World) -> None:
    (anna,) = shop.comes_on(ANNA)
    anna.behave("ignore")
    ask(shop)
    shop.clock.advance(300)
    assert shop.rows("attempt") == []
    assert all(dial.to_number != "+48501234567" for dial in shop.carrier.ledger.dials)


@pytest.mark.parametrize(
    ("behaviour", "cause", "again"),
    [("busy", "busy", 5), ("ignore", "no_answer", 30), ("voicemail", "machine", 120)],
)
def test_each_cause_has_its_own_time_for_the_next_attempt(
    shop: World, behaviour: str, cause: str, again: int
) -> None:
    (anna,) = shop.comes_on(ANNA)
    anna.behave("ignore")
    ask(shop)
    anna.answer_after(2)
    shop.customer().behave(behaviour)
    shop.clock.advance_until(lambda: any(row.cause == cause for row in shop.rows("attempt")), limit_s=400)
    ended = shop.only("attempt").ended_at
    callback = shop.only("callback")
    assert callback.status == "waiting"
    assert callback.due_at - ended == timedelta(minutes=again)
    shop.clock.advance(15)
    assert not anna.live  # told and let go
    assert {row.state for row in shop.rows("reservation")} == {"released"}
    shop.nothing_wrong()


def test_after_the_last_attempt_it_is_given_up_and_the_promise_counts_as_broken(shop: World) -> None:
    (anna,) = shop.comes_on(ANNA)
    anna.behave("ignore")
    ask(shop)
    anna.answer_after(2)
    shop.customer().behave("busy")
    shop.clock.advance(1500)
    callback = shop.only("callback")
    assert (callback.status, callback.attempts, callback.reason) == ("gave_up", 3, "busy")
    assert shop.rows("promise")[-1].state == "broken"
    assert len([dial for dial in shop.carrier.ledger.dials if dial.to_number == "+48501234567"]) == 3


def test_asking_twice_is_one_callback(shop: World) -> None:
    (anna,) = shop.comes_on(ANNA)
    anna.behave("ignore")
    ask(shop)
    ask(shop)
    assert len(shop.rows("callback")) == 1


def test_a_customer_who_gets_through_by_calling_is_not_rung_as_well(shop: World) -> None:
    (anna,) = shop.comes_on(ANNA)
    anna.behave("ignore")
    ask(shop)
    anna.answer_after(1)
    shop.customer().dial(DIRECT)
    shop.clock.advance(400)
    assert (shop.only("callback").status, shop.only("promise").state) == ("done", "kept")
    assert all(dial.to_number != "+48501234567" for dial in shop.carrier.ledger.dials)


def test_a_callback_asked_for_when_closed_is_promised_for_the_opening_and_rung_then(store: Store) -> None:
    evening = datetime(2026, 3, 3, 19, 0, tzinfo=UTC)
    with world(store, start=evening) as shop:
        anna, customer = shop.comes_on(ANNA)[0], shop.customer()
        call = customer.dial(DIRECT)
        shop.clock.advance(20)
        assert any("jutro od ósmej trzydzieści" in said for said in customer.hears())
        call.press("1")
        shop.clock.advance(30)
        assert any("jutro" in said for said in customer.hears())
        assert shop.only("call").outcome == "callback"
        assert shop.only("callback").due_at == datetime(2026, 3, 4, 7, 30, tzinfo=UTC)
        anna.answer_after(2)
        customer.answer_after(2)
        shop.clock.jump_to(datetime(2026, 3, 4, 7, 29, 50, tzinfo=UTC))
        shop.clock.advance(5)
        assert shop.carrier.ledger.dials == []
        shop.clock.advance_until(lambda: shop.only("callback").status == "talking", limit_s=120)
        shop.nothing_wrong()


def test_without_any_bell_the_sweeper_does_the_same_work(store: Store) -> None:
    with world(store, with_bell=False) as shop:
        anna, customer = shop.comes_on(ANNA)[0], shop.customer()
        anna.behave("ignore")
        ask(shop)
        anna.answer_after(2)
        customer.answer_after(2)
        shop.clock.advance_until(lambda: shop.only("callback").status == "talking", limit_s=200)
        shop.nothing_wrong()


def test_an_agent_who_leaves_while_the_customer_is_rung_does_not_leave_them_alone(shop: World) -> None:
    anna, borys = shop.comes_on(ANNA, BORYS)
    anna.behave("ignore")
    borys.behave("ignore")
    ask(shop)
    anna.answer_after(2)
    shop.clock.advance_until(lambda: bool(shop.customer().ringing), limit_s=200)
    anna.hang_up()
    borys.answer_after(2)
    shop.clock.advance(2)
    assert not shop.customer().ringing
    shop.customer().answer_after(2)
    shop.clock.advance_until(lambda: shop.only("callback").status == "talking", limit_s=400)
    assert shop.only("callback").agent_id is not None


def test_a_promise_that_nobody_kept_is_reported_broken_and_another_takes_its_place(shop: World) -> None:
    (anna,) = shop.comes_on(ANNA)
    anna.behave("ignore")
    ask(shop)
    shop.goes_off(ANNA)
    shop.clock.jump_to(shop.clock.now + timedelta(seconds=2600))
    shop.clock.advance(4)
    assert [row.state for row in shop.rows("promise")] == ["broken", "open"]
    assert shop.only("callback").status == "waiting"
