"""The menus while they are being written: as typed, with whatever is still wrong in them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ticket_store.line import Branch, Did, Line, Menu, Spoken, Target, ToDepartment, ToMenu, Words
from ticket_store.menu_json import branch_from_json, branch_to_json, target_from_json, target_to_json


@dataclass(frozen=True)
class DraftKey:
    """A key that may stand twice, and need not lead anywhere yet."""

    digit: str
    target: Target | None = None


@dataclass(frozen=True)
class DraftMenu:
    """As `Menu`, with keys as typed. `key` names the menu in the shop file; callers hear `name`."""

    key: str
    keys: tuple[DraftKey, ...] = ()
    greeting: Mapping[str, Spoken] = field(default_factory=dict)
    name: Words = field(default_factory=dict)
    no_input: Branch = field(default_factory=Branch)
    no_match: Branch = field(default_factory=Branch)


@dataclass(frozen=True)
class Draft:
    """All menus, and what those numbers open that the draft leads elsewhere than the line does."""

    menus: tuple[DraftMenu, ...]
    numbers: Mapping[str, ToMenu | ToDepartment] = field(default_factory=dict)

    def menu(self, key: str) -> DraftMenu | None:
        return next((one for one in self.menus if one.key == key), None)


def draft_of(menus: Mapping[str, Menu]) -> Draft:
    """A draft that changes nothing yet."""
    return Draft(tuple(_typed(menu) for menu in menus.values()))


def line_with(line: Line, draft: Draft) -> Line:
    """The line as it would be with this draft published.

    A key that stands twice counts once, the first time; one that leads nowhere does not count at all.
    """
    return replace(
        line, menus={one.key: _untyped(one) for one in draft.menus}, dids=dids_with(line, draft.numbers)
    )


def dids_with(line: Line, numbers: Mapping[str, ToMenu | ToDepartment]) -> dict[str, Did]:
    """The numbers of the line, led elsewhere where the draft says so; numbers that are gone stay gone."""
    return {
        number: _opening(did, numbers[number]) if number in numbers else did
        for number, did in line.dids.items()
    }


def opened_by(did: Did) -> ToMenu | ToDepartment | None:
    """What a number opens."""
    if did.menu_key is not None:
        return ToMenu(did.menu_key)
    return None if did.department_key is None else ToDepartment(did.department_key)


def draft_to_json(draft: Draft) -> dict[str, Any]:
    """Menus and keys as lists: their order is meant, and JSON objects promise none."""
    return {
        "menus": [_menu_to_json(menu) for menu in draft.menus],
        "numbers": {number: target_to_json(target) for number, target in draft.numbers.items()},
    }


def draft_from_json(body: Mapping[str, Any]) -> Draft:
    numbers = {number: target_from_json(target) for number, target in body["numbers"].items()}
    return Draft(
        tuple(_menu_from_json(menu) for menu in body["menus"]),
        {number: one for number, one in numbers.items() if isinstance(one, ToMenu | ToDepartment)},
    )


def _typed(menu: Menu) -> DraftMenu:
    keys = tuple(DraftKey(digit, target) for digit, target in menu.keys.items())
    return DraftMenu(menu.key, keys, menu.greeting, menu.name, menu.no_input, menu.no_match)


def _untyped(menu: DraftMenu) -> Menu:
    keys: dict[str, Target] = {}
    for one in menu.keys:
        if one.digit and one.target is not None:
            keys.setdefault(one.digit, one.target)
    return Menu(menu.key, keys, menu.greeting, menu.name, menu.no_input, menu.no_match)


def _opening(did: Did, target: ToMenu | ToDepartment) -> Did:
    match target:
        case ToMenu(key):
            return replace(did, menu_key=key, department_key=None)
        case ToDepartment(key):
            return replace(did, menu_key=None, department_key=key)


def _menu_to_json(menu: DraftMenu) -> dict[str, Any]:
    return {
        "key": menu.key,
        "name": dict(menu.name),
        "greeting": {
            language: {"text": said.text, "audio": said.audio} for language, said in menu.greeting.items()
        },
        "keys": [[one.digit, target_to_json(one.target) if one.target else None] for one in menu.keys],
        "no_input": branch_to_json(menu.no_input),
        "no_match": branch_to_json(menu.no_match),
    }


def _menu_from_json(body: Mapping[str, Any]) -> DraftMenu:
    return DraftMenu(
        key=body["key"],
        keys=tuple(
            DraftKey(digit, target_from_json(target) if target else None) for digit, target in body["keys"]
        ),
        greeting={language: Spoken(**said) for language, said in body["greeting"].items()},
        name=body["name"],
        no_input=branch_from_json(body["no_input"]),
        no_match=branch_from_json(body["no_match"]),
    )
