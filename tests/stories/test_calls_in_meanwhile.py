"""A customer rings us while we are about to ring them: their call wins, and nobody ever talks twice."""

import pytest

from tests.stories.world import DIRECT, MAIN, World

ANNA, BORYS = "anna@sowa.example", "borys@sowa.example"
NUMBER = "+48501234567"


def was_promised(shop: World) -> None:
    (anna,) = shop.comes_on(ANNA)
    anna.behave("ignore")
    call = shop.customer().dial(DIRECT)
    shop.clock.advance(10)
    call.press("1")
    shop.clock.advance(3)
    call.hang_up()
    shop.clock.advance(1)
    shop.customer().hears()


def dials(shop: World) -> list[str]:
    return [dial.to_number for dial in shop.carrier.ledger.dials if dial.to_number == NUMBER]


@pytest.mark.parametrize("did", [MAIN, "+48221234568"])
def test_while_the_agents_phone_rings_it_rings_for_the_caller_from_now_on(shop: World, did: str) -> None:
    was_promised(shop)
    shop.clock.advance_until(lambda: shop.only("callback").status == "reserved", limit_s=200)
    shop.phone_of(ANNA).behave("ignore")
    shop.customer().dial(did)
    shop.clock.advance(1)
    held = shop.rows("reservation")[-1]
    assert (held.state, held.callback_id, held.call_id) == ("ringing", None, shop.rows("call")[-1].id)
    assert shop.rows("call")[-1].arrived_at == shop.only("callback").arrived_at
    shop.phone_of(ANNA).answer()
    shop.clock.advance(2)
    shop.phone_of(ANNA).live[0].press("1")
    shop.clock.advance(4)
    assert shop.rows("call")[-1].status == "talking"
    assert (shop.only("callback").status, shop.only("promise").state) == ("done", "kept")
    assert dials(shop) == []
    assert shop.rows("attempt") == []
    shop.nothing_wrong()


def test_while_their_phone_rings_the_waiting_agent_has_the_caller_at_once(shop: World) -> None:
    was_promised(shop)
    shop.phone_of(ANNA).answer_after(2)
    shop.clock.advance_until(lambda: bool(shop.customer().ringing), limit_s=300)
    shop.customer().dial(MAIN)
    shop.clock.advance(10)
    assert any("Już łączymy: Anna" in said for said in shop.customer().hears())
    first, ours, theirs = shop.rows("call")
    assert (ours.status, theirs.status, theirs.meets_in) == ("ended", "talking", ours.id)
    assert (shop.only("attempt").state, shop.only("attempt").cause) == ("ended", "called_in")
    assert (shop.only("callback").status, shop.only("promise").state) == ("done", "kept")
    assert not shop.customer().ringing
    assert len(shop.customer().live) == 1
    (room,) = (one for one in shop.carrier.conferences.values() if one.status == "in-progress")
    assert len(room.participants) == 2
    assert theirs.room_sid == room.sid
    shop.customer().hang_up()
    shop.clock.advance(6)
    assert shop.rows("call")[-1].outcome == "answered"
    assert not shop.phone_of(ANNA).live
    assert {row.state for row in shop.rows("reservation")} == {"released"}
    assert first.outcome == "callback"
    shop.nothing_wrong()


def test_where_the_agent_leaves_in_that_moment_the_caller_is_first_in_the_queue(shop: World) -> None:
    was_promised(shop)
    anna = shop.phone_of(ANNA)
    anna.answer_after(2)
    shop.clock.advance_until(lambda: bool(shop.customer().ringing), limit_s=300)
    call = shop.customer().dial(MAIN)
    anna.hang_up()
    shop.clock.advance(5)
    assert shop.rows("call")[-1].status == "waiting"
    (borys,) = shop.comes_on(BORYS)
    borys.answer_after(1)
    shop.clock.advance_until(lambda: shop.rows("call")[-1].status == "talking", limit_s=120)
    assert call.status == "in-progress"
    assert len(dials(shop)) == 1
    shop.nothing_wrong()


def test_a_machine_that_took_our_call_does_not_keep_them_from_talking(shop: World) -> None:
    was_promised(shop)
    shop.phone_of(ANNA).answer_after(2)
    shop.customer().answer_after(3, then_press=None)
    shop.clock.advance_until(lambda: bool(shop.customer().live), limit_s=300)
    shop.customer().dial(MAIN)
    shop.clock.advance(10)
    assert shop.rows("call")[-1].status == "talking"
    assert len(shop.customer().live) == 1
    shop.nothing_wrong()


def test_while_they_are_on_the_line_for_something_else_they_are_not_rung(shop: World) -> None:
    was_promised(shop)
    call = shop.customer().dial(MAIN)
    shop.clock.advance(10)
    call.press("4")
    for _ in range(10):
        shop.clock.advance(8)
        call.press("9")  # the menu once more
    assert shop.clock.now > shop.only("callback").due_at
    assert shop.only("callback").status == "waiting"
    assert dials(shop) == []
    call.hang_up()
    shop.phone_of(ANNA).answer_after(2)
    shop.clock.advance_until(lambda: bool(dials(shop)), limit_s=200)
    shop.nothing_wrong()
