"""Agents who do not come: the caller keeps the place, the next agent is rung, nobody is rung in a loop."""

import pytest

from tests.stories.world import DIRECT, World

ANNA, BORYS, LEAD = "anna@sowa.example", "borys@sowa.example", "lead@sowa.example"


@pytest.mark.parametrize(
    ("behaviour", "cause"),
    [
        ("ignore", "no_answer"),
        ("busy", "busy"),
        ("decline", "busy"),  # a phone that declines sounds busy to the carrier
        ("voicemail", "voicemail"),
        ("unreachable", "unreachable"),
    ],
)
def test_the_next_agent_is_rung_when_one_does_not_come(shop: World, behaviour: str, cause: str) -> None:
    anna, borys = shop.comes_on(ANNA, BORYS)
    anna.behave(behaviour)
    borys.answer_after(2)
    shop.customer().dial(DIRECT)
    shop.clock.advance_until(lambda: shop.only("call").status == "talking", limit_s=120)
    first, second = shop.rows("reservation")
    assert (first.cause, second.state) == (cause, "accepted")
    assert shop.only("call").agent_id == shop.agent(BORYS).id
    shop.nothing_wrong()


def test_a_declined_call_goes_to_the_next_and_does_not_come_back(shop: World) -> None:
    anna, borys = shop.comes_on(ANNA, BORYS)
    anna.answer_after(1, then_press="2")
    borys.behave("ignore")
    shop.customer().dial(DIRECT)
    shop.clock.advance(100)
    causes = [(row.agent_id, row.cause) for row in shop.rows("reservation")]
    assert causes[0] == (shop.agent(ANNA).id, "declined")
    assert all(agent != shop.agent(ANNA).id for agent, _ in causes[1:])


def test_two_missed_calls_pause_the_agent_and_the_caller_gets_an_offer(shop: World) -> None:
    (anna,) = shop.comes_on(ANNA)
    anna.behave("ignore")
    customer = shop.customer()
    customer.dial(DIRECT)
    shop.clock.advance_until(lambda: shop.agent(ANNA).chosen_status == "away", limit_s=200)
    assert len([dial for dial in shop.carrier.ledger.dials if dial.to_number == anna.address]) == 2
    shop.clock.advance(30)
    assert shop.only("call").status == "menu"  # taken out of the queue, with an offer
    shop.nothing_wrong()


def test_nobody_on_duty_means_no_hopeless_queue(shop: World) -> None:
    customer = shop.customer()
    call = customer.dial(DIRECT)
    shop.clock.advance(5)
    assert shop.only("call").status == "menu"
    call.press("1")
    shop.clock.advance(60)  # after the promise they might still have changed it
    assert shop.only("callback").status == "waiting"
    assert (shop.only("call").outcome, call.status) == ("callback", "completed")
    shop.nothing_wrong()


def test_an_agent_who_answers_too_late_hears_that_the_caller_has_left(shop: World) -> None:
    (anna,) = shop.comes_on(ANNA)
    customer = shop.customer()
    call = customer.dial(DIRECT)
    shop.clock.advance(8)
    anna.answer()
    call.hang_up()
    shop.clock.advance(1)
    shop.clock.advance(10)
    assert shop.only("reservation").cause == "caller_left"
    assert shop.agent(ANNA).misses == 0
    assert not anna.live
    assert shop.only("call").outcome == "abandoned"
    shop.nothing_wrong()
