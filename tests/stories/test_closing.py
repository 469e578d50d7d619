"""The shop closes when nobody expected it: callers hear why and until when, and talks go on."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.stories.world import DIRECT, World
from ticket_store.line import Closure
from ticket_store.line_rows import load_line, save_line
from ticket_store.manual_close import close_by_hand, open_again

ANNA, LEAD = "anna@sowa.example", "lead@sowa.example"
REASON = {"pl": "awaria prądu"}
FIRST, SECOND, THIRD = "+48501000001", "+48501000002", "+48501000003"
WARSAW = ZoneInfo("Europe/Warsaw")


def heard(shop: World, number: str) -> str:
    return " ".join(shop.customer(number).heard)


def test_who_waits_and_who_rings_then_hear_that_it_was_closed_by_hand_and_the_talk_goes_on(
    shop: World,
) -> None:
    shop.comes_on(ANNA)[0].answer_after(2)
    shop.customer(FIRST).dial(DIRECT)
    shop.clock.advance(10)
    waiting = shop.customer(SECOND).dial(DIRECT)
    shop.clock.advance(20)
    now = shop.clock.now
    until = now + timedelta(hours=2)
    shop.store.write(
        lambda tx: close_by_hand(tx, ["complaints"], now, until_at=until, reason=REASON, actor=LEAD)
    )
    shop.clock.advance(15)
    shop.customer(THIRD).dial(DIRECT)
    shop.clock.advance(5)
    for number in (SECOND, THIRD):
        assert "awaria prądu" in heard(shop, number)
        assert "dziś od" in heard(shop, number)
    assert "awaria prądu" not in heard(shop, FIRST)
    assert shop.rows("call")[0].status == "talking"
    waiting.press("1")
    shop.clock.advance(5)
    (asked,) = shop.rows("callback")
    assert asked.promised_from >= until
    shop.store.write(lambda tx: open_again(tx, ["complaints"], shop.clock.now, actor=LEAD))
    fourth = shop.customer("+48501000004")
    fourth.dial(DIRECT)
    shop.clock.advance(5)
    assert "awaria prądu" not in " ".join(fourth.heard)
    shop.nothing_wrong()


def test_a_closure_of_an_earlier_year_closes_the_line_on_its_day_again(shop: World) -> None:
    here = shop.clock.now.astimezone(WARSAW)
    last_year = datetime(here.year - 1, here.month, here.day, tzinfo=WARSAW)
    line = shop.store.read(load_line)
    closure = Closure(
        "office", last_year, last_year + timedelta(days=1), {"pl": "dzień firmowy"}, yearly=True
    )
    once = replace(closure, yearly=False, starts_at=last_year - timedelta(days=9), reason={"pl": "remont"})
    line = replace(line, closures=(once, closure))
    shop.store.write(lambda tx: save_line(tx, line, actor="stories", now=shop.clock.now))
    shop.customer().dial(DIRECT)
    shop.clock.advance(5)
    assert "dzień firmowy" in heard(shop, "+48501234567")
    assert "remont" not in heard(shop, "+48501234567")
    shop.nothing_wrong()
