"""How a caller walks through the menus, key by key. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from ticket_store.line import (
    Branch,
    Menu,
    OrderStatus,
    Repeat,
    Target,
    ToDepartment,
    ToLanguage,
    ToMenu,
)

PERSON_KEY = "0"  # reaches a person from every menu
MOST_STEPS = 30  # a call that is still in the menus then goes to a person, whatever is pressed


@dataclass(frozen=True)
class Place:
    """Where a caller is. `root` is the menu of the number that was dialled."""

    menu: str
    root: str
    no_input: int = 0
    no_match: int = 0
    steps: int = 0


class Heard(StrEnum):
    """Why the menu is spoken again."""

    NOTHING_WRONG = "nothing_wrong"
    NO_INPUT = "no_input"
    NO_MATCH = "no_match"


@dataclass(frozen=True)
class Ask:
    """Speak the menu at this place and wait for a key. `first` also greets."""

    place: Place
    heard: Heard = Heard.NOTHING_WRONG
    first: bool = False


@dataclass(frozen=True)
class GoTo:
    """On to a department. `order_status_away`: an order's status was asked for; the line cannot tell it yet."""

    department_key: str
    order_status_away: bool = False


@dataclass(frozen=True)
class Speak:
    """Go on in another language at the same place."""

    language: str
    place: Place


Move = Ask | GoTo | Speak


def enter(menu_key: str) -> Ask:
    """The first menu of a call."""
    return Ask(Place(menu=menu_key, root=menu_key), first=True)


def press(menus: Mapping[str, Menu], place: Place, key: str, default: str) -> Move:
    """What a key does. `default` is the department for a menu that names none to fall back to."""
    target = keys_at(menus, place, default).get(key)
    if place.steps >= MOST_STEPS:
        return GoTo(default)
    if target is None:
        branch = menus[place.menu].no_match
        tried = replace(place, no_match=place.no_match + 1, steps=place.steps + 1)
        return _branch(branch, place.no_match, Ask(tried, Heard.NO_MATCH), tried, default)
    return _follow(target, replace(place, no_input=0, no_match=0, steps=place.steps + 1), menus, default)


def stay_silent(menus: Mapping[str, Menu], place: Place, default: str) -> Move:
    """What silence does."""
    branch = menus[place.menu].no_input
    tried = replace(place, no_input=place.no_input + 1, steps=place.steps + 1)
    return _branch(branch, place.no_input, Ask(tried, Heard.NO_INPUT), tried, default)


def keys_at(menus: Mapping[str, Menu], place: Place, default: str) -> dict[str, Target]:
    """The keys that work here: the menu's own, and 0 for a person, inherited from the first menu."""
    keys = dict(menus[place.menu].keys)
    if PERSON_KEY not in keys:
        root = menus.get(place.root)
        keys[PERSON_KEY] = (root.keys.get(PERSON_KEY) if root else None) or ToDepartment(default)
    return keys


def goes_back(menus: Mapping[str, Menu], place: Place, name: str) -> bool:
    """Whether a key to the menu `name` leads back towards the first menu, and not deeper.

    Two menus often lead to each other: what tells back from on is which one is nearer to the first.
    """
    steps = _steps_from(menus, place.root)
    return steps.get(name, len(menus)) < steps.get(place.menu, len(menus))


def _steps_from(menus: Mapping[str, Menu], root: str) -> dict[str, int]:
    """How many keys away from the first menu each menu is; one that no key reaches is left out."""
    steps, edge = {root: 0}, [root]
    while edge:
        here = edge.pop(0)
        there = menus[here].keys.values() if here in menus else ()
        found = [to.key for to in there if isinstance(to, ToMenu) and to.key not in steps]
        steps.update(dict.fromkeys(found, steps[here] + 1))
        edge += dict.fromkeys(found)
    return steps


def _branch(branch: Branch, tried_before: int, again: Ask, place: Place, default: str) -> Move:
    """Ask again as often as the branch allows, then go where it leads. Never a loop."""
    if tried_before + 1 < branch.times:
        return again
    match branch.then:
        case ToMenu(key) if place.menu != key and place.steps < MOST_STEPS:
            return Ask(Place(menu=key, root=place.root, steps=place.steps))
        case ToDepartment(key):
            return GoTo(key)
        case _:
            return GoTo(default)


def _follow(target: Target, place: Place, menus: Mapping[str, Menu], default: str) -> Move:
    match target:
        case ToDepartment(key):
            return GoTo(key)
        case ToMenu(key):
            return Ask(replace(place, menu=key))
        case ToLanguage(language):
            return Speak(language, place)
        case Repeat():
            return Ask(place)
        case OrderStatus():
            return GoTo(_order_department(menus[place.menu], default), order_status_away=True)


def _order_department(menu: Menu, default: str) -> str:
    """The department that stands beside the order status in the same menu knows the orders."""
    beside = (target.key for target in menu.keys.values() if isinstance(target, ToDepartment))
    return next(beside, default)
