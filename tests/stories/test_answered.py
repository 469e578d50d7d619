"""A customer calls, chooses, waits, talks; the case knows it all."""

import pytest

from tests.conftest import DATABASES
from tests.stories.world import CZECH, DIRECT, MAIN, World

ANNA, BORYS, LEAD = "anna@sowa.example", "borys@sowa.example", "lead@sowa.example"


@pytest.mark.parametrize("database", DATABASES, indirect=True)
def test_a_customer_presses_a_key_and_talks_with_the_agent_who_pressed_one(shop: World) -> None:
    (anna,) = shop.comes_on(ANNA)
    customer = shop.customer()
    call = customer.dial(MAIN)
    shop.clock.advance(5)
    assert "Dzień dobry, tu Sowa." in customer.hears()
    call.press("1")
    shop.clock.advance(2)
    assert anna.ringing
    anna.answer()
    shop.clock.advance(2)
    assert any("reklamacje" in said for said in anna.heard)
    anna.press("1")
    shop.clock.advance(1)
    row = shop.only("call")
    assert (row.status, row.department_key) == ("talking", "complaints")
    shop.clock.advance(60)
    call.hang_up()
    shop.clock.advance(2)
    row = shop.only("call")
    assert (row.status, row.outcome) == ("ended", "answered")
    ticket = shop.only("ticket")
    assert (ticket.people, ticket.owner_id) == (1, shop.agent(ANNA).id)
    assert shop.agent(ANNA).wrap_up_until is not None
    shop.clock.advance(65)
    assert shop.agent(ANNA).wrap_up_until is None
    shop.nothing_wrong()


def test_from_the_agents_accept_to_both_talking_takes_less_than_a_second(shop: World) -> None:
    shop.comes_on(ANNA)[0].answer_after(3)
    customer = shop.customer()
    customer.dial(DIRECT)
    shop.clock.advance_until(lambda: shop.only("call").status == "talking", limit_s=60)
    talking_at = shop.only("call").answered_at
    assert (talking_at - shop.only("reservation").accepted_at).total_seconds() < 1
    assert [room.status for room in shop.carrier.conferences.values()] == ["in-progress"]
    shop.nothing_wrong()


def test_when_the_agent_presses_star_the_customer_hears_a_goodbye_and_the_agent_wraps_up(shop: World) -> None:
    (anna,) = shop.comes_on(ANNA)
    anna.answer_after(3)
    customer = shop.customer()
    call = customer.dial(DIRECT)
    shop.clock.advance(40)
    assert shop.only("call").status == "talking"
    anna.press("*")
    shop.clock.advance(10)
    assert call.status == "completed"
    assert not anna.live
    assert customer.heard[-1] == "Dziękujemy za rozmowę."
    assert shop.only("call").outcome == "answered"
    assert shop.only("reservation").cause == "talked"
    assert shop.agent(ANNA).wrap_up_until is not None
    shop.nothing_wrong()


def test_a_direct_number_goes_straight_to_its_department(shop: World) -> None:
    shop.comes_on(ANNA)
    shop.customer().dial(DIRECT)
    shop.clock.advance(1)
    assert (shop.only("call").department_key, shop.only("call").status) == ("complaints", "waiting")


def test_a_number_for_another_country_speaks_that_language(shop: World) -> None:
    customer = shop.customer("+420601234567")
    customer.dial(CZECH)
    shop.clock.advance(4)
    assert "Dobrý den, tady Sowa." in customer.hears()


def test_a_language_is_chosen_once_and_kept(shop: World) -> None:
    customer = shop.customer()
    first = customer.dial(MAIN)
    first.press("8")
    shop.clock.advance(1)
    first.hang_up()
    shop.clock.advance(5)
    customer.hears()
    customer.dial(MAIN)
    shop.clock.advance(4)
    assert "Hello, this is Sowa." in customer.hears()


def test_keys_of_a_submenu_act_at_once_and_nine_goes_back(shop: World) -> None:
    shop.comes_on(BORYS)
    customer = shop.customer()
    call = customer.dial(MAIN)
    call.press("2")
    shop.clock.advance(1)
    call.press("9")
    shop.clock.advance(1)
    call.press("2")
    shop.clock.advance(1)
    call.press("2")
    shop.clock.advance(1)
    assert shop.only("call").department_key == "orders"
    shop.nothing_wrong()


def test_zero_reaches_a_person_from_a_menu_that_does_not_name_it(shop: World) -> None:
    shop.comes_on(BORYS)
    call = shop.customer().dial(MAIN)
    call.press("2")
    shop.clock.advance(1)
    call.press("0")
    shop.clock.advance(1)
    assert shop.only("call").department_key == "orders"


def test_silence_twice_leads_to_a_person_and_never_loops(shop: World) -> None:
    shop.comes_on(BORYS)
    customer = shop.customer()
    customer.dial(MAIN)
    shop.clock.advance_until(lambda: shop.only("call").status == "waiting", limit_s=120)
    assert shop.only("call").department_key == "orders"
    shop.nothing_wrong()


def test_a_wrong_key_is_told_and_the_second_leads_to_a_person(shop: World) -> None:
    shop.comes_on(BORYS)
    call = shop.customer().dial(MAIN)
    call.press("7")
    shop.clock.advance(2)
    assert shop.only("call").status == "menu"
    call.press("*")
    shop.clock.advance(2)
    assert shop.only("call").department_key == "orders"


def test_the_owner_of_the_case_is_rung_first(shop: World) -> None:
    anna, borys = shop.comes_on(ANNA, BORYS)
    customer = shop.customer()
    for phone in (anna, borys):
        phone.answer_after(2)
    customer.dial(DIRECT)
    shop.clock.advance(30)
    owner = shop.only("ticket").owner_id
    assert owner == shop.agent(ANNA).id  # idle longest
    customer.hang_up()
    shop.clock.advance(120)
    other = shop.customer("+48501999999")
    other.dial(DIRECT)  # Borys has been idle longer by now and takes the stranger
    shop.clock.advance(20)
    assert shop.rows("ticket")[1].owner_id == shop.agent(BORYS).id
    other.hang_up()
    shop.clock.advance(200)
    customer.dial(DIRECT)
    shop.clock.advance(20)
    assert [row.agent_id for row in shop.rows("call")][2] == owner
    assert shop.rows("ticket")[0].people == 1
    assert len(shop.rows("ticket")) == 2
