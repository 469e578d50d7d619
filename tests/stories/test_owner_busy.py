"""The owner of the case is with somebody else: the caller chooses, and waits in the queue meanwhile."""

import pytest

from app.phone_simulator.phones import PhoneCall
from call_routing.people.agent_status import end_wrap_up
from tests.stories.world import DIRECT, World

ANNA, BORYS = "anna@sowa.example", "borys@sowa.example"


@pytest.fixture
def again(shop: World) -> PhoneCall:
    """Anna owns the customer's case and talks with somebody else when the customer calls again; Borys is free."""
    shop.comes_on(ANNA)[0].answer_after(2)
    call = shop.customer().dial(DIRECT)
    shop.clock.advance(20)
    call.hang_up()
    shop.clock.advance(90)
    shop.customer("+48501000002").dial(DIRECT)
    shop.clock.advance(20)
    shop.comes_on(BORYS)[0].answer_after(2)
    shop.customer().hears()
    made = shop.customer().dial(DIRECT)
    shop.clock.advance(8)
    return made


def test_the_caller_is_asked_while_already_in_the_queue(shop: World, again: PhoneCall) -> None:
    assert any("Sprawę prowadzi Anna" in said for said in again.hears())
    row = shop.rows("call")[-1]
    assert (row.status, row.owner_choice) == ("waiting", "asked")
    assert row.ranks_at == row.started_at


def test_one_waits_for_the_owner_and_nobody_else_is_rung(shop: World, again: PhoneCall) -> None:
    again.press("1")
    shop.clock.advance(60)
    assert (shop.rows("call")[-1].status, shop.rows("call")[-1].owner_choice) == ("waiting", "wait")
    shop.customer("+48501000002").hang_up()
    shop.clock.advance(90)  # Anna's wrap-up
    row = shop.rows("call")[-1]
    assert (row.status, row.agent_id) == ("talking", shop.agent(ANNA).id)
    assert shop.rows("ticket")[0].people == 1
    shop.nothing_wrong()


def test_no_colleague_is_rung_while_the_caller_is_still_asked(shop: World, again: PhoneCall) -> None:
    borys = shop.phone_of(BORYS)
    shop.clock.advance(6)  # the owner's seconds are over
    assert not borys.ringing
    assert not borys.live
    again.press("1")
    shop.clock.advance(20)
    assert (shop.rows("call")[-1].status, shop.rows("call")[-1].owner_choice) == ("waiting", "wait")
    assert not borys.ringing
    assert not borys.live


def test_a_key_that_comes_just_after_the_owner_took_the_call_tears_nobody_out_of_the_talk(
    shop: World, again: PhoneCall
) -> None:
    anna, owner = shop.phone_of(ANNA), shop.agent(ANNA)
    anna.behave("manual")
    shop.customer("+48501000002").hang_up()
    shop.clock.advance(1)
    shop.store.write(lambda tx: end_wrap_up(tx, owner.id, shop.clock.now))
    shop.clock.advance_until(lambda: bool(anna.ringing), limit_s=5)
    anna.answer()
    shop.clock.advance(1)
    shop.bell.later = None  # the errand that brings the caller is done by the sweeper, some time later
    anna.press("1")
    again.press("2")
    shop.clock.advance(12)
    assert (shop.rows("call")[-1].status, shop.rows("call")[-1].agent_id) == ("talking", owner.id)
    assert again.status == "in-progress"
    assert len(anna.live) == 1
    assert not any("urwało się" in said for said in again.hears())


def test_two_takes_a_colleague_at_once_and_the_owner_stays_the_owner(shop: World, again: PhoneCall) -> None:
    again.press("2")
    shop.clock.advance(8)
    row = shop.rows("call")[-1]
    assert (row.status, row.agent_id) == ("talking", shop.agent(BORYS).id)
    assert row.arrived_at == row.started_at
    ticket = shop.rows("ticket")[0]
    assert (ticket.owner_id, ticket.people) == (shop.agent(ANNA).id, 2)
    shop.nothing_wrong()


def test_silence_goes_the_usual_way_the_owner_for_some_seconds_then_others(
    shop: World, again: PhoneCall
) -> None:
    shop.clock.advance(45)
    row = shop.rows("call")[-1]
    assert (row.owner_choice, row.status, row.agent_id) == (None, "talking", shop.agent(BORYS).id)
    assert (row.answered_at - row.queued_at).total_seconds() >= 10
    assert again.status == "in-progress"
    shop.nothing_wrong()


def test_who_hangs_up_while_being_asked_keeps_the_place(shop: World, again: PhoneCall) -> None:
    again.hang_up()
    shop.clock.advance(5)
    shop.customer().dial(DIRECT)
    shop.clock.advance(3)
    before, now = shop.rows("call")[-2:]
    assert (now.redial_of, now.arrived_at) == (before.id, before.arrived_at)


def test_while_the_owner_is_free_nothing_is_asked(shop: World) -> None:
    shop.comes_on(ANNA)[0].answer_after(2)
    for _ in range(2):
        call = shop.customer().dial(DIRECT)
        shop.clock.advance(20)
        assert not any("Sprawę prowadzi" in said for said in call.hears())
        call.hang_up()
        shop.clock.advance(90)
    assert [row.outcome for row in shop.rows("call")] == ["answered", "answered"]
