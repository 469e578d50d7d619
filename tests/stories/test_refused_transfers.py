"""A customer is not passed on to where they would wait in vain: the agent is told, and the talk goes on."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from call_routing.talking.takers import NotPossible
from call_routing.talking.transfers import PassedOn
from tests.stories.in_the_talk import ANNA, BORYS, LEAD, call_id, consult, pass_on, seen, talking
from tests.stories.world import World
from ticket_store import schema
from ticket_store.engine import Transaction


def set_department(shop: World, key: str, **values: object) -> None:
    """Change a department, as the API does it."""

    def work(tx: Transaction) -> None:
        run = tx.db.execute
        run(update(schema.department).where(schema.department.c.key == key).values(**values))
        run(update(schema.shop).values(version=schema.shop.c.version + 1))

    shop.store.write(work)


def talks_on(shop: World) -> None:
    """Nothing has happened to the talk, and the customer hears the agent."""
    row = shop.rows("call")[-1]
    assert (row.status, row.agent_id) == ("talking", shop.agent(ANNA).id)
    assert seen(shop).held_since is None
    assert [held.state for held in shop.rows("reservation") if held.call_id == call_id(shop)] == ["accepted"]
    anna = shop.phone_of(ANNA)
    anna.speak("Już wracam.")
    assert "Już wracam." in shop.customer().heard
    shop.nothing_wrong()


def test_a_closed_department_is_named_with_its_opening(shop: World) -> None:
    talking(shop)
    until = datetime(2026, 11, 25, 9, 0, tzinfo=ZoneInfo("Europe/Warsaw"))
    set_department(shop, "orders", closed_since_at=shop.clock.now, closed_until_at=until)
    for asked in (pass_on(shop, department="orders"), consult(shop, agent=None, department="orders")):
        assert isinstance(asked, NotPossible)
        assert (asked.why, asked.opens_at) == ("closed", until)
    talks_on(shop)


def test_nobody_waits_where_nobody_but_the_one_who_passes_on_has_duty(shop: World) -> None:
    talking(shop)
    for email in (BORYS, LEAD):
        shop.goes_off(email)
    for department in ("orders", "marketing"):  # Anna herself is on duty for orders
        assert pass_on(shop, department=department) == NotPossible("nobody")
        assert consult(shop, agent=None, department=department) == NotPossible("nobody")
    talks_on(shop)


def test_a_full_queue_takes_nobody(shop: World) -> None:
    talking(shop)
    set_department(shop, "orders", max_callers=0)
    assert pass_on(shop, department="orders") == NotPossible("full")
    assert consult(shop, agent=None, department="orders") == NotPossible("full")
    talks_on(shop)


@pytest.mark.parametrize("why", ["off_duty", "unreachable", "unknown"])
def test_a_person_who_cannot_take_the_customer_is_not_waited_for(shop: World, why: str) -> None:
    talking(shop)
    if why == "off_duty":
        shop.goes_off(LEAD)
    if why == "unreachable":
        lead = schema.agent.c.email == LEAD
        shop.store.write(lambda tx: tx.db.execute(update(schema.agent).where(lead).values(reachable=False)))
    assert pass_on(shop, agent="admin@sowa.example" if why == "unknown" else LEAD) == NotPossible(why)
    talks_on(shop)


def test_whoever_passed_the_customer_on_is_not_given_them_back_unasked(shop: World) -> None:
    _, _, borys = talking(shop)
    assert pass_on(shop, agent=BORYS) == PassedOn("complaints")
    shop.clock.advance_until(lambda: shop.only("call").status == "talking", limit_s=30)
    assert pass_on(shop, agent=ANNA, by=BORYS) == NotPossible("had_them")
    assert bool(borys.live)
    assert shop.customer().live
