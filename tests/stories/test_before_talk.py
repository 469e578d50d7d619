"""The agent lets go at the desk after pressing 1 and before the two have met: nobody is left ringing or alone."""

from callbacks.ringing.legs import leave_before_talk
from tests.stories.in_the_talk import ANNA, BORYS, call_id
from tests.stories.world import DIRECT, World


def let_go(shop: World, email: str = ANNA) -> bool:
    line, agent = shop.desk.lines.line(), shop.agent(email)
    return shop.store.write(lambda tx: leave_before_talk(tx, line, call_id(shop), agent.id, shop.clock.now))


def test_a_customer_who_is_being_rung_back_is_not_rung_on_and_the_callback_waits(shop: World) -> None:
    customer = shop.customer()
    asked = customer.dial(DIRECT)
    shop.clock.advance(15)
    asked.press("1")
    shop.clock.advance(70)
    anna, borys = shop.phone_of(ANNA), shop.phone_of(BORYS)
    anna.answer_after(2)
    borys.answer_after(2)
    shop.comes_on(ANNA)
    shop.clock.advance_until(lambda: bool(customer.ringing), limit_s=120)
    promised = shop.only("callback").promised_until
    assert not let_go(shop, BORYS), "it is not theirs"
    assert let_go(shop)
    assert not let_go(shop)
    shop.clock.advance(2)
    assert not customer.ringing
    assert not anna.live
    assert (shop.only("attempt").state, shop.only("attempt").cause) == ("ended", "left_ringing")
    assert (shop.only("callback").status, shop.only("callback").promised_until) == ("waiting", promised)
    assert [row.state for row in shop.rows("reservation")] == ["released"]
    shop.goes_off(ANNA)
    shop.comes_on(BORYS)
    customer.answer_after(2)
    shop.clock.advance(240)
    assert len(shop.rows("attempt")) == 1, "their phone has rung: it is left in peace for five minutes"
    shop.clock.advance_until(lambda: shop.only("callback").status == "talking", limit_s=180)
    assert len(shop.rows("attempt")) == 2
    assert shop.rows("call")[-1].agent_id == shop.agent(BORYS).id
    shop.nothing_wrong()


def test_a_caller_who_was_not_there_yet_waits_on_for_somebody_else(shop: World) -> None:
    anna, borys = shop.comes_on(ANNA, BORYS)
    call = shop.customer().dial(DIRECT)
    shop.clock.advance_until(lambda: bool(anna.ringing), limit_s=30)
    anna.answer()
    shop.clock.advance(1)
    shop.bell.later = None  # the errand that brings the caller is carried out by the sweeper: seconds late
    anna.press("1")
    borys.answer_after(2)
    assert let_go(shop)
    shop.clock.advance_until(lambda: shop.only("call").status == "talking", limit_s=60)
    assert shop.only("call").agent_id == shop.agent(BORYS).id
    assert not anna.live
    call.hang_up()
    shop.clock.advance(4)
    assert shop.rows("reservation")[0].cause == "declined"
    shop.nothing_wrong()
