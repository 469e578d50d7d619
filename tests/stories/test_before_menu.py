"""Before the menu: a kept place, an open case, something that is broken. Nobody loses a key of the menu to it."""

from datetime import timedelta

import pytest

from tests.stories.world import DIRECT, MAIN, World
from ticket_store.incidents import begin_incident

ANNA, BORYS = "anna@sowa.example", "borys@sowa.example"


def gives_up(shop: World, did: str = DIRECT, *keys: str, number: str = "+48501234567") -> None:
    """A caller waits half a minute behind an agent who does not come, and hangs up."""
    call = shop.customer(number).dial(did)
    for key in keys:
        shop.clock.advance(2)
        call.press(key)
    shop.clock.advance(30)
    assert shop.rows("call")[-1].status == "waiting"
    call.hang_up()
    shop.clock.advance(5)
    shop.customer(number).hears()


def said(shop: World, words: str, number: str = "+48501234567") -> bool:
    return any(words in sentence for sentence in shop.customer(number).hears())


def test_who_calls_a_direct_number_again_within_minutes_is_where_they_were_and_told_so(shop: World) -> None:
    shop.comes_on(ANNA, BORYS)
    gives_up(shop)
    gives_up(shop, number="+48501000002")
    shop.customer().dial(DIRECT)
    shop.clock.advance(12)
    first, _, again = shop.rows("call")
    assert (again.redial_of, again.arrived_at, again.ranks_at) == (first.id, first.arrived_at, first.ranks_at)
    assert said(shop, "Miejsce w kolejce z poprzedniego telefonu zostało zachowane")
    shop.nothing_wrong()


def test_a_place_is_taken_over_once_and_for_minutes_only(shop: World) -> None:
    shop.comes_on(ANNA)
    gives_up(shop)
    shop.customer().dial(DIRECT)
    shop.clock.advance(2)
    shop.customer().dial(DIRECT)  # a second telephone of the same number, while the first one waits
    shop.clock.advance(2)
    assert [row.redial_of is None for row in shop.rows("call")] == [True, False, True]
    shop.customer().hang_up()
    shop.clock.advance(700)
    shop.customer().dial(DIRECT)
    shop.clock.advance(2)
    assert shop.rows("call")[-1].redial_of is None


def test_who_was_promised_a_callback_or_offered_one_keeps_no_place(shop: World) -> None:
    shop.comes_on(ANNA)
    call = shop.customer().dial(DIRECT)
    shop.clock.advance(10)
    call.press("1")
    shop.clock.advance(30)
    shop.customer().dial(DIRECT)
    shop.clock.advance(5)
    shop.goes_off(ANNA)  # taken out with an offer
    shop.clock.advance(60)
    shop.customer().hang_up()
    shop.clock.advance(5)
    shop.comes_on(ANNA)
    shop.customer().dial(DIRECT)
    shop.clock.advance(5)
    assert {row.redial_of for row in shop.rows("call")} == {None}


@pytest.mark.parametrize(("keys", "kept"), [(["*"], True), (["1"], True), (["2", "2"], False)])
def test_with_a_menu_the_star_goes_on_waiting_and_every_digit_means_what_it_always_means(
    shop: World, keys: list[str], kept: bool
) -> None:
    shop.comes_on(ANNA, BORYS)
    gives_up(shop, MAIN, "1")
    call = shop.customer().dial(MAIN)
    shop.clock.advance(20)
    assert said(shop, "Reklamacje: miejsce w kolejce jest zachowane. Aby czekać dalej, wybierz gwiazdkę.")
    for key in keys:
        call.press(key)
        shop.clock.advance(1)
    shop.clock.advance(5)
    first, again = shop.rows("call")
    assert again.status == "waiting"
    assert again.department_key == ("complaints" if kept else "orders")
    assert (again.redial_of == first.id, again.arrived_at == first.arrived_at) == (kept, kept)
    assert said(shop, "z poprzedniego telefonu") is kept
    shop.nothing_wrong()


def test_an_open_case_is_named_with_its_owner_and_the_star_leads_there(shop: World) -> None:
    shop.comes_on(ANNA)[0].answer_after(2)
    call = shop.customer().dial(DIRECT)
    shop.clock.advance(20)
    call.hang_up()
    shop.clock.advance(100)
    shop.customer().hears()
    call = shop.customer().dial(MAIN)
    shop.clock.advance(12)
    assert said(shop, "Prowadzi ją Anna. Aby połączyć się z tą osobą, wybierz gwiazdkę")
    call.press("*")
    shop.clock.advance(15)
    assert shop.rows("call")[-1].agent_id == shop.agent(ANNA).id
    assert shop.only("ticket").people == 1
    call.hang_up()
    shop.clock.advance(100)
    shop.goes_off(ANNA)
    shop.comes_on(BORYS)
    shop.customer().hears()
    shop.customer().dial(MAIN)
    shop.clock.advance(12)
    assert said(shop, "otwarta sprawa: reklamacje. Aby o niej porozmawiać, wybierz gwiazdkę")
    shop.nothing_wrong()


def test_a_stranger_costs_no_look_up_and_hears_the_menu_alone(shop: World) -> None:
    shop.customer().dial(MAIN)
    shop.clock.advance(4)
    assert shop.only("call").walk == {
        "at": "menu", "menu": "main", "root": "main", "no_input": 0, "no_match": 0, "steps": 0,
    }  # fmt: skip


def breaks(shop: World, department_key: str | None = None) -> None:
    shop.store.write(
        lambda tx: begin_incident(
            tx, shop.clock.now, text={"pl": "Kurier nie odbiera dziś paczek."}, department_key=department_key,
            ends_at=shop.clock.now + timedelta(hours=1), actor="lead@sowa.example",
        )
    )  # fmt: skip


@pytest.mark.parametrize("key", ["1", None])
def test_what_is_broken_is_told_first_with_a_text_for_a_key_and_then_comes_the_menu(
    shop: World, key: str | None
) -> None:
    breaks(shop)
    call = shop.customer().dial(MAIN)
    shop.clock.advance(3)
    assert said(shop, "Kurier nie odbiera")
    if key:
        call.press(key)
    shop.clock.advance(12)
    heard = shop.customer().hears()
    assert any("tu Sowa" in sentence for sentence in heard)
    assert any("wyślemy SMS" in sentence for sentence in heard) is bool(key)
    assert [row.number for row in shop.rows("incident_listener")] == (["+48501234567"] if key else [])
    shop.nothing_wrong()


def test_a_key_of_the_menu_acts_at_once_while_an_incident_is_told(shop: World) -> None:
    shop.comes_on(ANNA)
    breaks(shop)
    call = shop.customer().dial(MAIN)
    call.press("3")
    shop.clock.advance(2)
    assert shop.only("call").department_key == "marketing"
    shop.nothing_wrong()


def test_who_withholds_the_number_is_told_but_offered_no_text(shop: World) -> None:
    breaks(shop)
    call = shop.customer("anonymous").dial(MAIN)
    shop.clock.advance(4)
    heard = call.hears()
    assert heard[0] == "Kurier nie odbiera dziś paczek."
    assert not any("SMS" in sentence for sentence in heard)
    call.press("1")
    shop.clock.advance(2)
    assert shop.only("call").department_key == "complaints"


def test_an_incident_of_one_department_is_told_on_the_way_to_its_queue(shop: World) -> None:
    shop.comes_on(ANNA)
    breaks(shop, "complaints")
    call = shop.customer().dial(MAIN)
    shop.clock.advance(3)
    assert not said(shop, "Kurier")
    call.press("1")
    shop.clock.advance(2)
    assert said(shop, "Kurier nie odbiera")
    call.press("1")
    shop.clock.advance(2)
    row = shop.only("call")
    assert (row.status, row.department_key) == ("waiting", "complaints")
    assert len(shop.rows("incident_listener")) == 1
    shop.nothing_wrong()
