"""The changes of the line, as pure functions."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from admin.setup.hours.editing import drop_hours, put_closures, put_hours
from ticket_store.line import Closure, Department, Line, Shop

NOON = datetime(2026, 12, 28, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
STOCK = Closure("office", NOON, NOON + DAY, {"en": "stocktaking"})
LINE = Line(
    version=3,
    shop=Shop("Sowa", "PL", "Europe/Warsaw", ("pl",)),
    hours={"office": "Mo-Fr 08:30-17:00; PH off", "shop": "24/7"},
    closures=(STOCK,),
    departments={"orders": Department("orders", {"en": "orders"}, "office")},
    dids={},
    menus={},
    menu_version=1,
)


def test_hours_are_put_in_place_and_new_ones_behind_the_others() -> None:
    assert put_hours(LINE, "office", "off").hours == {"office": "off", "shop": "24/7"}
    assert list(put_hours(LINE, "evening", "off").hours) == ["office", "shop", "evening"]


def test_hours_go_with_their_closures() -> None:
    dropped = drop_hours(LINE, "office")
    assert (dropped.hours, dropped.closures) == ({"shop": "24/7"}, ())
    assert drop_hours(LINE, "shop").closures == (STOCK,)


def test_closures_are_replaced_and_stand_in_the_order_of_the_store() -> None:
    early = replace(STOCK, starts_at=NOON - DAY, hours_key="shop")
    assert put_closures(LINE, (), [early]).closures == (early, STOCK)
    assert put_closures(LINE, [STOCK], [early]).closures == (early,)
    assert put_closures(LINE, [STOCK], ()).closures == ()
    assert put_closures(LINE, (), [STOCK]) == LINE
