"""The customer's phone rings: who calls and why; one key talks, one is another time, one is never again."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest

from callbacks.promising.requests import cancel_callback
from tests.ivr.conftest import signature
from tests.stories.world import BASE, DIRECT, TOKEN, World

ANNA = "anna@sowa.example"
NUMBER = "+48501234567"


def is_rung(shop: World, then_press: str | None) -> None:
    """The customer was promised a call; Anna takes it, and the customer answers and presses this."""
    (anna,) = shop.comes_on(ANNA)
    anna.behave("ignore")
    call = shop.customer().dial(DIRECT)
    shop.clock.advance(10)
    call.press("1")
    shop.clock.advance(3)
    call.hang_up()
    shop.customer().hears()
    anna.answer_after(2)
    shop.customer().answer_after(4, then_press=then_press)
    shop.clock.advance_until(lambda: bool(shop.customer().live), limit_s=300)


def test_both_hear_who_and_why_before_they_meet(shop: World) -> None:
    is_rung(shop, None)
    shop.clock.advance(22)
    said = " ".join(shop.customer().hears())
    assert (
        "tu Sowa, przy telefonie Anna. Oddzwaniamy zgodnie z prośbą, którą zapisaliśmy dziś: reklamacje."
        in said
    )
    assert "Aby porozmawiać, wybierz 1" in said
    (offered,) = {one for one in shop.phone_of(ANNA).heard if "Obiecany telefon" in one}
    assert "reklamacje" in offered
    assert "Obiecaliśmy dziś między" in offered
    shop.customer().live[0].press("1")
    shop.clock.advance(3)
    assert shop.only("callback").status == "talking"
    shop.nothing_wrong()


def test_9_is_never_again_and_the_agent_hears_it_at_once(shop: World) -> None:
    is_rung(shop, "9")
    shop.clock.advance(20)
    assert any("nie będziemy już dzwonić" in said for said in shop.customer().hears())
    assert shop.only("no_dial").reason == "key_9"
    assert (shop.only("callback").status, shop.only("attempt").cause) == ("cancelled", "refused")
    assert any("nie chce, żebyśmy dzwonili" in said for said in shop.phone_of(ANNA).heard)
    assert not shop.phone_of(ANNA).live
    shop.customer().dial(DIRECT)  # they may ring us all the same
    shop.clock.advance(5)
    assert shop.rows("call")[-1].status in {"waiting", "talking"}
    shop.clock.advance(600)
    assert len([dial for dial in shop.carrier.ledger.dials if dial.to_number == NUMBER]) == 1
    shop.nothing_wrong()


@pytest.mark.parametrize(("once_more", "days"), [(False, 0), (True, 1)])
def test_2_is_an_hour_later_and_2_once_more_tomorrow(shop: World, once_more: bool, days: int) -> None:
    is_rung(shop, "2")
    shop.clock.advance_until(lambda: shop.only("attempt").state == "ended", limit_s=60)
    shop.clock.advance(4)
    assert not shop.phone_of(ANNA).ringing
    (attempt,) = shop.rows("attempt")
    assert attempt.cause == "not_now"
    if once_more:
        shop.customer().live[0].press("2")
    shop.clock.advance(25)
    callback = shop.only("callback")
    assert callback.status == "waiting"
    away = callback.promised_from - attempt.ended_at - timedelta(days=days, hours=0 if days else 1)
    assert abs(away) <= timedelta(minutes=30)
    assert any("dla klienta zła pora" in said for said in shop.phone_of(ANNA).heard)
    assert not shop.customer().live
    shop.nothing_wrong()


def test_a_machine_gets_one_message_for_a_request_and_then_none(shop: World) -> None:
    is_rung(shop, None)
    shop.customer().behave("voicemail")
    shop.clock.advance(60)
    assert (shop.only("attempt").cause, shop.only("callback").status) == ("machine", "waiting")
    heard = shop.customer().heard
    assert len([said for said in heard if "Nasz numer to 2 2" in said]) == 1
    assert any("Odebrała poczta głosowa" in said for said in shop.phone_of(ANNA).heard)
    shop.phone_of(ANNA).answer_after(2)
    shop.clock.jump_to(shop.only("callback").due_at)
    shop.clock.advance(120)
    assert [row.cause for row in shop.rows("attempt")] == ["machine", "machine"]
    assert len([said for said in shop.customer().heard if "Nasz numer to 2 2" in said]) == 1
    shop.nothing_wrong()


def test_a_wrong_key_is_asked_about_once(shop: World) -> None:
    is_rung(shop, "5")
    shop.clock.advance(3)
    shop.customer().answer_after(4, then_press="1")
    shop.clock.advance(2)
    assert any("Pod tym klawiszem nic nie ma" in said for said in shop.customer().hears())


def test_a_callback_that_is_cancelled_while_the_customer_is_greeted_is_not_talked_about(shop: World) -> None:
    is_rung(shop, None)
    shop.clock.advance(2)
    shop.store.write(
        lambda tx: cancel_callback(tx, shop.only("callback").id, shop.clock.now, actor="lead@sowa.example")
    )
    shop.clock.advance(8)
    assert not shop.customer().live
    assert not shop.phone_of(ANNA).live
    assert shop.only("attempt").cause == "cancelled"
    assert [row.status for row in shop.rows("call")][:2] == ["ended", "ended"]
    shop.nothing_wrong()


@pytest.mark.parametrize(
    ("told", "hears"), [("machine_start", True), ("machine_end_beep", True), ("fax", False)]
)
def test_what_the_carrier_knows_of_a_machine_is_believed(shop: World, told: str, hears: bool) -> None:
    is_rung(shop, None)
    (leg,) = (row for row in shop.rows("leg") if row.role == "customer")
    path = f"/ivr/customer?t={leg.token}"
    answered = {"CallSid": leg.sid, "CallStatus": "in-progress", "AnsweredBy": told}
    answer = shop.app.test_client().post(
        path,
        data=urlencode(answered),
        headers={"X-Twilio-Signature": signature(f"{BASE}{path}", list(answered.items()), TOKEN)},
        content_type="application/x-www-form-urlencoded",
    )
    assert ("Nasz numer to" in answer.text) is hears
    assert ("<Pause" in answer.text) is (told == "machine_start")
    assert answer.text.endswith("<Hangup /></Response>")
    assert shop.only("attempt").cause == "machine"
