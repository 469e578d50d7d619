"""A supervisor listens, whispers, joins: each step on record, and nothing ends with them."""

import pytest

from call_routing.talking.supervision import Mode
from tests.stories.in_the_talk import (
    ANNA,
    LEAD,
    complete,
    consult,
    in_the_room,
    seen,
    stop_watching,
    talking,
    watch,
)
from tests.stories.world import World, world
from ticket_store.engine import Store


def test_a_supervisor_listens_whispers_and_joins(shop: World) -> None:
    anna, call, _ = talking(shop)
    lead = shop.phone_of(LEAD)
    assert watch(shop)
    shop.clock.advance(8)
    assert [(one.mode, one.is_in) for one in seen(shop).watchers] == [("listen", True)]
    call.speak("Kiedy dostanę zwrot?")
    assert "Kiedy dostanę zwrot?" in lead.heard
    lead.speak("Pierwszy.")
    assert watch(shop, Mode.WHISPER)
    shop.clock.advance(1)
    lead.speak("Drugi.")
    assert watch(shop, Mode.JOIN)
    shop.clock.advance(1)
    lead.speak("Trzeci.")
    words = ("Pierwszy.", "Drugi.", "Trzeci.")
    assert [word for word in words if word in anna.heard] == ["Drugi.", "Trzeci."]
    assert [word for word in words if word in call.phone.heard] == ["Trzeci."]
    lead.press("*")  # their leaving ends nothing
    shop.clock.advance(5)
    assert shop.only("call").status == "talking"
    actions = [row.action for row in shop.rows("audit") if row.action.startswith("call.")]
    assert actions == ["call.listen", "call.whisper", "call.join", "call.stop_listening"]
    assert {"listen", "whisper", "join", "stop_listening"} <= {row.kind for row in shop.rows("event")}
    assert shop.only("ticket").people == 1
    shop.nothing_wrong()


@pytest.mark.parametrize("who", ["customer", "agent", "supervisor"])
def test_the_end_of_the_talk_ends_the_listening_and_not_the_other_way_round(store: Store, who: str) -> None:
    with world(store) as shop:
        anna, call, _ = talking(shop)
        lead = shop.phone_of(LEAD)
        watch(shop, Mode.WHISPER)
        shop.clock.advance(8)
        assert len(in_the_room(shop)) == 3
        if who == "supervisor":
            assert stop_watching(shop)
            assert not stop_watching(shop)
        else:
            (call if who == "customer" else anna).hang_up()
        shop.clock.advance(6)
        assert not lead.live
        assert shop.only("call").status == {"customer": "ended", "agent": "waiting"}.get(who, "talking")
        shop.nothing_wrong()


def test_nobody_listens_to_their_own_talk_and_off_duty_is_no_hindrance(store: Store) -> None:
    with world(store) as shop:
        talking(shop)
        assert not watch(shop, who=ANNA)
        shop.goes_off(LEAD)
        assert watch(shop)
        shop.clock.advance(8)
        assert len(in_the_room(shop)) == 3


def test_after_a_transfer_the_whisper_is_for_the_colleague(store: Store) -> None:
    with world(store) as shop:
        anna, _, borys = talking(shop)
        watch(shop, Mode.WHISPER)
        consult(shop)
        shop.clock.advance(8)
        assert complete(shop)
        shop.clock.advance(2)
        shop.phone_of(LEAD).speak("Zaproponuj zwrot.")
        assert "Zaproponuj zwrot." in borys.heard
        assert "Zaproponuj zwrot." not in anna.heard
        shop.nothing_wrong()
