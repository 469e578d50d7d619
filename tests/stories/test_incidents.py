"""Something is broken: callers hear it before the menu, and whoever asked is texted once when it is solved."""

from datetime import timedelta

import pytest

from app.phone_simulator.chaos import Chaos
from app.phone_simulator.phones import Phone, PhoneCall
from tests.stories.world import CZECH, MAIN, World, world
from ticket_store.engine import Store
from ticket_store.incidents import begin_incident, solve_incident

LEAD = "lead@sowa.example"
BROKEN = {"pl": "Płatności chwilowo nie działają.", "cs": "Platby teď nefungují."}
SOLVED = {"pl": "Płatności znów działają.", "cs": "Platby už fungují."}
JAN, OTA, LANDLINE = "+48501234567", "+420601234567", "+48226543210"


def begin(shop: World, department_key: str | None = None, minutes: float = 60) -> str:
    now = shop.clock.now
    ends_at = now + timedelta(minutes=minutes)
    return shop.store.write(
        lambda tx: begin_incident(
            tx, now, text=BROKEN, department_key=department_key, ends_at=ends_at, actor=LEAD
        )
    )


def solve(shop: World, incident_id: str) -> None:
    shop.store.write(
        lambda tx: solve_incident(tx, incident_id, shop.clock.now, solved_text=SOLVED, actor=LEAD)
    )
    shop.clock.advance(5)


def dial(shop: World, number: str, to: str = MAIN) -> PhoneCall:
    call = shop.customer(number).dial(to)
    shop.clock.advance(4)
    return call


def heard(call: PhoneCall) -> str:
    return " ".join(bubble.text for bubble in call.phone.bubbles if bubble.call_sid == call.sid)


def texts(phone: Phone) -> list[str]:
    return [text.body for text in phone.texts]


def test_callers_hear_it_in_their_language_and_who_asked_is_texted_once(shop: World) -> None:
    incident_id = begin(shop)
    for number, to in ((JAN, MAIN), (OTA, CZECH), (JAN, MAIN)):
        call = dial(shop, number, to)
        call.press("1")
        shop.clock.advance(3)
        call.hang_up()
    assert BROKEN["cs"] in heard(shop.customer(OTA).calls[0])
    assert "SMS" in heard(call)
    assert heard(call).index(BROKEN["pl"]) < heard(call).index("Dzień dobry, tu Sowa.")
    assert texts(shop.customer(JAN)) == []
    solve(shop, incident_id)
    solve(shop, incident_id)
    assert texts(shop.customer(JAN)) == [SOLVED["pl"]]
    assert texts(shop.customer(OTA)) == [SOLVED["cs"]]
    assert {text.from_number for text in shop.customer(JAN).texts} == {MAIN}
    assert BROKEN["pl"] not in heard(dial(shop, JAN))
    shop.nothing_wrong()


def test_it_ends_by_itself(shop: World) -> None:
    begin(shop, minutes=10)
    assert BROKEN["pl"] in heard(dial(shop, JAN))
    shop.clock.jump_to(shop.clock.now + timedelta(minutes=10))
    assert BROKEN["pl"] not in heard(dial(shop, OTA))


def test_no_text_is_promised_to_a_fixed_line(shop: World) -> None:
    incident_id = begin(shop)
    call = dial(shop, LANDLINE)
    shop.clock.advance(20)
    assert BROKEN["pl"] in heard(call)
    assert "SMS" not in heard(call)
    assert shop.rows("incident_listener") == []
    solve(shop, incident_id)
    assert texts(shop.customer(LANDLINE)) == []


def test_the_key_of_the_text_is_the_menus_where_no_text_was_offered(shop: World) -> None:
    begin(shop)
    call = dial(shop, LANDLINE)
    call.press("1")
    shop.clock.advance(3)
    assert shop.only("call").department_key == "complaints"
    assert shop.rows("incident_listener") == []


def test_who_says_nothing_goes_on_to_the_menu_and_is_not_texted(shop: World) -> None:
    incident_id = begin(shop)
    call = dial(shop, JAN)
    shop.clock.advance(20)
    assert "reklamacje: wybierz 1" in heard(call).lower()
    solve(shop, incident_id)
    assert texts(shop.customer(JAN)) == []
    shop.nothing_wrong()


@pytest.mark.parametrize("trouble", [Chaos(rest_5xx=1.0), Chaos(ambiguous_create=1.0)])
def test_nobody_is_texted_twice_though_the_carriers_answer_was_lost(store: Store, trouble: Chaos) -> None:
    with world(store, chaos=trouble, seed=1) as shop:
        incident_id = begin(shop)
        dial(shop, JAN).press("1")
        shop.clock.advance(3)
        solve(shop, incident_id)
        shop.clock.jump_to(shop.clock.now + timedelta(hours=1))
        shop.clock.advance(10)
        assert len(texts(shop.customer(JAN))) <= 1
        (errand,) = [row for row in shop.rows("outbox") if row.kind == "send_text"]
        assert errand.done_at is not None
