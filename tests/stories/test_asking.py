"""A promise stands with the first key; another time, another number and the way back to the queue are one more."""

from datetime import UTC, datetime

import pytest

from app.phone_simulator.phones import PhoneCall
from tests.stories.world import DIRECT, World, world
from ticket_store.engine import Store

ANNA = "anna@sowa.example"
NUMBER, OTHER = "+48501234567", "+48601220100"


def asks(shop: World, number: str = NUMBER) -> PhoneCall:
    """From the queue, with the key that works at any moment."""
    (anna,) = shop.comes_on(ANNA)
    anna.behave("ignore")
    call = shop.customer(number).dial(DIRECT)
    shop.clock.advance(10)
    call.press("1")
    shop.clock.advance(2)
    return call


def test_the_promise_is_spoken_with_its_keys_and_stands_though_the_caller_hangs_up(shop: World) -> None:
    call = asks(shop)
    shop.clock.advance(18)
    heard = call.hears()
    assert any(said.startswith("Oddzwonimy dziś między") for said in heard)
    assert any("Inna pora: wybierz 2" in said for said in heard)
    call.hang_up()
    shop.clock.advance(2)
    assert shop.only("callback").status == "waiting"
    assert shop.only("callback").arrived_at == shop.only("call").started_at
    shop.nothing_wrong()


def test_0_goes_back_to_the_queue_with_the_same_place(shop: World) -> None:
    call = asks(shop)
    before = shop.only("call")
    call.press("0")
    shop.clock.advance(5)
    after = shop.only("call")
    assert (after.status, after.ranks_at, after.queued_at) == ("waiting", before.ranks_at, before.queued_at)
    shop.phone_of(ANNA).answer_after(1)
    shop.clock.advance_until(lambda: shop.only("call").status == "talking", limit_s=90)
    assert shop.only("callback").status == "done"
    assert shop.rows("attempt") == []
    shop.nothing_wrong()


def test_9_takes_the_wish_back(shop: World) -> None:
    call = asks(shop)
    call.press("9")
    shop.clock.advance(8)
    assert any("nie oddzwonimy" in said for said in call.hears())
    assert (shop.only("callback").status, shop.only("promise").state) == ("cancelled", "withdrawn")
    assert call.status == "completed"


def test_another_number_is_read_back_and_takes_the_place_of_the_first(shop: World) -> None:
    call = asks(shop)
    call.press("3")
    shop.clock.advance(3)
    call.press("601220100#")
    shop.clock.advance(8)
    assert any("6 0 1, 2 2 0, 1 0 0" in said for said in call.hears())
    call.press("1")
    shop.clock.advance(12)
    first, second = shop.rows("callback")
    assert (first.status, first.reason) == ("cancelled", "another number")
    assert (second.customer_number, second.status, second.verified) == (OTHER, "waiting", False)
    assert (second.arrived_at, second.ticket_id) == (first.arrived_at, first.ticket_id)
    assert [row.state for row in shop.rows("promise")] == ["moved", "open"]
    assert any("6 0 1, 2 2 0, 1 0 0" in said and "Oddzwonimy" in said for said in call.hears())
    shop.nothing_wrong()


@pytest.mark.parametrize("typed", ["0000#", "0700123456#", "00882161234567#"])
def test_every_number_that_may_not_be_rung_is_answered_alike_and_the_promise_stands(
    shop: World, typed: str
) -> None:
    """None at all, one at a premium, a satellite."""
    call = asks(shop)
    call.press("3")
    said: list[str] = []
    for _ in range(3):
        shop.clock.advance(4)
        call.press(typed)
        shop.clock.advance(9)
        if (shop.only("call").walk or {}).get("at") == "confirming_number":
            call.press("1")
            shop.clock.advance(4)
        said += call.hears()
    assert sum("Na ten numer nie możemy zadzwonić" in one for one in said) == 2
    assert any("To, co obiecaliśmy, zostaje" in one for one in said)
    assert shop.only("callback").customer_number == NUMBER
    shop.nothing_wrong()


def test_a_withheld_caller_whose_numbers_are_refused_may_leave_a_message(shop: World) -> None:
    call = asks(shop, "anonymous")
    for _ in range(3):
        shop.clock.advance(6)
        call.press("12#")
    call.hears()
    shop.clock.advance(8)
    assert any("Aby zostawić wiadomość, wybierz 2" in said for said in call.hears())
    call.press("2")
    shop.clock.advance(6)
    assert (shop.only("call").walk or {}).get("at") == "leaving_message"


def test_when_closed_another_time_may_be_chosen_too(store: Store) -> None:
    with world(store, start=datetime(2026, 3, 3, 19, 0, tzinfo=UTC)) as shop:
        call = shop.customer().dial(DIRECT)
        shop.clock.advance(20)
        call.press("1")
        shop.clock.advance(3)
        first = shop.only("callback").promised_from
        call.press("2")
        shop.clock.advance(3)
        call.press("2")
        shop.clock.advance(3)
        assert shop.only("callback").promised_from > first
        assert shop.only("callback").wanted == "slot"
        shop.nothing_wrong()


@pytest.mark.parametrize("key", ["2", "3", "9"])
def test_whoever_types_the_number_of_somebody_else_changes_nothing_of_what_that_one_was_promised(
    shop: World, key: str
) -> None:
    """A promise that waits for the number already: the same words, but none of its keys."""
    asks(shop, OTHER).hang_up()
    shop.clock.advance(5)
    before = shop.only("callback")
    call = asks(shop, "anonymous")
    shop.clock.advance(3)
    call.press("601220100#")
    shop.clock.advance(8)
    call.press("1")
    shop.clock.advance(8)
    assert any("6 0 1, 2 2 0, 1 0 0" in said and "Oddzwonimy" in said for said in call.hears())
    call.press(key)
    shop.clock.advance(8)
    after = shop.only("callback")
    assert (after.status, after.promised_from, after.customer_number) == (
        "waiting",
        before.promised_from,
        OTHER,
    )
    assert call.status == "completed"


def test_another_number_stops_whoever_is_rung_for_the_first(shop: World) -> None:
    call = asks(shop)
    call.press("3")
    shop.clock.advance(3)
    call.press("601220100#")
    shop.clock.advance(8)
    call.press("1")
    shop.clock.advance(2)
    first = shop.rows("callback")[0]
    stopped = [row for row in shop.rows("outbox") if row.kind == "stop_callback"]
    assert [row.body["callback_id"] for row in stopped] == [first.id]
