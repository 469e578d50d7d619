"""Who calls again hears first what was promised: keep it, move it, wait now with the old place, another matter."""

from datetime import timedelta

import pytest

from tests.stories.world import DIRECT, MAIN, World
from ticket_store.incidents import begin_incident

ANNA, BORYS = "anna@sowa.example", "borys@sowa.example"
NUMBER = "+48501234567"


def was_promised(shop: World, number: str = NUMBER) -> None:
    """Anna does not come, and the customer leaves the queue with a promise."""
    (anna,) = shop.comes_on(ANNA)
    anna.behave("ignore")
    call = shop.customer(number).dial(DIRECT)
    shop.clock.advance(10)
    call.press("1")
    shop.clock.advance(3)
    call.hang_up()
    shop.clock.advance(1)
    shop.customer(number).hears()


def calls_again(shop: World, *keys: str, did: str = MAIN, wait_s: float = 4) -> list[str]:
    """What is heard from the first word to some seconds after the last key."""
    call = shop.customer().dial(did)
    shop.clock.advance(wait_s)
    for key in keys:
        call.press(key)
        shop.clock.advance(wait_s)
    return list(call.hears())


def test_the_promise_is_told_before_the_incident_and_the_menu_and_1_keeps_it(shop: World) -> None:
    was_promised(shop)
    shop.store.write(
        lambda tx: begin_incident(
            tx, shop.clock.now, text={"pl": "Kurier nie odbiera."}, department_key=None,
            ends_at=shop.clock.now + timedelta(hours=1), actor="lead@sowa.example",
        )
    )  # fmt: skip
    heard = calls_again(shop, "1", wait_s=12)
    assert heard[0].startswith("Oddzwonimy dziś między")
    assert heard[0].endswith("reklamacje.")
    assert any(said.startswith("Dobrze, tak zostaje: oddzwonimy dziś") for said in heard)
    assert not any("Kurier" in said or "tu Sowa" in said for said in heard)
    assert shop.rows("call")[-1].outcome == "callback"
    assert shop.only("callback").status == "waiting"
    shop.nothing_wrong()


def test_2_reads_other_times_and_the_chosen_one_is_promised_and_read_back(shop: World) -> None:
    was_promised(shop)
    before = shop.only("callback")
    heard = calls_again(shop, "2", wait_s=14)
    assert any(said.startswith("Najszybciej, jak się da: wybierz 1") for said in heard)
    assert any("wybierz 2" in said and "między" in said for said in heard)
    shop.customer().live[0].press("2")
    shop.clock.advance(5)
    after = shop.only("callback")
    assert after.promised_from > before.promised_from
    assert after.wanted == "slot"
    assert any("Oddzwonimy" in said for said in shop.customer().hears())
    assert [row.state for row in shop.rows("promise")] == ["moved", "open"]
    shop.nothing_wrong()


def test_after_16_is_one_key(shop: World) -> None:
    was_promised(shop)
    heard = calls_again(shop, "2", wait_s=18)
    (evening,) = (said for said in heard if said.startswith("Po szesnastej"))
    shop.customer().live[0].press(evening[-2])
    shop.clock.advance(2)
    at = shop.only("callback").promised_from
    assert (at.hour, at.minute) == (15, 0)  # 16:00 in Warsaw


def test_3_waits_now_with_the_old_place_and_the_promise_is_kept_by_that_talk(shop: World) -> None:
    was_promised(shop)
    first = shop.only("call")
    calls_again(shop, "3", did=MAIN)
    again = shop.rows("call")[-1]
    assert (again.status, again.department_key, again.arrived_at) == (
        "waiting",
        "complaints",
        first.started_at,
    )
    shop.clock.advance(20)
    assert shop.only("callback").status == "waiting"  # stands until they have talked
    assert shop.rows("attempt") == []  # and nobody is rung who is on the line
    shop.phone_of(ANNA).answer_after(1)
    shop.comes_on(ANNA)
    shop.clock.advance_until(lambda: shop.rows("call")[-1].status == "talking", limit_s=60)
    assert (shop.only("callback").status, shop.only("promise").state) == ("done", "kept")
    assert all(dial.to_number != NUMBER for dial in shop.carrier.ledger.dials)
    shop.nothing_wrong()


@pytest.mark.parametrize("keys", [("4",), (), ("7", "7")])
def test_4_silence_and_two_wrong_keys_go_on_to_the_menu_and_the_promise_stands(
    shop: World, keys: tuple[str, ...]
) -> None:
    was_promised(shop)
    heard = calls_again(shop, *keys, wait_s=10 if keys else 30)
    assert any("tu Sowa" in said for said in heard)
    assert shop.only("callback").status == "waiting"
    shop.nothing_wrong()


def test_whoever_withholds_the_number_or_was_promised_nothing_hears_the_menu(shop: World) -> None:
    was_promised(shop)
    for number in ("anonymous", "+48501000009"):
        call = shop.customer(number).dial(MAIN)
        shop.clock.advance(3)
        assert "tu Sowa" in call.hears()[0]
