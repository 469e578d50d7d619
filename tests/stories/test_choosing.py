"""Who is rung for a caller: the owner, the deputy, tier after tier, one or several at once; never in a loop."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.phone_simulator.phones import Phone
from tests.stories.world import CZECH, DIRECT, MAIN, World
from ticket_store.line import Strategy, Tier
from ticket_store.line_rows import load_line, save_line

ANNA, BORYS, LEAD = "anna@sowa.example", "borys@sowa.example", "lead@sowa.example"
OTHER = "+48501999999"


def route(shop: World, **routing: Any) -> None:
    """Complaints shares its callers out so, and Borys is Anna's deputy."""

    def work(tx: Any) -> None:
        line = load_line(tx.db)
        complaints = line.departments["complaints"]
        changed = replace(complaints, routing=replace(complaints.routing, **routing))
        agents = tuple(replace(one, deputy=BORYS) if one.email == ANNA else one for one in line.agents)
        wanted = replace(line, departments={**line.departments, "complaints": changed}, agents=agents)
        save_line(tx, wanted, actor="stories", now=shop.clock.now)

    shop.store.write(work)


def rung(*phones: Phone) -> list[bool]:
    return [bool(phone.ringing) for phone in phones]


def accepted(shop: World) -> list[Any]:
    return [row.accepted_at for row in shop.rows("reservation") if row.state == "accepted"]


def annas_case(shop: World) -> None:
    """The customer has a case that Anna owns; she is free again."""
    (anna,) = shop.comes_on(ANNA)
    anna.answer_after(2)
    call = shop.customer().dial(DIRECT)
    shop.clock.advance(15)
    assert shop.only("ticket").owner_id == shop.agent(ANNA).id
    call.hang_up()
    shop.clock.advance(70)
    anna.behave("manual")


def test_the_owner_is_rung_alone_then_the_deputy_then_anybody(shop: World) -> None:
    route(shop)
    annas_case(shop)
    anna, borys, lead = shop.comes_on(ANNA, BORYS, LEAD)
    shop.customer().dial(DIRECT)
    shop.clock.advance(5)
    assert rung(anna, borys, lead) == [True, False, False]
    anna.decline()
    shop.clock.advance(3)
    assert rung(anna, borys, lead) == [False, True, False]
    borys.decline()
    shop.clock.advance(3)
    assert rung(anna, borys, lead) == [False, False, True]
    shop.nothing_wrong()


def test_an_owner_who_is_off_duty_is_skipped_at_once_for_the_deputy(shop: World) -> None:
    route(shop)
    annas_case(shop)
    shop.goes_off(ANNA)
    lead, borys = shop.comes_on(LEAD, BORYS)  # the lead has been idle longer
    shop.customer().dial(DIRECT)
    shop.clock.advance(3)
    assert rung(borys, lead) == [True, False]


def test_the_second_tier_opens_after_its_time(shop: World) -> None:
    route(shop, tiers=(Tier(3), Tier(2, timedelta(seconds=40))))
    anna, lead = shop.comes_on(ANNA, LEAD)
    anna.behave("busy")
    shop.customer().dial(DIRECT)
    shop.clock.advance(35)
    assert not lead.ringing
    shop.clock.advance(10)
    assert lead.ringing


def test_the_second_tier_opens_at_once_when_the_first_has_nobody_on(shop: World) -> None:
    route(shop, tiers=(Tier(3), Tier(2, timedelta(seconds=40))))
    (lead,) = shop.comes_on(LEAD)
    shop.customer().dial(DIRECT)
    shop.clock.advance(3)
    assert lead.ringing


def test_the_language_is_waited_for_and_then_given_up(shop: World) -> None:
    route(shop, language_for=timedelta(seconds=60))
    anna, borys = shop.comes_on(ANNA, BORYS)
    borys.answer_after(1)
    shop.customer(OTHER).dial(DIRECT)
    shop.clock.advance(2)
    anna.decline()
    shop.clock.advance(20)
    assert shop.only("call").agent_id == shop.agent(BORYS).id
    czech = shop.customer("+420601234567").dial(CZECH)
    czech.press("1")
    shop.clock.advance(50)
    assert not anna.ringing, "Borys speaks Czech and is on another call"
    shop.clock.advance(20)
    assert anna.ringing


@pytest.mark.parametrize(
    ("strategy", "second"),
    [
        (Strategy.LONGEST_IDLE, "lead"),  # the others have just been rung or came later
        (Strategy.SKILL_FIRST, "borys"),
        (Strategy.ROUND_ROBIN, "lead"),
    ],
)
def test_each_department_has_a_strategy_of_its_own(shop: World, strategy: Strategy, second: str) -> None:
    route(shop, strategy=strategy)
    anna, lead, borys = shop.comes_on(ANNA, LEAD, BORYS)
    shop.customer().dial(DIRECT)
    shop.clock.advance(3)
    assert rung(anna, lead, borys) == [True, False, False]
    shop.customer(OTHER).dial(DIRECT)
    shop.clock.advance(3)
    assert rung(lead, borys) == [second == "lead", second == "borys"]


def test_whoever_had_the_fewest_calls_today_is_rung(shop: World) -> None:
    route(shop, strategy=Strategy.FEWEST_CALLS)
    annas_case(shop)
    (borys,) = shop.comes_on(BORYS)  # has been idle for a moment only, and had no call yet
    shop.customer(OTHER).dial(DIRECT)
    shop.clock.advance(3)
    assert rung(shop.phone_of(ANNA), borys) == [False, True]


def test_several_ring_at_once_and_the_others_stop_within_a_second(shop: World) -> None:
    route(shop, strategy=Strategy.RING_SEVERAL)
    anna, borys, lead = shop.comes_on(ANNA, BORYS, LEAD)
    shop.customer().dial(DIRECT)
    shop.clock.advance(3)
    assert rung(anna, borys, lead) == [True, True, True]
    borys.answer()
    shop.clock.advance_until(lambda: bool(borys.heard), limit_s=30)
    borys.press("1")
    shop.clock.advance_until(lambda: bool(accepted(shop)), limit_s=5)
    (accepted_at,) = accepted(shop)
    shop.clock.advance_until(lambda: not anna.ringing and not lead.ringing, limit_s=5)
    assert (shop.clock.now - accepted_at).total_seconds() < 1
    shop.clock.advance(2)
    assert (shop.only("call").status, shop.only("call").agent_id) == ("talking", shop.agent(BORYS).id)
    assert sorted(row.cause or "" for row in shop.rows("reservation")) == ["", "taken", "taken"]
    assert (shop.agent(ANNA).misses, shop.agent(LEAD).misses) == (0, 0)
    shop.nothing_wrong()


def test_two_callers_get_one_agent_each_before_anybody_gets_the_second(shop: World) -> None:
    route(shop, strategy=Strategy.RING_SEVERAL)
    for email in (ANNA, BORYS, LEAD):
        shop.phone_of(email).behave("ignore")
    shop.comes_on(ANNA)
    shop.customer().dial(DIRECT)
    shop.clock.advance(1)
    shop.customer(OTHER).dial(DIRECT)
    shop.clock.advance(3)
    shop.comes_on(BORYS)
    shop.comes_on(LEAD)
    first, second = (row.id for row in shop.rows("call"))
    assert [row.call_id for row in shop.rows("reservation")] == [first, second, first]


def test_the_longest_waiter_of_all_the_agents_departments_is_served_first(shop: World) -> None:
    anna, borys = shop.comes_on(ANNA, BORYS)
    for phone in (anna, borys):
        phone.answer_after(1)
    talks = [shop.customer(f"+4850100000{n}").dial(DIRECT) for n in range(2)]
    shop.clock.advance(15)
    waits_longest = shop.customer("+48501000007").dial(MAIN)
    waits_longest.press("0")  # orders
    shop.clock.advance(5)
    shop.customer("+48501000008").dial(DIRECT)
    shop.clock.advance(5)
    talks[0].hang_up()
    shop.clock.advance_until(lambda: len(shop.rows("reservation")) > 2, limit_s=120)
    assert shop.rows("reservation")[2].call_id == shop.rows("call")[2].id
    assert shop.rows("call")[2].department_key == "orders"


def test_after_two_calls_missed_in_a_row_an_agent_is_paused_and_told_why(shop: World) -> None:
    (anna,) = shop.comes_on(ANNA)
    anna.behave("ignore")
    shop.customer().dial(DIRECT)
    shop.clock.advance(120)
    row = next(row for row in shop.rows("agent") if row.email == ANNA)
    assert (row.chosen_status, row.status_reason) == ("away", "missed_twice")
    assert len(shop.rows("reservation")) == 2


def test_a_lone_agent_who_declines_is_not_rung_in_a_loop_and_the_caller_gets_the_offer(shop: World) -> None:
    (anna,) = shop.comes_on(ANNA)
    anna.answer_after(1, then_press="2")
    customer = shop.customer()
    customer.dial(DIRECT)
    shop.clock.advance(60)
    assert [row.cause for row in shop.rows("reservation")] == ["declined"]
    assert any("oddzwoni" in said.lower() for said in customer.heard)
    assert shop.only("call").status != "waiting"
    shop.nothing_wrong()


def test_an_agent_whose_line_is_busy_is_tried_three_times_for_a_caller_at_most(shop: World) -> None:
    (anna,) = shop.comes_on(ANNA)
    anna.behave("busy")
    shop.customer().dial(DIRECT)
    shop.clock.advance(400)
    assert [row.cause for row in shop.rows("reservation")] == ["busy"] * 3
    assert shop.only("call").status != "waiting"
