"""From the key that says yes to both hearing each other: within one second, whatever way they came together."""

from app.phone_simulator.phones import Phone
from tests.stories.in_the_talk import ANNA, BORYS, LEAD, complete, consult, join_three, talking
from tests.stories.test_choosing import route
from tests.stories.world import DIRECT, World
from ticket_store.line import Strategy

SECOND = 1.0


def rings_and_is_greeted(shop: World, phone: Phone) -> None:
    """It rings, is answered, and the question for the key is being asked."""
    shop.clock.advance_until(lambda: bool(phone.ringing), limit_s=200)
    already = len(phone.heard)
    phone.answer()
    shop.clock.advance_until(lambda: len(phone.heard) > already, limit_s=30)


def hear_each_other(shop: World, agent: Phone, customer: Phone) -> None:
    """A second after the key both are in the talk, and each hears what the other says."""
    shop.clock.advance(SECOND)
    agent.speak("Dzień dobry, tu sklep.")
    customer.speak("Dzień dobry, tu klient.")
    assert customer.heard[-1] == "Dzień dobry, tu sklep."
    assert agent.heard[-1] == "Dzień dobry, tu klient."


def test_the_first_of_several_who_ring(shop: World) -> None:
    route(shop, strategy=Strategy.RING_SEVERAL)
    _, borys, _ = shop.comes_on(ANNA, BORYS, LEAD)
    shop.customer().dial(DIRECT)
    rings_and_is_greeted(shop, borys)
    borys.press("1")
    hear_each_other(shop, borys, shop.customer())
    shop.nothing_wrong()


def test_a_customer_who_is_rung_back(shop: World) -> None:
    """Two keys: the agent's rings the customer within the second, the customer's brings both together."""
    anna, customer = shop.phone_of(ANNA), shop.customer()
    asked = customer.dial(DIRECT)
    shop.clock.advance(15)
    asked.press("1")
    shop.clock.advance(30)
    shop.comes_on(ANNA)
    rings_and_is_greeted(shop, anna)
    anna.press("1")
    shop.clock.advance(SECOND)
    assert customer.ringing
    shop.clock.advance(4)  # so long the agent hears that the customer is being rung
    rings_and_is_greeted(shop, customer)
    customer.press("1")
    hear_each_other(shop, anna, customer)
    assert shop.only("callback").status == "talking"
    shop.nothing_wrong()


def test_a_colleague_who_is_asked_who_talks_by_three_and_who_takes_over(shop: World) -> None:
    anna, _, borys = talking(shop)
    borys.behave("manual")
    consult(shop)
    rings_and_is_greeted(shop, borys)
    borys.press("1")
    hear_each_other(shop, anna, borys)
    assert join_three(shop)
    hear_each_other(shop, borys, shop.customer())
    assert complete(shop)
    hear_each_other(shop, borys, shop.customer())
    assert not anna.live
    shop.nothing_wrong()
