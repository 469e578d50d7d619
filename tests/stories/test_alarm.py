"""Open and nobody on duty: the alarm number is rung or texted, once, and again after an hour."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.phone_simulator.chaos import Chaos
from app.phone_simulator.phones import Phone
from tests.stories.world import World, world
from ticket_store.engine import Store
from ticket_store.line_rows import load_line, save_line
from ticket_store.unattended import minutes_unattended, unattended_now

ANNA, BORYS, LEAD = "anna@sowa.example", "borys@sowa.example", "lead@sowa.example"
OWNER = "+48601220100"
BEFORE_OPENING = datetime(
    2026, 3, 3, 6, 50, tzinfo=UTC
)  # 7:50 in Warsaw; orders open at 8, the others at 8:30


def set_alarm(shop: World, by: str = "call") -> Phone:
    """The owner's phone, which is told."""
    line = shop.store.read(load_line)
    wanted = replace(line, shop=replace(line.shop, alarm_number=OWNER, alarm_by=by))
    shop.store.write(lambda tx: save_line(tx, wanted, actor="stories", now=shop.clock.now))
    return shop.carrier.phone(OWNER)


def dials(shop: World) -> int:
    return len(shop.carrier.ledger.to(OWNER))


def pass_by(shop: World, minutes: float) -> None:
    """So much later, the sweeper has looked and what it decided has been done."""
    shop.clock.jump_to(shop.clock.now + timedelta(minutes=minutes))
    shop.clock.advance(4)


def heard(phone: Phone) -> str:
    return " ".join(bubble.text for bubble in phone.bubbles)


def test_the_owner_is_rung_and_hears_which_department_twice(shop: World) -> None:
    shop.comes_on(BORYS, LEAD)
    owner = set_alarm(shop)
    owner.answer_after(3, then_press=None)
    pass_by(shop, 10)
    assert dials(shop) == 0  # somebody is on duty everywhere
    shop.goes_off(BORYS)
    pass_by(shop, 10)
    assert dials(shop) == 0  # the lead is still there for all
    shop.goes_off(LEAD)
    shop.clock.advance(4)
    pass_by(shop, 2.8)
    assert dials(shop) == 0
    shop.clock.advance(60)
    assert dials(shop) == 1  # one call tells of all three
    told = heard(owner)
    for department in ("Reklamacje", "Zamówienia", "Marketing"):
        assert told.count(f"{department}: mamy otwarte, a nikogo nie ma na dyżurze, dziś od") == 2
    assert not owner.live
    (leg,) = [row for row in shop.rows("leg") if row.role == "alarm"]
    assert (leg.status, leg.call_id) == ("completed", None)
    shop.nothing_wrong()


def test_it_is_said_again_after_an_hour_and_ends_when_somebody_comes(shop: World) -> None:
    owner = set_alarm(shop)
    owner.answer_after(3, then_press=None)
    pass_by(shop, 4)
    assert dials(shop) == 1
    shop.clock.advance(60)
    pass_by(shop, 58)
    assert dials(shop) == 1
    pass_by(shop, 1)
    assert dials(shop) == 2
    shop.comes_on(LEAD)
    pass_by(shop, 90)
    assert dials(shop) == 2
    assert shop.store.read(unattended_now) == {}


@pytest.mark.parametrize("behaviour", ["busy", "ignore"])
def test_an_owner_who_did_not_take_the_call_is_rung_three_times_again_then_hourly(
    shop: World, behaviour: str
) -> None:
    set_alarm(shop).behave(behaviour)
    pass_by(shop, 4)
    for rung in (1, 2, 3):
        shop.clock.advance(60)  # the carrier tells that nobody took it
        assert dials(shop) == rung
        pass_by(shop, 3)
        assert dials(shop) == rung
        pass_by(shop, 2)
        assert dials(shop) == rung + 1
    shop.clock.advance(60)
    pass_by(shop, 55)
    assert dials(shop) == 4
    pass_by(shop, 5)
    assert dials(shop) == 5
    shop.nothing_wrong()


def test_who_comes_on_duty_meanwhile_ends_the_ringing(shop: World) -> None:
    set_alarm(shop).behave("busy")
    pass_by(shop, 4)
    shop.clock.advance(20)
    shop.comes_on(LEAD)
    pass_by(shop, 10)
    assert dials(shop) == 1


def test_the_first_minutes_after_opening_are_left_to_those_who_come(store: Store) -> None:
    with world(store, start=BEFORE_OPENING) as shop:
        set_alarm(shop).behave("ignore")
        pass_by(shop, 10)
        pass_by(shop, 2.5)
        assert dials(shop) == 0
        assert list(shop.store.read(unattended_now)) == ["orders"]
        shop.comes_on(BORYS)
        pass_by(shop, 5)
        assert shop.store.read(unattended_now) == {}
        assert dials(shop) == 0


def test_a_span_ends_at_closing_time_and_its_minutes_are_a_figure(store: Store) -> None:
    late = datetime(2026, 3, 3, 15, 50, tzinfo=UTC)  # 16:50 in Warsaw
    with world(store, start=late) as shop:
        pass_by(shop, 60)  # nobody looked at five sharp
        assert list(shop.store.read(unattended_now)) == ["orders"]  # open until 20
        minutes = shop.store.read(lambda db: minutes_unattended(db, late, shop.clock.now))
        assert (minutes["complaints"], minutes["marketing"]) == (10.0, 10.0)
        assert minutes["orders"] == pytest.approx(60, abs=0.1)
        assert shop.rows("outbox") == []  # nobody is to be told


def test_by_text_it_is_one_text(shop: World) -> None:
    owner = set_alarm(shop, "text")
    pass_by(shop, 5)
    pass_by(shop, 5)
    (text,) = owner.texts
    assert text.body.startswith("Sowa: mamy otwarte, a nikogo nie ma na dyżurze.")
    assert text.body.endswith(" reklamacje od 12:00, zamówienia od 12:00, marketing od 12:00.")
    assert dials(shop) == 0
    shop.nothing_wrong()


def test_after_an_unclear_answer_the_owner_is_not_rung_again(store: Store) -> None:
    with world(store, chaos=Chaos(ambiguous_create=1.0), seed=3) as shop:
        owner = set_alarm(shop)
        owner.answer_after(3, then_press=None)
        pass_by(shop, 4)
        shop.clock.advance(40)
        pass_by(shop, 30)
        assert dials(shop) == 1
        assert "nikogo nie ma na dyżurze" in heard(owner)
        assert [row.ended_at for row in shop.rows("leg")] != [None]


def test_who_answers_when_somebody_has_come_meanwhile_hears_so(shop: World) -> None:
    owner = set_alarm(shop)
    pass_by(shop, 3)
    assert owner.ringing
    shop.comes_on(LEAD)
    shop.clock.advance(3)
    owner.answer()
    shop.clock.advance(20)
    assert heard(owner).count("W tej chwili ktoś już jest na dyżurze.") == 2
    shop.nothing_wrong()
