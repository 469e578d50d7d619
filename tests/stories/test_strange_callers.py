"""Whoever calls from whatever: recorded, heard, never an error."""

import pytest

from tests.stories.world import DIRECT, MAIN, World

ANNA = "anna@sowa.example"


@pytest.mark.parametrize(
    "told",
    [
        "anonymous", "Restricted", "+266696687", "+86282452253", "unknown", "client:anna", "sip:bob@example.org",
        "+1555", "<script>alert(1)</script>", "Žluťoučký 🐎", "\x00\x0b", "", "+48221234567",
    ],
)  # fmt: skip
def test_every_caller_is_recorded_and_can_leave_a_number(shop: World, told: str) -> None:
    customer = shop.customer(told)
    call = customer.dial(DIRECT)
    shop.clock.advance(20)
    assert shop.only("call").customer_number is None
    call.press("1")
    shop.clock.advance(15)
    call.press("501234567#")
    shop.clock.advance(15)
    call.press("1")
    shop.clock.advance(20)
    assert shop.only("callback").customer_number == "+48501234567"
    shop.nothing_wrong()


def test_two_withheld_callers_get_a_case_each(shop: World) -> None:
    shop.customer("anonymous").dial(DIRECT)
    shop.customer("Anonymous").dial(DIRECT)
    shop.clock.advance(5)
    assert len(shop.rows("ticket")) == 2


def test_a_premium_number_is_never_promised_a_callback(shop: World) -> None:
    customer = shop.customer("+48701234567")
    call = customer.dial(DIRECT)
    shop.clock.advance(20)
    call.press("1")
    shop.clock.advance(10)
    assert shop.rows("callback") == []
    assert shop.only("refusal").rule == "number_type_not_allowed"
    shop.nothing_wrong()


def test_a_message_is_recorded_attached_to_the_case_and_fetched(shop: World) -> None:
    customer = shop.customer()
    call = customer.dial(DIRECT)
    shop.clock.advance(20)
    call.press("2")
    shop.clock.advance(6)
    call.speak("Moja paczka nie doszła.")
    shop.clock.advance(3)
    call.press("#")
    shop.clock.advance(60)
    recording = shop.only("recording")
    assert recording.ticket_id == shop.only("ticket").id
    assert (recording.status, recording.media[:4]) == ("stored", b"RIFF")
    assert shop.only("call").outcome == "message"
    shop.nothing_wrong()


def test_a_number_that_the_shop_does_not_name_is_answered_all_the_same(shop: World) -> None:
    shop.carrier.add_number("+48229999999", "https://hotline.test/ivr/voice")
    customer = shop.customer()
    customer.dial("+48229999999")
    shop.clock.advance(4)
    assert "Dzień dobry, tu Sowa." in customer.hears()


def test_hanging_up_in_the_menu_is_recorded(shop: World) -> None:
    call = shop.customer().dial(MAIN)
    shop.clock.advance(3)
    call.hang_up()
    shop.clock.advance(3)
    assert (shop.only("call").status, shop.only("call").outcome) == ("ended", "left_in_menu")
