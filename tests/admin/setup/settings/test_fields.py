"""The tables of settings: each field stands in the file, says what it does, and goes there and back."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from admin.setup.settings.callback_fields import CALLBACKS
from admin.setup.settings.department_fields import DEPARTMENT
from admin.setup.settings.departments import with_department, with_moved, without_department
from admin.setup.settings.fields import Kind, Setting, settings_of
from admin.setup.settings.form import default_of
from admin.setup.settings.shop_fields import SHOP
from admin.setup.settings.typing import as_typed, read_typed
from admin.shop_file.reading import read_shop_file
from admin.shop_file.tree import line_as_tree
from admin.shop_file.typed import value_at
from tests.admin.shop_file.conftest import GOOD
from ticket_store.line import Department, Line

RULES = (Path(__file__).parents[4] / "docs" / "rules.md").read_text(encoding="utf-8")
EVERYTHING = ((("shop",), SHOP), (("departments", "sales"), DEPARTMENT), (("callbacks",), CALLBACKS))
SETTINGS = [(part, one) for part, groups in EVERYTHING for one in settings_of(groups)]
ELSEWHERE = {"yearly"}  # closures have a room of their own


def a_line() -> Line:
    line = read_shop_file(GOOD).line
    assert line
    return line


def anchors() -> set[str]:
    named = re.findall(r"\{#([a-z-]+)\}", RULES)
    titles = re.findall(r"^#+ ([^{\n]+)$", RULES, re.MULTILINE)
    return {*named, *(re.sub(r"[^a-z0-9]+", "-", title.strip().lower()).strip("-") for title in titles)}


def test_every_rule_that_a_setting_names_stands_in_the_docs() -> None:
    named = {one.rule for _, one in SETTINGS if one.rule}
    assert {rule.partition("#")[2] for rule in named} - anchors() == set()
    assert {rule.partition("#")[0] for rule in named} == {"rules.md"}


@pytest.mark.parametrize("part", [("shop",), ("departments", "sales"), ("callbacks",)])
def test_every_field_of_the_file_has_its_place_on_a_page(part: tuple[str, ...]) -> None:
    shown = {one.path for where, one in SETTINGS if where == part}

    def leaves(tree: Any, path: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
        if path in shown or not isinstance(tree, dict):
            return {path}
        return {leaf for name, one in tree.items() for leaf in leaves(one, (*path, name))}

    assert leaves(value_at(line_as_tree(a_line()), part)) - shown == set()


@pytest.mark.parametrize(("part", "setting"), SETTINGS, ids=lambda one: getattr(one, "name", ""))
def test_what_stands_in_a_field_is_read_back_as_it_was(part: tuple[str, ...], setting: Setting) -> None:
    tree = line_as_tree(a_line())
    value = value_at(tree, (*part, *setting.path))
    if value is None:
        value = value_at(default_of(part), setting.path)
    form = sent(setting, as_typed(setting, value))
    again = read_typed(setting, form, ("pl", "en"))
    assert as_typed(setting, again) == as_typed(setting, value)


def sent(setting: Setting, typed: Any) -> dict[str, str]:
    """As a browser sends what stands there."""
    name = setting.name
    match setting.kind:
        case Kind.DURATION:
            return {name: typed[0], f"{name}.unit": typed[1]}
        case Kind.SWITCH:
            return {name: "on"} if typed else {}
        case Kind.WORDS:
            return {f"{name}.{one}": text for one, text in typed.items()}
        case Kind.TIERS:
            rows = {f"{name}.{at}": skill for at, (skill, _, _) in enumerate(typed)}
            times = {f"{name}.{at}.after": figure for at, (_, figure, _) in enumerate(typed)}
            units = {f"{name}.{at}.after.unit": unit for at, (_, _, unit) in enumerate(typed)}
            return rows | times | units
        case _:
            return {name: typed}


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (Kind.SHARE, "80 %", "0.8"),
        (Kind.SHARE, "12,5", "0.125"),
        (Kind.SHARE, "most", "most"),
        (Kind.SHARE, "", None),
        (Kind.MONEY, "25 EUR", "25 EUR"),
        (Kind.MONEY, "25", "25 EUR"),
        (Kind.LIST, "pl, en;cs\nfi", ["pl", "en", "cs", "fi"]),
        (Kind.PRICES, "+48 4\n+420 6.5", {"+48": "4", "+420": "6.5"}),
        (Kind.WHOLE, " 7 ", "7"),
        (Kind.NEXT_STEP, "", "callback"),
    ],
)
def test_people_write_as_they_do(kind: Kind, typed: str, value: Any) -> None:
    assert read_typed(Setting(("share",), kind, ""), {"share": typed}, ()) == value


def test_departments_stay_in_one_order_whatever_comes_and_goes() -> None:
    line = with_department(a_line(), Department("extra", {"pl": "inne"}, "office"))
    assert [one.position for one in with_moved(line, "extra", -1).departments.values()] == [0, 1, 2]
    assert with_moved(line, "extra", 1) == line
    gone = without_department(replace(line), "sales")
    assert list(gone.departments) == ["repairs", "extra"]
    assert "sales" not in gone.agents[0].departments
