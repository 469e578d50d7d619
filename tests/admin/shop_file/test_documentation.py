"""The page about the shop file says what the code does."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from admin.shop_file.commands import read_checked
from admin.shop_file.tree import line_as_tree
from ticket_store.callback_settings import CallbackLimits, CallbackPolicy
from ticket_store.line import Department, OfferCallback, Routing

PAGE = Path(__file__).resolve().parents[3] / "docs" / "shop-file.md"


def example() -> str:
    return PAGE.read_text(encoding="utf-8").partition("```yaml\n")[2].partition("```")[0]


def test_the_example_of_the_page_has_no_faults() -> None:
    line, faults = read_checked(example())
    assert line is not None
    assert all(fault.is_warning for fault in faults)


def test_the_example_of_the_page_leaves_no_setting_out() -> None:
    line, _ = read_checked(example())
    assert line is not None
    missing = {name for name in names(line_as_tree(line)) if name not in example()}
    assert missing == set()
    assert line.shop.alarm_number
    assert all(did.brand or did.department_key for did in line.dids.values())


def test_the_defaults_of_the_page_are_those_of_the_house() -> None:
    line, _ = read_checked(example())
    assert line is not None
    assert line.departments["complaints"].callback == CallbackPolicy()
    routing = line.departments["complaints"].routing
    assert replace(routing, tiers=Routing().tiers, when_full=OfferCallback()) == Routing()
    bare = Department("x", {}, "y")
    waits = (bare.ring_timeout, bare.wrap_up, bare.max_wait)
    assert [one.total_seconds() for one in waits] == [15, 30, 600]
    assert bare.max_callers == 50
    assert (bare.service_level.share, bare.service_level.within.total_seconds()) == (0.8, 20)


def test_the_limits_of_the_page_are_those_of_the_house() -> None:
    line, _ = read_checked(example())
    assert line is not None
    default, shown = CallbackLimits(), line.shop.callbacks
    slots = replace(shown.slots, max_pending=default.slots.max_pending)
    own = {"countries": default.countries, "spend_per_day": default.spend_per_day, "prices": default.prices}
    assert replace(shown, slots=slots, **own) == default  # type: ignore[arg-type]


def names(tree: Any) -> Iterator[str]:
    """Every name in a tree, at whatever depth."""
    for name, value in tree.items() if isinstance(tree, dict) else ():
        yield name
        yield from names(value)
    for value in tree if isinstance(tree, list) else ():
        yield from names(value)
