"""The line that the steps make, read and checked like a shop file. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from admin.setup.naming import key_for
from admin.shop_file.checking import check_line
from admin.shop_file.faults import Fault
from admin.shop_file.reading import read_tree
from admin.welcome.steps import HOMES, Home, Step, Typed, languages_of
from ticket_store.line import Line

_LANGUAGE_KEYS = "89*"  # far from the departments', which begin at 1
_SKILL = 3
_STEP_OF = {
    "shop": Step.SHOP,
    "numbers": Step.NUMBER,
    "departments": Step.DEPARTMENTS,
    "hours": Step.DEPARTMENTS,
    "agents": Step.PEOPLE,
    "menus": Step.MENU,
}


@dataclass(frozen=True)
class Made:
    """The line so far, and the faults of each step; a step that is not typed yet has faults of its own."""

    line: Line
    faults: Mapping[Step, tuple[Fault, ...]]

    def is_done(self, step: Step, steps: Mapping[str, Typed]) -> bool:
        """Whether it was typed and nothing is wrong with it; the admin needs an address and a password, too."""
        typed = steps.get(step)
        if typed is None or self.faults.get(step):
            return False
        return step is not Step.PEOPLE or (
            bool(typed.get("password_hash") and typed["email"] and typed["name"])
            and all(row["email"] for row in typed["rows"])
        )

    def first_open(self, steps: Mapping[str, Typed]) -> Step | None:
        """The first step that is to be typed still, or again."""
        return next((one for one in Step if not self.is_done(one, steps)), None)


def make(steps: Mapping[str, Typed]) -> Made:
    """Warnings are no faults: a newcomer hears of them on the overview of the settings."""
    reading = read_tree(_tree(steps))
    assert reading.line is not None, "a tree always reads as a line"  # noqa: S101 - told to mypy
    found: dict[Step, list[Fault]] = {}
    for fault in check_line(reading.line, reading.book):
        step = _STEP_OF.get(fault.path[0]) if fault.path else None
        if step is not None and not fault.is_warning:
            found.setdefault(step, []).append(fault)
    return Made(reading.line, {step: tuple(faults) for step, faults in found.items()})


def department_keys(steps: Mapping[str, Typed]) -> list[str]:
    """The keys of the departments, in the order in which they were typed."""
    keys: list[str] = []
    for row in steps.get(Step.DEPARTMENTS, {}).get("rows", ()):
        name = row["name"].get("en") or next(iter(row["name"].values()))
        keys.append(key_for(name, keys, otherwise="department"))
    return keys


def _tree(steps: Mapping[str, Typed]) -> dict[str, Any]:
    shop = steps.get(Step.SHOP, {})
    languages, country = languages_of(shop), str(shop.get("country", "")).upper()
    keys = department_keys(steps)
    hours, departments = _departments(steps, keys)
    number = steps.get(Step.NUMBER, {}).get("number", "")
    home = HOMES.get(country, Home("UTC", "en"))
    return {
        "shop": {
            "name": shop.get("name", ""),
            "country": country,
            "timezone": home.timezone,
            "languages": list(languages),
        },
        "hours": hours,
        "departments": departments,
        "numbers": {number: {"language": languages[0], "menu": "main"}} if number else {},
        "menus": {"main": _menu(steps, keys, languages)},
        "agents": _agents(steps, keys, languages),
    }


def _departments(steps: Mapping[str, Typed], keys: list[str]) -> tuple[dict[str, str], dict[str, Any]]:
    """Departments with the same hours share them."""
    hours: dict[str, str] = {}
    departments: dict[str, Any] = {}
    for key, row in zip(keys, steps.get(Step.DEPARTMENTS, {}).get("rows", ()), strict=True):
        rule = f"{row['days']} {row['from']}-{row['until']}" + ("; PH off" if row["holidays"] else "")
        known = next((name for name, one in hours.items() if one == rule), key)
        hours[known] = rule
        departments[key] = {"name": row["name"], "hours": known}
    return hours, departments


def _menu(steps: Mapping[str, Typed], keys: list[str], languages: tuple[str, ...]) -> dict[str, Any]:
    pressed: dict[str, Any] = {str(place): {"department": key} for place, key in enumerate(keys, 1)}
    pressed |= {digit: {"language": one} for digit, one in zip(_LANGUAGE_KEYS, languages[1:], strict=False)}
    then = {"times": 2} | ({"then": {"department": keys[0]}} if keys else {})
    greeting = steps.get(Step.MENU, {}).get("greeting", {})
    return {"greeting": greeting, "keys": pressed, "no_input": then, "no_match": then}


def _agents(steps: Mapping[str, Typed], keys: list[str], languages: tuple[str, ...]) -> list[dict[str, Any]]:
    """Whoever sets the line up is its admin, and answers calls where they say so."""
    me = steps.get(Step.PEOPLE)
    if me is None:
        return []
    answers = bool(me["answers"])
    first = {
        "email": me["email"],
        "name": me["name"],
        "roles": ["admin", "supervisor", "agent"] if answers else ["admin", "supervisor"],
        "departments": dict.fromkeys(keys, _SKILL) if answers else {},
        "languages": list(languages),
        "rings": me["rings"] or "browser",
    }
    return [first, *(_colleague(row, keys, languages) for row in me["rows"])]


def _colleague(row: Typed, keys: list[str], languages: tuple[str, ...]) -> dict[str, Any]:
    chosen = [keys[place] for place in row["in"] if place < len(keys)]
    return {
        "email": row["email"],
        "name": row["name"],
        "roles": ["agent"],
        "departments": dict.fromkeys(chosen or keys, _SKILL),
        "languages": list(languages),
        "rings": row["rings"] or "browser",
    }
