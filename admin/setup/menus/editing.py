"""What can be done to a draft: menus and keys added, moved, removed. Pure; every act answers a new draft."""

from dataclasses import replace

from admin.setup.menus.draft import Draft, DraftKey, DraftMenu
from admin.setup.naming import key_for
from ticket_store.line import Branch, Target, ToDepartment, ToMenu, Words

DIGITS = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "*", "#")
MOST_MENUS = 60


def put_menu(draft: Draft, menu: DraftMenu) -> Draft:
    """The draft with this menu in the place of the one with the same key."""
    return replace(draft, menus=tuple(menu if one.key == menu.key else one for one in draft.menus))


def add_menu(draft: Draft, name: Words) -> tuple[Draft, DraftMenu]:
    """A new menu at the end, empty but for its name, under a key made of it."""
    taken = {one.key for one in draft.menus}
    menu = DraftMenu(key_for(next(iter(name.values()), ""), taken, otherwise="menu"), name=name)
    return replace(draft, menus=(*draft.menus, menu)), menu


def remove_menu(draft: Draft, key: str) -> Draft:
    """Without this menu: what led to it leads nowhere now, and is told of as a fault."""
    rest = tuple(_without(one, key) for one in draft.menus if one.key != key)
    return replace(draft, menus=rest)


def add_key(menu: DraftMenu, target: Target | None = None) -> DraftMenu:
    """One more key at the end: the first digit that is free, none where all twelve are taken."""
    taken = {one.digit for one in menu.keys}
    digit = next((one for one in DIGITS if one not in taken), "")
    return replace(menu, keys=(*menu.keys, DraftKey(digit, target)))


def remove_key(menu: DraftMenu, index: int) -> DraftMenu:
    return replace(menu, keys=menu.keys[:index] + menu.keys[index + 1 :])


def move_key(menu: DraftMenu, index: int, to: int) -> DraftMenu:
    """The key at another place in what is spoken; a place beyond the ends is the end."""
    rest = [*menu.keys[:index], *menu.keys[index + 1 :]]
    rest.insert(min(max(to, 0), len(rest)), menu.keys[index])
    return replace(menu, keys=tuple(rest))


def lead_key(menu: DraftMenu, index: int, target: Target) -> DraftMenu:
    """The same key, leading elsewhere."""
    led = replace(menu.keys[index], target=target)
    return replace(menu, keys=(*menu.keys[:index], led, *menu.keys[index + 1 :]))


def lead_number(draft: Draft, number: str, target: ToMenu | ToDepartment) -> Draft:
    return replace(draft, numbers={**draft.numbers, number: target})


def _without(menu: DraftMenu, key: str) -> DraftMenu:
    gone = ToMenu(key)
    keys = tuple(replace(one, target=None) if one.target == gone else one for one in menu.keys)
    branches = (_led_away(menu.no_input, gone), _led_away(menu.no_match, gone))
    return replace(menu, keys=keys, no_input=branches[0], no_match=branches[1])


def _led_away(branch: Branch, gone: ToMenu | ToDepartment) -> Branch:
    return replace(branch, then=None) if branch.then == gone else branch
