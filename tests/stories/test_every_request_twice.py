"""The carrier asks for every document twice, and takes the second answer: callers notice nothing."""

from collections.abc import Callable

import pytest

from app.phone_simulator.chaos import Chaos
from tests.stories.moment import hang_up, nobody_is_left_over
from tests.stories.test_any_order import (
    STORIES,
    answered,
    broken_off,
    handed_over,
    rang_us_meanwhile,
    rung_back,
)
from tests.stories.world import MAIN, World, world
from ticket_store.engine import Store

TWICE = Chaos(double_request=1.0, duplicate=1.0)
TALKS = {answered: 1, rung_back: 1, broken_off: 1, handed_over: 1, rang_us_meanwhile: 1}


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_a_call_goes_its_way_though_all_is_asked_twice(store: Store, story: Callable[[World], None]) -> None:
    with world(store, chaos=TWICE) as shop:
        story(shop)
        shop.clock.advance(30)
        nobody_is_left_over(shop)
        talks = [row for row in shop.rows("call") if row.outcome == "answered"]
        assert len(talks) == TALKS.get(story, 0)
        assert len(shop.rows("ticket")) == 1
        shop.nothing_wrong()


def test_a_talk_is_not_torn_apart_when_the_agents_key_is_told_twice(store: Store) -> None:
    with world(store, chaos=TWICE) as shop:
        anna = shop.phone_of("anna@sowa.example").answer_after(2)
        shop.comes_on("anna@sowa.example")
        customer = shop.customer()
        call = customer.dial(MAIN)
        shop.clock.advance(2)
        call.press("1")
        shop.clock.advance(60)
        assert shop.only("call").status == "talking"
        (room,) = [room for room in shop.carrier.conferences.values() if room.status == "in-progress"]
        assert len(room.participants) == 2
        assert len(anna.live) == len(customer.live) == 1
        hang_up(customer)
        shop.clock.advance(5)
        nobody_is_left_over(shop)
