"""Menus as JSON and back: what one immutable menu version keeps, and a draft of it."""

from collections.abc import Mapping
from typing import Any

from ticket_store.line import (
    Branch,
    Menu,
    OrderStatus,
    Repeat,
    Spoken,
    Target,
    ToDepartment,
    ToLanguage,
    ToMenu,
)


def menus_to_json(menus: Mapping[str, Menu]) -> dict[str, Any]:
    """Menu key -> menu. The keys of a menu become a list of pairs: their order is spoken, and JSON
    objects promise none."""
    return {key: _menu(menu) for key, menu in menus.items()}


def menus_from_json(body: Mapping[str, Any]) -> dict[str, Menu]:
    """The menus of `menus_to_json`, equal and in the same order."""
    return {key: _menu_of(key, menu) for key, menu in body.items()}


def _menu(menu: Menu) -> dict[str, Any]:
    return {
        "name": dict(menu.name),
        "greeting": {
            language: {"text": said.text, "audio": said.audio} for language, said in menu.greeting.items()
        },
        "keys": [[digit, target_to_json(target)] for digit, target in menu.keys.items()],
        "no_input": branch_to_json(menu.no_input),
        "no_match": branch_to_json(menu.no_match),
    }


def _menu_of(key: str, body: Mapping[str, Any]) -> Menu:
    return Menu(
        key=key,
        keys={digit: target_from_json(target) for digit, target in body["keys"]},
        greeting={language: Spoken(**said) for language, said in body["greeting"].items()},
        name=body["name"],
        no_input=branch_from_json(body["no_input"]),
        no_match=branch_from_json(body["no_match"]),
    )


def branch_to_json(branch: Branch) -> dict[str, Any]:
    return {"times": branch.times, "then": target_to_json(branch.then) if branch.then else None}


def branch_from_json(body: Mapping[str, Any]) -> Branch:
    then = target_from_json(body["then"]) if body["then"] else None
    if then is not None and not isinstance(then, ToDepartment | ToMenu):
        raise ValueError(f"A branch cannot lead to {then}. Publish the menus again.")
    return Branch(times=body["times"], then=then)


def target_to_json(target: Target) -> dict[str, Any]:
    match target:
        case ToDepartment(key):
            return {"department": key}
        case ToMenu(key):
            return {"menu": key}
        case ToLanguage(language):
            return {"language": language}
        case Repeat():
            return {"repeat": True}
        case OrderStatus():
            return {"order_status": True}


def target_from_json(body: Mapping[str, Any]) -> Target:
    match body:
        case {"department": key}:
            return ToDepartment(key)
        case {"menu": key}:
            return ToMenu(key)
        case {"language": language}:
            return ToLanguage(language)
        case {"repeat": True}:
            return Repeat()
        case {"order_status": True}:
            return OrderStatus()
    raise ValueError(f"A menu key leads to {dict(body)!r}, which is no target. Publish the menus again.")
