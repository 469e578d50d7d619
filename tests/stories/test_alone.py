"""Nobody sits in a room alone for more than half a minute, not even when all reports of the carrier are lost."""

from collections.abc import Callable

import pytest

from tests.stories.in_the_talk import ANNA, consult, talking, watch
from tests.stories.moment import Moment
from tests.stories.test_any_order import HeldBack
from tests.stories.world import DIRECT, World, world
from ticket_store.engine import Store

AT_MOST_S = 30


def alone(shop: World) -> list[str]:
    """Addresses of those who sit in a room by themselves."""
    rooms = [room.participants for room in shop.carrier.conferences.values() if room.status != "completed"]
    return [shop.carrier.calls[room[0].call_sid].to_number for room in rooms if len(room) == 1]


def nobody_stays_alone(shop: World) -> None:
    for _ in range(AT_MOST_S):
        if not alone(shop):
            return
        shop.clock.advance(1)
    assert alone(shop) == []


def begin(shop: World) -> Moment:
    """Anna is about to press 1; no report of the carrier arrives."""
    shop.app.before_request(HeldBack())
    moment = Moment(shop)
    shop.comes_on(ANNA)
    return moment


def test_a_customer_whose_agent_was_gone_before_they_met_is_at_the_front(store: Store) -> None:
    with world(store) as shop:
        moment, customer = begin(shop), shop.customer()
        anna = shop.phone_of(ANNA)
        customer.dial(DIRECT)
        shop.clock.advance_until(lambda: bool(anna.ringing), limit_s=30)
        anna.answer()
        shop.clock.advance(1)
        moment.arm(1, anna.hang_up)  # between pressing 1 and the room
        anna.press("1")
        shop.clock.advance(1)
        nobody_stays_alone(shop)
        shop.clock.advance_until(lambda: shop.only("call").status == "waiting", limit_s=AT_MOST_S)
        shop.clock.advance(3)
        assert any("połączenie urwało się" in said for said in customer.heard)


def test_an_agent_whose_customer_was_gone_is_told_and_let_go(store: Store) -> None:
    with world(store) as shop:
        moment, customer = begin(shop), shop.customer()
        anna = shop.phone_of(ANNA)
        customer.dial(DIRECT)
        shop.clock.advance_until(lambda: bool(anna.ringing), limit_s=30)
        anna.answer()
        shop.clock.advance(1)
        moment.arm(2, customer.hang_up)  # between the accept and the caller's way into the room
        anna.press("1")
        shop.clock.advance(1)
        nobody_stays_alone(shop)
        shop.clock.advance(AT_MOST_S)
        assert not anna.live
        assert "Osoby, która dzwoniła, nie ma już na linii." in anna.heard


@pytest.mark.parametrize("bring", [consult, watch], ids=["asked", "listening"])
def test_whoever_comes_in_after_all_have_left_is_told_and_let_go(
    store: Store, bring: Callable[[World], object]
) -> None:
    with world(store) as shop:
        moment, held = Moment(shop), HeldBack()
        shop.app.before_request(held)
        anna, call, borys = talking(shop)
        guest = borys if bring is consult else shop.phone_of("lead@sowa.example")
        guest.behave("manual")
        bring(shop)
        shop.clock.advance_until(lambda: bool(guest.ringing), limit_s=30)
        guest.answer()
        shop.clock.advance(1)
        moment.arm(1, call.hang_up)
        guest.press("1")
        shop.clock.advance(1)
        nobody_stays_alone(shop)
        shop.clock.advance(AT_MOST_S)
        assert (guest.live, anna.live) == ([], [])
        assert any("nie ma już na linii" in said or "zakończony" in said for said in guest.heard)
