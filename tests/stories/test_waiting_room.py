"""The waiting room: what is said there, how long anybody stays, and where they go from it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.stories.world import DIRECT, World
from ticket_store.line import OverflowTo
from ticket_store.line_rows import load_line, save_line

ANNA, BORYS, LEAD = "anna@sowa.example", "borys@sowa.example", "lead@sowa.example"


def set_up(shop: World, *, routing: dict[str, Any] | None = None, **changes: Any) -> None:
    """The complaints department with other settings."""
    line = shop.store.read(load_line)
    complaints = line.departments["complaints"]
    changed = replace(complaints, routing=replace(complaints.routing, **(routing or {})), **changes)
    line = replace(line, departments={**line.departments, "complaints": changed})
    shop.store.write(lambda tx: save_line(tx, line, actor="stories", now=shop.clock.now))


def talks(shop: World, number: str = "+48501000001") -> None:
    """Anna talks with somebody else and will for long."""
    shop.comes_on(ANNA)[0].answer_after(2)
    shop.customer(number).dial(DIRECT)
    shop.clock.advance(15)
    assert shop.rows("call")[-1].status == "talking"


def heard(shop: World, words: str, number: str = "+48501234567") -> int:
    return sum(words in said for said in shop.customer(number).heard)


def test_place_and_wait_are_said_once_and_again_only_when_they_are_better(shop: World) -> None:
    talks(shop)
    ahead = shop.customer("+48501000002").dial(DIRECT)
    shop.clock.advance(2)
    shop.customer().dial(DIRECT)
    shop.clock.advance(90)
    assert heard(shop, "Miejsce w kolejce: 2.") == 1
    assert heard(shop, "Czas oczekiwania: od trzech do dziewięciu minut.") == 1
    ahead.hang_up()
    shop.clock.advance(60)
    assert heard(shop, "Miejsce w kolejce: 1.") == 1
    assert heard(shop, "Czas oczekiwania: od jednej do trzech minut.") == 1
    row = shop.rows("call")[-1]
    assert (row.spoken_place, row.spoken_high_minutes, row.expected_s) == (1, 3, 360)
    assert heard(shop, "Czas oczekiwania") == 2
    shop.nothing_wrong()


def test_a_due_callback_ahead_is_counted(shop: World) -> None:
    talks(shop)
    call = shop.customer("+48501000002").dial(DIRECT)
    shop.clock.advance(10)
    call.press("1")
    shop.clock.advance(90)
    assert shop.only("callback").status == "waiting"
    shop.customer().dial(DIRECT)
    shop.clock.advance(20)
    assert heard(shop, "Miejsce w kolejce: 2.") == 1


def test_the_key_for_a_callback_works_at_once_but_is_spoken_about_only_when_waiting_is_long(
    shop: World,
) -> None:
    talks(shop)
    shop.customer().dial(DIRECT)
    shop.clock.advance(100)
    assert heard(shop, "W każdej chwili") == 0
    shop.customer("+48501000002").dial(DIRECT)  # six minutes are expected: said with the first words
    shop.clock.advance(20)
    assert heard(shop, "W każdej chwili", "+48501000002") == 1
    shop.clock.advance(200)
    assert heard(shop, "W każdej chwili") == heard(shop, "W każdej chwili", "+48501000002") == 1


def test_a_next_department_with_nobody_on_duty_is_none_and_an_offer_is_made(shop: World) -> None:
    set_up(shop, max_wait=timedelta(minutes=1), routing={"when_waited": OverflowTo("marketing")})
    talks(shop)
    shop.customer().dial(DIRECT)
    shop.clock.advance_until(lambda: shop.rows("call")[-1].status == "menu", limit_s=120)
    shop.clock.advance(8)
    assert heard(shop, "nadal nikt nie jest wolny") == 1
    assert shop.rows("call")[-1].overflow_from is None


def test_after_the_maximum_wait_a_staffed_department_goes_on_with_the_same_arrival_and_case(
    shop: World,
) -> None:
    set_up(shop, max_wait=timedelta(minutes=2), routing={"when_waited": OverflowTo("marketing")})
    line = shop.store.read(load_line)
    lead = next(one for one in line.agents if one.email == LEAD)
    alone = replace(line, agents=tuple(
        replace(lead, departments={"marketing": 3}) if one is lead else one for one in line.agents
    ))  # fmt: skip
    shop.store.write(lambda tx: save_line(tx, alone, actor="stories", now=shop.clock.now))
    talks(shop)
    shop.comes_on(LEAD)[0].answer_after(2)
    shop.customer().dial(DIRECT)
    shop.clock.advance(100)
    before = shop.rows("call")[-1]
    assert (before.status, before.department_key) == ("waiting", "complaints")
    shop.clock.advance(60)
    after = shop.rows("call")[-1]
    assert (after.department_key, after.overflow_from, after.status) == ("marketing", "complaints", "talking")
    assert (after.arrived_at, after.queued_at, after.ticket_id) == (
        before.arrived_at, before.queued_at, before.ticket_id,
    )  # fmt: skip
    assert heard(shop, "Szybciej pomoże ktoś inny: marketing") == 1
    shop.nothing_wrong()


@pytest.mark.parametrize("why", ["when_full", "when_nobody"])
def test_who_cannot_be_let_in_goes_on_to_a_department_that_can_take_them(shop: World, why: str) -> None:
    set_up(shop, max_callers=1, routing={why: OverflowTo("orders")})
    if why == "when_full":
        talks(shop)
        shop.customer("+48501000002").dial(DIRECT)
        shop.clock.advance(5)
        shop.customer().dial(DIRECT)
        shop.clock.advance(5)
        row = shop.rows("call")[-1]
        assert (row.department_key, row.overflow_from, row.status) == ("orders", "complaints", "waiting")
        assert row.ticket_id == shop.rows("ticket")[-1].id
        assert shop.rows("ticket")[-1].department_key == "complaints"  # the case is what it was about
        assert heard(shop, "Szybciej pomoże ktoś inny: zamówienia") == 1
    else:
        shop.customer().dial(DIRECT)  # nobody in orders either: an offer, by the department that was chosen
        shop.clock.advance(5)
        row = shop.rows("call")[-1]
        assert (row.status, row.department_key, row.overflow_from) == ("menu", "complaints", None)
    shop.nothing_wrong()


def test_when_the_last_agent_leaves_the_waiting_are_taken_out_with_an_offer(shop: World) -> None:
    shop.comes_on(ANNA)
    call = shop.customer().dial(DIRECT)
    shop.clock.advance(10)
    shop.goes_off(ANNA)
    shop.clock.advance_until(lambda: shop.only("call").status == "menu", limit_s=40)
    shop.clock.advance(6)
    assert heard(shop, "nikogo nie ma przy telefonie") == 1
    call.press("1")
    shop.clock.advance(5)
    assert shop.only("callback").arrived_at == shop.only("call").started_at
    shop.nothing_wrong()


def test_when_everybody_has_declined_there_is_an_offer_and_no_more_ringing(shop: World) -> None:
    anna, borys = shop.comes_on(ANNA, BORYS)
    for phone in (anna, borys):
        phone.answer_after(1, then_press="2")
    shop.customer().dial(DIRECT)
    shop.clock.advance_until(lambda: shop.only("call").status == "menu", limit_s=75)
    shop.clock.advance(15)
    assert [row.cause for row in shop.rows("reservation")] == ["declined", "declined"]
    shop.nothing_wrong()


def test_who_is_taken_out_for_the_long_wait_may_wait_on_and_keeps_the_place(shop: World) -> None:
    set_up(shop, max_wait=timedelta(minutes=1))
    talks(shop)
    call = shop.customer().dial(DIRECT)
    shop.clock.advance_until(lambda: shop.rows("call")[-1].status == "menu", limit_s=120)
    before = shop.rows("call")[-1]
    shop.clock.advance(3)
    call.press("3")
    shop.clock.advance(5)
    after = shop.rows("call")[-1]
    assert (after.status, after.ranks_at, after.queued_at) == ("waiting", before.ranks_at, before.queued_at)
    shop.clock.advance(40)
    assert shop.rows("call")[-1].status == "waiting"
    shop.nothing_wrong()


def promises_none(shop: World) -> None:
    """The shop's switch is off: nobody is promised a callback any more."""
    line = shop.store.read(load_line)
    limits = replace(line.shop.callbacks, accept=False)
    line = replace(line, shop=replace(line.shop, callbacks=limits))
    shop.store.write(lambda tx: save_line(tx, line, actor="stories", now=shop.clock.now))


def test_a_shop_that_promises_no_callbacks_speaks_of_none_where_nobody_is_there(shop: World) -> None:
    promises_none(shop)
    call = shop.customer().dial(DIRECT)
    shop.clock.advance(7)
    assert heard(shop, "Aby zostawić wiadomość, wybierz 2.") == 1
    call.press("1")
    shop.clock.advance(5)
    assert heard(shop, "Aby zostawić wiadomość, wybierz 2.") == 2
    assert heard(shop, "oddzwonimy") == heard(shop, "nie możemy zadzwonić") == 0
    assert shop.rows("callback") == shop.rows("refusal") == []
    call.press("2")
    shop.clock.advance(5)
    assert heard(shop, "Prosimy nagrać wiadomość po sy") == 1
    shop.nothing_wrong()


def test_nor_in_its_waiting_room_where_the_key_means_nothing(shop: World) -> None:
    promises_none(shop)
    talks(shop)
    call = shop.customer().dial(DIRECT)
    shop.clock.advance(240)
    assert heard(shop, "Aby zostawić wiadomość, wybierz 2.") == 1
    call.press("1")
    shop.clock.advance(5)
    assert shop.rows("call")[-1].status == "waiting"
    assert heard(shop, "oddzwonimy") == 0
    assert shop.rows("callback") == shop.rows("refusal") == []
    shop.nothing_wrong()
