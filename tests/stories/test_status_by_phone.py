"""Agents without a desk page: their status by telephone and by text, with a PIN that is kept nowhere."""

from datetime import timedelta

import pytest

from app.phone_simulator.phones import Phone, PhoneCall
from call_routing.people.pins import hash_pin
from tests.stories.world import DIRECT, MAIN, World
from ticket_store.pins_kept import set_pin

ANNA, BORYS = "anna@sowa.example", "borys@sowa.example"
PIN = "80264"


@pytest.fixture
def anna(shop: World) -> Phone:
    """Anna's mobile, at which she is rung; she has a PIN."""
    agent = shop.agent(ANNA)
    shop.store.write(lambda tx: set_pin(tx, agent.id, hash_pin(PIN)))
    return shop.phone_of(ANNA)


def types(shop: World, call: PhoneCall, pin: str) -> None:
    shop.clock.advance(4)
    call.press(f"{pin}#")
    shop.clock.advance(2)


def heard(call: PhoneCall) -> str:
    """All that was heard in this call so far."""
    return " ".join(bubble.text for bubble in call.phone.bubbles if bubble.call_sid == call.sid)


def nothing_keeps_the_pin(shop: World) -> None:
    kept = [str(tuple(row)) for table in ("event", "call", "audit", "outbox") for row in shop.rows(table)]
    assert [row for row in kept if PIN in row] == []


def test_an_agent_calls_hears_the_status_and_changes_it(shop: World, anna: Phone) -> None:
    call = anna.dial(MAIN)
    types(shop, call, PIN)
    assert "Twój status: poza pracą." in heard(call)
    call.press("2")
    shop.clock.advance(8)
    assert "Twój status: przerwa." in heard(call)
    assert call.status == "completed"
    assert shop.agent(ANNA).chosen_status == "away"
    assert (shop.only("call").status, shop.only("call").outcome) == ("ended", "status")
    assert shop.rows("customer") == []
    (audited,) = [row for row in shop.rows("audit") if row.action == "agent.status"]
    assert (audited.actor, audited.after) == (ANNA, {"status": "away", "reason": "by_phone"})
    nothing_keeps_the_pin(shop)
    shop.nothing_wrong()


def test_who_becomes_available_is_rung_only_when_the_phone_is_free_again(shop: World, anna: Phone) -> None:
    shop.comes_on(BORYS)
    shop.phone_of(BORYS).behave("ignore")
    customer = shop.customer()
    customer.dial(DIRECT)
    shop.clock.advance(5)
    call = anna.dial(MAIN)
    types(shop, call, PIN)
    anna.answer_after(2)
    call.press("1")
    shop.clock.advance_until(lambda: shop.rows("call")[0].status == "talking", limit_s=60)
    assert shop.rows("call")[0].agent_id == shop.agent(ANNA).id
    assert [row.cause for row in shop.rows("reservation") if row.agent_id == shop.agent(ANNA).id] == [None]
    shop.nothing_wrong()


def test_silence_makes_it_an_ordinary_call(shop: World, anna: Phone) -> None:
    call = anna.dial(DIRECT)
    assert shop.rows("customer") == []
    shop.clock.advance(30)
    assert "Aby zmienić swój status" in heard(call)
    assert "w tej chwili nikogo nie ma" in heard(call)
    assert shop.only("call").customer_id == shop.only("customer").id
    shop.nothing_wrong()


def test_without_a_pin_an_agent_is_a_caller_like_any_other(shop: World) -> None:
    call = shop.phone_of(BORYS).dial(MAIN)
    shop.clock.advance(5)
    assert "PIN" not in heard(call)
    assert heard(call).startswith("Dzień dobry, tu Sowa.")


def test_five_wrong_pins_lock_for_a_quarter_of_an_hour(shop: World, anna: Phone) -> None:
    call = anna.dial(MAIN)
    for _ in range(5):
        types(shop, call, "90210")
    shop.clock.advance(8)
    assert "jest zablokowany. Znów zadziała dziś od dwunastej" in heard(call)
    assert call.status == "completed"
    again = anna.dial(MAIN)  # the right one is not taken either
    shop.clock.advance(8)
    assert "jest zablokowany. Znów zadziała dziś od dwunastej" in heard(again)
    assert again.status == "completed"
    text = anna.text(MAIN, f"available {PIN}")
    shop.clock.advance(5)
    assert text.sid
    assert "zablokowany" in anna.texts[-1].body
    assert shop.agent(ANNA).chosen_status == "offline"
    shop.clock.jump_to(shop.clock.now + timedelta(minutes=15))
    later = anna.dial(MAIN)
    types(shop, later, PIN)
    assert "Twój status: poza pracą." in heard(later)
    nothing_keeps_the_pin(shop)
    shop.nothing_wrong()


def test_a_wrong_pin_is_asked_again_and_a_right_one_clears_it(shop: World, anna: Phone) -> None:
    call = anna.dial(MAIN)
    for pin in ("90210", "12", "90210", PIN):
        types(shop, call, pin)
    assert "Ten PIN się nie zgadza." in heard(call)
    assert "Twój status: poza pracą." in heard(call)
    call.hang_up()
    shop.clock.advance(3)
    (row,) = [row for row in shop.rows("agent") if row.email == ANNA]
    assert (row.pin_misses, row.pin_locked_until) == (0, None)
    assert shop.only("call").outcome == "status"


@pytest.mark.parametrize(
    ("body", "status", "answer"),
    [
        (f"available {PIN}", "available", "Twój status: dostępny."),
        (f"Przerwa {PIN}", "away", "Twój status: przerwa."),
        (f"status {PIN}", "offline", "Twój status: poza pracą."),
        ("available 90210", "offline", "Ten PIN się nie zgadza. Nic nie zostało zmienione."),
        (f"hello, my PIN is {PIN}", "offline", None),
    ],
)
def test_a_text_changes_the_status_and_is_answered(
    shop: World, anna: Phone, body: str, status: str, answer: str | None
) -> None:
    anna.text(MAIN, body)
    shop.clock.advance(5)
    assert shop.agent(ANNA).chosen_status == status
    assert [text.body for text in anna.texts] == ([answer] if answer else [])
    nothing_keeps_the_pin(shop)
    shop.nothing_wrong()


def test_a_repeated_text_changes_nothing_twice(shop: World, anna: Phone) -> None:
    anna.text(MAIN, f"away {PIN}")
    shop.clock.advance(5)
    (webhook,) = [one for one in shop.carrier.webhooks if one.url.endswith("/ivr/message")]
    shop.comes_on(ANNA)
    client = shop.app.test_client()
    repeated = client.post(
        "/ivr/message",
        data=dict(webhook.params),
        headers={"X-Twilio-Signature": webhook.headers["X-Twilio-Signature"]},
    )
    assert repeated.text == webhook.answer
    assert shop.agent(ANNA).chosen_status == "available"


def test_a_customers_text_is_kept_as_it_came_but_for_what_might_be_a_pin(shop: World, anna: Phone) -> None:
    del anna
    for body in ("Gdzie jest zamówienie 123456?", "available 123456"):
        shop.customer().text(MAIN, body)
        shop.clock.advance(5)
    (answer,) = [text.body for text in shop.customer().texts]  # one for both: the second is soon after it
    assert "wiadomość jest zapisana" in answer
    assert "123456" not in answer
    order, status = (event.body for event in shop.rows("event") if event.kind == "message")
    assert "Gdzie jest" in order
    assert "123456?" in order
    assert "available (hidden)" in status
