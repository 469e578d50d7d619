"""The carrier made the call, and its answer was lost: nobody is dialled twice, and it is settled soon."""

from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import cast

import pytest

from app.phone_simulator.chaos import Chaos
from call_routing.phone_line import CarrierCall, LineAwayError, LineUnclearError, NewCall, PhoneLine
from callbacks.promising.requests import CallbackWish, request_callback
from tests.stories.moment import hang_up, nobody_is_left_over
from tests.stories.world import DIRECT, World, world
from ticket_store.engine import Store

ANNA = "anna@sowa.example"
CUSTOMER = "+48501234567"
LOST_ANSWERS = Chaos(ambiguous_create=1.0)
LOST_ANSWERS_AND_REPORTS = Chaos(ambiguous_create=1.0, drop_non_final=1.0)
REFUSALS = Chaos(rest_5xx=0.5)
TROUBLES = [LOST_ANSWERS, LOST_ANSWERS_AND_REPORTS, REFUSALS]


def nobody_was_dialled_twice(shop: World) -> None:
    """No more dials at the carrier than legs of ours for that address, and never two at once."""
    dials = Counter(dial.to_number for dial in shop.carrier.ledger.dials)
    legs = Counter(row.address for row in shop.rows("leg"))
    assert dials <= legs
    sids = [row.sid for row in shop.rows("leg") if row.sid]
    assert len(sids) == len(set(sids))


def nothing_is_unknown_for_long(shop: World) -> None:
    old = [row for row in shop.rows("leg") if row.status == "unknown" and row.ended_at is None]
    assert [
        row.id for row in old if (shop.clock.now - (row.asked_at or row.created_at)).total_seconds() > 120
    ] == []


@pytest.mark.parametrize("trouble", TROUBLES, ids=["lost", "lost and silent", "refused"])
@pytest.mark.parametrize("behaviour", ["answer", "voicemail"])
def test_an_agent_is_rung_once_though_the_answer_was_lost(
    store: Store, trouble: Chaos, behaviour: str
) -> None:
    with world(store, chaos=trouble, seed=3) as shop:
        phone = shop.phone_of(ANNA)
        phone.behave(behaviour, after_s=3, then_press="1" if behaviour == "answer" else None)
        shop.comes_on(ANNA)
        customer = shop.customer()
        customer.dial(DIRECT)
        for _ in range(15):
            shop.clock.advance(10)
            nobody_was_dialled_twice(shop)
            nothing_is_unknown_for_long(shop)
            assert len(phone.live) + len(phone.ringing) <= 1
        if behaviour == "answer":
            assert shop.only("call").status == "talking"
        hang_up(customer)
        shop.clock.advance(130)
        nobody_is_left_over(shop)


@pytest.mark.parametrize("trouble", TROUBLES, ids=["lost", "lost and silent", "refused"])
@pytest.mark.parametrize("behaviour", ["answer", "voicemail"])
def test_a_customer_is_rung_once_though_the_answer_was_lost(
    store: Store, trouble: Chaos, behaviour: str
) -> None:
    with world(store, chaos=trouble, seed=5) as shop:
        anna, customer = shop.phone_of(ANNA), shop.customer()
        call = customer.dial(DIRECT)
        shop.clock.advance(15)
        call.press("1")
        shop.clock.advance(60)
        anna.answer_after(2)
        customer.behave(behaviour, after_s=3, then_press="1" if behaviour == "answer" else None)
        shop.comes_on(ANNA)
        for _ in range(20):
            shop.clock.advance(10)
            nobody_was_dialled_twice(shop)
            nothing_is_unknown_for_long(shop)
            assert len(customer.live) + len(customer.ringing) <= 1
        if behaviour == "answer" and trouble is not REFUSALS:  # a refused attempt waits for its next time
            assert shop.only("callback").status == "talking"
            hang_up(customer)
            shop.clock.advance(130)
            assert shop.only("callback").status == "done"
        hang_up(customer)
        shop.clock.advance(130)
        assert shop.only("callback").status in {"waiting", "done"}
        nobody_is_left_over(shop)


class HiddenBooks:
    """A carrier that takes calls, loses its answers to customers' dials, and will not list them."""

    def __init__(self, behind: PhoneLine) -> None:
        self._behind = behind

    def __getattr__(self, name: str) -> object:
        return getattr(self._behind, name)

    def place_call(self, wanted: NewCall) -> str:
        if wanted.to == CUSTOMER:
            raise LineUnclearError("no answer")
        return self._behind.place_call(wanted)

    def find(self, to: str, since: datetime) -> list[CarrierCall]:
        raise LineAwayError(f"no list of {to} since {since}")


def test_an_agent_does_not_wait_for_ever_for_a_customer_of_whom_nothing_is_known(store: Store) -> None:
    with world(store) as shop:
        shop.desk = replace(shop.desk, phone=cast("PhoneLine", HiddenBooks(shop.desk.phone)))
        shop.bell.desk = shop.desk
        (anna,) = shop.comes_on(ANNA)
        anna.answer_after(2)
        wish = CallbackWish(CUSTOMER, "complaints", "pl", "api")
        line = shop.desk.lines.line()
        shop.store.write(lambda tx: request_callback(tx, line, wish, shop.clock.now))
        shop.clock.advance(60)
        assert anna.live  # alone in the room, with music
        shop.clock.advance(200)
        assert not anna.live  # told, and let go
        assert {row.state for row in shop.rows("reservation")} == {"released"}
        assert len(shop.rows("attempt")) == 1  # and nothing was dialled again on a guess
        assert shop.carrier.ledger.to(CUSTOMER) == []
