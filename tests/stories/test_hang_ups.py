"""Somebody hangs up at the worst moment: between each webhook and its answer, while others act too.

CI plays every second or third of the longest ways. HOTLINE_TEST_MOMENTS=all plays every one. On PostgreSQL the bad
day (test_chaos.py) hangs up at random ones.
"""

import os

import pytest

from app.phone_simulator.phones import PhoneCall
from tests.stories.in_the_talk import complete, consult, in_the_room, talking
from tests.stories.moment import Moment, hang_up, nobody_is_left_over, take
from tests.stories.world import DIRECT, MAIN, World, world
from ticket_store.engine import Store

ANNA, BORYS = "anna@sowa.example", "borys@sowa.example"
CALLERS_WEBHOOKS, AGENTS_WEBHOOKS, CALLBACKS_WEBHOOKS, TRANSFERS_WEBHOOKS = 12, 12, 16, 10
ALL = os.environ.get("HOTLINE_TEST_MOMENTS") == "all"


def moments(webhooks: int, step: int) -> range:
    """Which of a way's webhooks are played, counted from 1."""
    return range(1, webhooks + 1, 1 if ALL else step)


def right_outcome(shop: World, call: PhoneCall) -> None:
    """What the store says is what happened on the line."""
    row = next(row for row in shop.rows("call") if row.sid == call.sid)
    if row.answered_at is not None:
        assert row.outcome == "answered"
    elif row.queued_at is not None:
        waited = (row.ended_at - row.queued_at).total_seconds()
        assert row.outcome == ("short_abandon" if waited < 5 else "abandoned")
    else:
        assert row.outcome == "left_in_menu"


@pytest.mark.parametrize("first", ["caller", "agent"])
@pytest.mark.parametrize("number", moments(CALLERS_WEBHOOKS, 2))
def test_a_caller_who_hangs_up_at_any_webhook_leaves_no_trace(store: Store, number: int, first: str) -> None:
    with world(store) as shop:
        moment, customer = Moment(shop), shop.customer()
        (anna,) = shop.comes_on(ANNA)
        anna.answer_after(4)

        def at_once() -> None:
            if first == "agent":
                take(anna)
            hang_up(customer)
            take(anna)

        moment.arm(number, at_once)
        call = customer.dial(MAIN)
        shop.clock.advance(2)
        if customer.live:
            call.press("1")
        shop.clock.advance_until(lambda: moment.came, limit_s=60)
        shop.clock.advance(8)  # an agent who is alone hears why
        nobody_is_left_over(shop)
        right_outcome(shop, call)
        assert not anna.live
        shop.nothing_wrong()


@pytest.mark.parametrize("number", moments(AGENTS_WEBHOOKS, 1))
def test_an_agent_who_hangs_up_at_any_webhook_leaves_nobody_alone(store: Store, number: int) -> None:
    with world(store) as shop:
        moment, customer = Moment(shop), shop.customer()
        anna, borys = shop.comes_on(ANNA, BORYS)
        anna.answer_after(3)
        borys.answer_after(3)
        moment.arm(number, lambda: hang_up(anna))
        call = customer.dial(DIRECT)
        shop.clock.advance(60)
        assert moment.came
        if customer.live:  # whoever still holds the line talks with somebody
            assert shop.only("call").status == "talking"
            assert len(anna.live + borys.live) == 1
            hang_up(customer)
        shop.clock.advance(5)
        nobody_is_left_over(shop)
        right_outcome(shop, call)
        shop.nothing_wrong()


@pytest.mark.parametrize("who", ["customer", "agent"])
@pytest.mark.parametrize("number", moments(CALLBACKS_WEBHOOKS, 2))
def test_a_callback_broken_off_at_any_webhook_is_done_or_tried_again(
    store: Store, number: int, who: str
) -> None:
    with world(store) as shop:
        moment, customer = Moment(shop), shop.customer()
        call = customer.dial(DIRECT)  # nobody is on duty: a callback is offered
        shop.clock.advance(15)
        call.press("1")
        shop.clock.advance(75)
        assert not customer.live
        anna, borys = shop.comes_on(ANNA, BORYS)
        for phone in (anna, borys, customer):
            phone.answer_after(3)
        moment.arm(number, lambda: hang_up(customer if who == "customer" else anna))
        shop.clock.advance(120)
        callback = shop.only("callback")
        if customer.live:
            assert callback.status == "talking"
            assert len(anna.live + borys.live) == 1
            hang_up(customer)
        shop.clock.advance(5)
        nobody_is_left_over(shop)
        assert shop.only("callback").status in {"done", "waiting"}
        assert len(shop.carrier.ledger.to(customer.address)) <= shop.only("callback").attempts
        talked = [row for row in shop.rows("call") if row.direction == "callback" and row.answered_at]
        assert bool(talked) == (shop.only("callback").status == "done")
        shop.nothing_wrong()


@pytest.mark.parametrize("who", ["customer", "first", "colleague"])
@pytest.mark.parametrize("number", moments(TRANSFERS_WEBHOOKS, 3))
def test_a_transfer_broken_off_at_any_webhook_leaves_nobody_alone(
    store: Store, number: int, who: str
) -> None:
    with world(store) as shop:
        moment = Moment(shop)
        anna, call, borys = talking(shop)
        anna.behave("ignore")
        leaving = {"customer": call.phone, "first": anna, "colleague": borys}[who]
        moment.arm(number, lambda: hang_up(leaving))
        consult(shop)
        shop.clock.advance(8)
        complete(shop)
        shop.clock.advance(30)
        assert moment.came
        row = shop.only("call")
        assert row.status == ("ended" if who == "customer" else row.status)
        assert len(in_the_room(shop)) == (2 if row.status == "talking" else 0)
        hang_up(call.phone)
        shop.clock.advance(8)
        nobody_is_left_over(shop)
        right_outcome(shop, call)
        shop.nothing_wrong()
