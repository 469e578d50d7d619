"""In the talk: hold, ask a colleague, talk by three, pass the customer on. The case and its owner stay."""

import pytest
from flask import request

from call_routing.talking.takers import NotPossible
from call_routing.talking.transfers import PassedOn
from tests.stories.in_the_talk import (
    ANNA,
    BORYS,
    LEAD,
    cancel,
    complete,
    consult,
    hold,
    in_the_room,
    join_three,
    pass_on,
    seen,
    talking,
    unhold,
)
from tests.stories.world import BASE, DIRECT, World, world
from ticket_store.engine import Store

CUSTOMER, ANNAS, BORYSES = "+48501234567", "+48600000001", "+48600000002"
MUTED, ON_HOLD, ENDS_ROOM = 0, 1, 2


def test_a_customer_on_hold_hears_music_and_neither_hears_the_other(shop: World) -> None:
    anna, call, _ = talking(shop)
    assert hold(shop)
    shop.clock.advance(2)
    assert seen(shop).held_since is not None
    anna.speak("Gdzie to zapisałam?")
    call.speak("Halo?")
    assert "Gdzie to zapisałam?" not in call.phone.heard
    assert "Halo?" not in anna.heard
    assert any("hold.wav" in said for said in call.phone.heard)
    assert unhold(shop)
    shop.clock.advance(1)
    anna.speak("Już jestem.")
    assert "Już jestem." in call.phone.heard
    shop.nothing_wrong()


def test_a_colleague_is_asked_in_private_joins_and_takes_the_customer_over(shop: World) -> None:
    anna, call, borys = talking(shop)
    consult(shop)
    shop.clock.advance(1)
    assert seen(shop).consult is not None
    assert in_the_room(shop)[CUSTOMER][ON_HOLD]
    shop.clock.advance(6)
    asked = seen(shop).consult
    assert asked is not None
    assert (asked.name, asked.state) == ("Borys", "talking")
    assert any("Anna prosi o pomoc. reklamacje." in said for said in borys.heard)
    anna.speak("Klient czeka na zwrot.")
    assert "Klient czeka na zwrot." in borys.heard
    assert "Klient czeka na zwrot." not in call.phone.heard
    assert not in_the_room(shop)[BORYSES][ENDS_ROOM]
    assert join_three(shop)
    shop.clock.advance(1)
    borys.speak("Dzień dobry.")
    assert "Dzień dobry." in call.phone.heard
    assert complete(shop)
    shop.clock.advance(1)  # and within that second the two talk on
    assert in_the_room(shop) == {CUSTOMER: (False, False, True), BORYSES: (False, False, True)}
    assert not anna.live
    assert shop.agent(ANNA).wrap_up_until is not None
    row, case = shop.only("call"), shop.only("ticket")
    assert (row.status, row.agent_id) == ("talking", shop.agent(BORYS).id)
    assert (case.owner_id, case.people) == (shop.agent(ANNA).id, 2)
    borys.press("*")
    shop.clock.advance(5)
    assert call.phone.heard[-1] == "Dziękujemy za rozmowę."
    assert [row.cause for row in shop.rows("reservation")] == ["transferred", "talked"]
    shop.nothing_wrong()


def test_a_first_agent_who_hangs_up_with_the_click_does_not_break_the_transfer(store: Store) -> None:
    with world(store) as shop:
        anna, call, borys = talking(shop)
        consult(shop)
        shop.clock.advance(8)
        shop.bell.later = None  # the errand is carried out by the sweeper: seconds late
        assert complete(shop)
        anna.hang_up()
        shop.clock.advance(6)
        assert set(in_the_room(shop)) == {CUSTOMER, BORYSES}
        borys.speak("Jestem.")
        assert "Jestem." in call.phone.heard
        assert shop.only("call").status == "talking"


@pytest.mark.parametrize("why", ["decline", "ignore", "voicemail", "leaves", "cancelled"])
def test_without_the_colleague_the_agent_is_back_with_the_customer(store: Store, why: str) -> None:
    with world(store) as shop:
        anna, call, borys = talking(shop)
        if why in {"decline", "ignore", "voicemail"}:
            borys.behave(why)
        consult(shop)
        shop.clock.advance(0.5)
        assert in_the_room(shop)[CUSTOMER][ON_HOLD]
        shop.clock.advance(8)
        if why == "leaves":
            borys.press("*")
        if why == "cancelled":
            assert cancel(shop)
        shop.clock.advance_until(lambda: seen(shop).consult is None, limit_s=90)
        shop.clock.advance(1)
        anna.speak("Jestem z powrotem.")
        assert "Jestem z powrotem." in call.phone.heard
        shop.clock.advance(20)
        assert not borys.live
        assert shop.only("ticket").people == 1
        call.hang_up()
        shop.clock.advance(3)
        assert {row.state for row in shop.rows("reservation")} == {"released"}
        shop.nothing_wrong()


@pytest.mark.parametrize("why", ["decline", "leaves", "cancelled"])
def test_a_customer_on_hold_from_before_stays_on_hold_when_the_colleague_does_not_help(
    store: Store, why: str
) -> None:
    with world(store) as shop:
        anna, call, borys = talking(shop)
        if why == "decline":
            borys.behave("decline")
        hold(shop)
        shop.clock.advance(2)
        consult(shop)
        shop.clock.advance(8)
        if why == "leaves":
            borys.press("*")
        if why == "cancelled":
            assert cancel(shop)
        shop.clock.advance_until(lambda: seen(shop).consult is None, limit_s=90)
        shop.clock.advance(2)
        assert seen(shop).held_since is not None
        anna.speak("Gdzie to zapisałam?")
        assert "Gdzie to zapisałam?" not in call.phone.heard
        assert unhold(shop)
        shop.clock.advance(1)
        anna.speak("Już jestem.")
        assert "Już jestem." in call.phone.heard
        shop.nothing_wrong()


@pytest.mark.parametrize("how", ["leaves", "cancelled", "the talk ends"])
def test_who_helped_is_idle_since_then_and_not_since_before(store: Store, how: str) -> None:
    with world(store) as shop:
        _, call, borys = talking(shop)
        consult(shop)
        shop.clock.advance(600)
        match how:
            case "leaves":
                borys.press("*")
            case "cancelled":
                assert cancel(shop)
            case _:
                call.hang_up()
        shop.clock.advance(3)
        idle_since = shop.agent(BORYS).idle_since
        assert idle_since is not None
        assert (shop.clock.now - idle_since).total_seconds() < 5


def test_when_the_first_agents_line_drops_the_colleague_is_let_go_with_words(store: Store) -> None:
    with world(store) as shop:
        anna, call, borys = talking(shop)
        consult(shop)
        shop.clock.advance(8)
        anna.hang_up()
        shop.clock.advance(6)
        assert "Twój udział w tej rozmowie jest zakończony. Dziękujemy." in borys.heard
        assert not borys.live
        assert any("połączenie urwało się" in said for said in call.phone.heard)
        assert shop.only("call").held_at is None
        shop.clock.advance_until(lambda: shop.only("call").status == "talking", limit_s=60)
        assert shop.only("call").agent_id == shop.agent(ANNA).id
        shop.nothing_wrong()


def test_who_cannot_be_asked_is_said(store: Store) -> None:
    with world(store) as shop:
        talking(shop)
        assert consult(shop, agent=ANNA) == NotPossible("yourself")
        assert consult(shop, by=BORYS) == NotPossible("not_talking")
        shop.goes_off(BORYS)
        assert consult(shop) == NotPossible("nobody_free")
        consult(shop, agent=None, department="marketing")
        assert consult(shop) == NotPossible("asking_already")
        shop.clock.advance(8)
        asked = seen(shop).consult
        assert asked is not None
        assert asked.agent_id == shop.agent(LEAD).id
        assert not in_the_room(shop)[CUSTOMER][MUTED]


def test_a_customer_passed_on_keeps_arrival_case_and_owner(shop: World) -> None:
    anna, call, borys = talking(shop)
    before = shop.only("call")
    assert pass_on(shop, department="orders") == PassedOn("orders")
    shop.clock.advance_until(lambda: shop.only("call").status == "talking", limit_s=90)
    row, case = shop.only("call"), shop.only("ticket")
    assert any("Zamówienia: już przełączamy." in said for said in call.phone.heard)
    assert (row.arrived_at, row.ticket_id) == (before.arrived_at, before.ticket_id)
    assert (row.department_key, row.agent_id) == ("orders", shop.agent(BORYS).id)
    assert (case.owner_id, case.people) == (shop.agent(ANNA).id, 2)
    assert not anna.live
    assert bool(borys.live)
    assert shop.rows("reservation")[0].cause == "transferred"
    shop.clock.advance(70)  # Anna's wrap-up: her part belongs to the department where she talked
    assert {row.department_key for row in shop.rows("handling")} == {"complaints"}
    shop.nothing_wrong()


def test_who_was_at_the_front_for_a_broken_line_and_is_passed_on_queues_there_by_arrival(
    store: Store,
) -> None:
    with world(store) as shop:
        anna, _, borys = talking(shop)
        borys.behave("ignore")
        anna.hang_up()
        shop.clock.advance(4)
        shop.clock.advance_until(lambda: shop.only("call").status == "talking", limit_s=60)
        assert pass_on(shop, department="orders") == PassedOn("orders")
        assert shop.only("call").ranks_at == shop.only("call").arrived_at


def test_a_customer_passed_on_to_a_person_rings_that_person(store: Store) -> None:
    with world(store) as shop:
        _, _, borys = talking(shop)
        borys.behave("ignore")
        assert pass_on(shop, agent=LEAD) == PassedOn("complaints")
        shop.clock.advance_until(lambda: shop.only("call").status == "talking", limit_s=30)
        assert shop.only("call").agent_id == shop.agent(LEAD).id
        assert pass_on(shop, agent=LEAD) == NotPossible(
            "not_talking"
        )  # Anna does not lead this talk any more
        shop.nothing_wrong()


def test_a_key_of_the_customer_that_is_told_again_after_the_transfer_changes_nothing(store: Store) -> None:
    with world(store) as shop:
        keys: list[tuple[str, bytes, str]] = []
        shop.app.before_request(lambda: _note_key(keys))
        customer = shop.customer()
        asked = customer.dial(DIRECT)
        shop.clock.advance(15)
        asked.press("1")
        shop.clock.advance(70)
        anna, customer, borys = shop.comes_on(ANNA)[0], shop.customer(), shop.phone_of(BORYS)
        for phone in (anna, customer):
            phone.answer_after(2)
        shop.clock.advance_until(lambda: shop.only("callback").status == "talking", limit_s=120)
        shop.comes_on(BORYS)
        borys.answer_after(2)
        consult(shop)
        shop.clock.advance(8)
        assert complete(shop)
        shop.clock.advance(3)
        before = shop.rows("call")[-1]
        path, body, signature = keys[-1]
        shop.app.test_client().post(
            path,
            data=body,
            base_url=BASE,
            headers={"X-Twilio-Signature": signature},
            content_type="application/x-www-form-urlencoded",
        )
        after = shop.rows("call")[-1]
        assert (after.status, after.agent_id) == ("talking", shop.agent(BORYS).id)
        assert after.ranks_at == before.ranks_at
        shop.nothing_wrong()


def _note_key(keys: list[tuple[str, bytes, str]]) -> None:
    if request.path == "/ivr/customer-key":
        keys.append((request.full_path, request.get_data(), request.headers["X-Twilio-Signature"]))
