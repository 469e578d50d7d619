"""Which incident is told: the newest live one of the department or of the whole shop."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from call_routing.incidents import incident_now
from ticket_store.line import Incident, Line, Shop

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
SHOP_WIDE = Incident("shop", None, {"en": "all"}, NOON - HOUR, NOON + HOUR)
OLDER = Incident("older", "orders", {"en": "o"}, NOON - 2 * HOUR, NOON + HOUR)
NEWER = Incident("newer", "orders", {"en": "o"}, NOON - HOUR / 2, NOON + HOUR)
OVER = replace(NEWER, id="over", ends_at=NOON)
TO_COME = replace(NEWER, id="to come", began_at=NOON + HOUR / 4)


def line(*incidents: Incident) -> Line:
    shop = Shop("Sowa", "PL", "Europe/Warsaw", ("pl", "en"))
    return Line(1, shop, {}, (), {}, {}, {}, 0, incidents=incidents)


@pytest.mark.parametrize(
    ("incidents", "department", "told"),
    [
        ((), "orders", None),
        ((SHOP_WIDE,), None, "shop"),
        ((SHOP_WIDE,), "orders", "shop"),
        ((NEWER,), None, None),
        ((NEWER,), "complaints", None),
        ((OLDER, NEWER), "orders", "newer"),
        ((NEWER, OLDER), "orders", "newer"),
        ((OLDER, SHOP_WIDE), "orders", "shop"),
        ((SHOP_WIDE, OLDER), "complaints", "shop"),
        ((OVER,), "orders", None),
        ((OVER, OLDER), "orders", "older"),
        ((TO_COME,), "orders", None),
    ],
)
def test_the_newest_live_one_is_told(
    incidents: tuple[Incident, ...], department: str | None, told: str | None
) -> None:
    found = incident_now(line(*incidents), department, NOON)
    assert (found.id if found else None) == told


def test_it_is_told_from_its_beginning_until_just_before_its_end() -> None:
    instant = timedelta(microseconds=1)
    told = [
        incident_now(line(SHOP_WIDE), None, at) is not None
        for at in (NOON - HOUR - instant, NOON - HOUR, NOON + HOUR - instant, NOON + HOUR)
    ]
    assert told == [False, True, True, False]
