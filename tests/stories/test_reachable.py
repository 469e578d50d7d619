"""Chosen status and reachable are two facts: a desk that is closed, and opened again."""

import pytest

from call_routing.people.agent_status import AgentStatus, choose_status
from call_routing.people.presence import beat
from tests.stories.world import DIRECT, World

LEAD = "lead@sowa.example"  # rung in the browser


def open_desk(shop: World, seconds: int) -> None:
    """The desk is open for so long, and beats."""
    lead = shop.agent(LEAD).id
    for _ in range(0, seconds, 10):
        shop.store.write(lambda tx: beat(tx, lead, shop.clock.now))
        shop.clock.advance(10)


def test_a_closed_browser_is_rung_no_more_and_the_open_one_takes_the_caller_who_waits(shop: World) -> None:
    lead = shop.agent(LEAD)
    shop.store.write(
        lambda tx: choose_status(tx, lead.id, AgentStatus.AVAILABLE, shop.clock.now, actor=LEAD, at_desk=True)
    )
    anna = shop.comes_on("anna@sowa.example")[0]
    open_desk(shop, 120)
    assert shop.agent(LEAD).reachable
    shop.clock.advance(30)  # and here the browser is closed
    assert (shop.agent(LEAD).reachable, shop.agent(LEAD).chosen_status) == (False, "available")

    shop.customer("+48501000001").dial(DIRECT)
    shop.clock.advance(5)
    anna.answer()
    shop.clock.advance(1)
    anna.live[0].press("1")
    shop.customer("+48501000002").dial(DIRECT)
    shop.clock.advance(20)
    assert not shop.phone_of(LEAD).ringing

    open_desk(shop, 10)
    assert shop.phone_of(LEAD).ringing
    shop.nothing_wrong()


@pytest.mark.parametrize("comes_back", ["beat", "chooses"])
def test_a_browser_that_is_not_there_is_rung_once_until_it_shows_itself(shop: World, comes_back: str) -> None:
    (lead,) = shop.comes_on(LEAD)  # set available through the API: no desk beats
    lead.behave("unreachable")
    shop.customer().dial(DIRECT)
    shop.clock.advance(60)
    assert len(shop.carrier.ledger.to(lead.address)) == 1
    found = shop.agent(LEAD)
    assert (found.chosen_status, found.reachable, found.misses) == ("available", False, 0)
    lead.behave("manual")
    if comes_back == "beat":
        open_desk(shop, 10)
    else:
        shop.comes_on(LEAD)
    shop.customer("+48501000002").dial(DIRECT)
    shop.clock.advance(5)
    assert shop.agent(LEAD).reachable
    assert lead.ringing
    shop.nothing_wrong()


def test_a_telephone_that_cannot_be_reached_rests_and_is_paused(shop: World) -> None:
    (anna,) = shop.comes_on("anna@sowa.example")
    anna.behave("unreachable")
    shop.customer().dial(DIRECT)
    shop.clock.advance(60)
    found = shop.agent("anna@sowa.example")
    assert (found.chosen_status, found.reachable) == ("away", True)
