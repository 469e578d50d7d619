"""A menu, spoken: greeting, what each key does, and one key taken at any moment."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from call_routing.addresses import Addresses
from call_routing.menu_walk import PERSON_KEY, Ask, Heard, Place, goes_back, keys_at
from call_routing.queue.recognition import KeptPlace, OwnCase, Thread
from ivr.speech import Phrase
from ivr.turn import CallTurn, Tongue, Verbs
from ivr.twiml import Gather, Play, Redirect, Say
from ticket_store.line import Line, Menu, OrderStatus, Repeat, Target, ToDepartment, ToLanguage, ToMenu

KEY_TIMEOUT_S = 6
THREAD_KEY = "*"  # no digit: those of the menu stay what a regular caller knows them to be

_MOST_KEPT = 2000
_kept: dict[tuple[Any, ...], tuple[Line, Mapping[str, Menu], Verbs]] = {}


def ask_menu(turn: CallTurn, tongue: Tongue, ask: Ask, step: int, thread: Thread | None = None) -> Verbs:
    """The menu at this place. Keys act at once; silence goes on to its own branch.

    What a known caller may go on with is said once, after the greeting and before the keys of the menu.
    """
    verbs = _menu(turn, tongue, ask, step)
    if thread is None or not ask.first or not takes_up(turn, ask.place, THREAD_KEY):
        return verbs
    gather = verbs[0]
    assert isinstance(gather, Gather)  # noqa: S101 - every menu begins with its Gather
    greeted = gather.children[:1]
    said = (*greeted, speak_thread(tongue, thread), *gather.children[1:])
    return (replace(gather, children=said), *verbs[1:])


def say_first(verbs: Verbs, *first: Say | Play) -> Verbs:
    """The same, with something said before; keys act meanwhile where the document begins by taking them."""
    opening = verbs[0] if verbs else None
    if not first or not isinstance(opening, Gather):
        return (*first, *verbs)
    return (replace(opening, children=(*first, *opening.children)), *verbs[1:])


def takes_up(turn: CallTurn, place: Place, key: str | None) -> bool:
    """Whether this key goes on with a caller's thread here; a menu that has a star key of its own keeps it."""
    return key == THREAD_KEY and THREAD_KEY not in keys_at(turn.menus, place, turn.default_department)


def speak_thread(tongue: Tongue, thread: Thread) -> Say | Play:
    """What a known caller may go on with, and the key for it."""
    department = tongue.department(thread.department_key)
    match thread:
        case KeptPlace():
            return tongue.say(Phrase.REDIAL_PLACE, department=department, key=THREAD_KEY)
        case OwnCase(owner_name=None):
            return tongue.say(Phrase.CASE_OPEN, department=department, key=THREAD_KEY)
        case OwnCase(owner_name=name):
            return tongue.say(Phrase.CASE_WITH_OWNER, department=department, name=name or "", key=THREAD_KEY)


def _menu(turn: CallTurn, tongue: Tongue, ask: Ask, step: int) -> Verbs:
    """Made once for each line, menu and language, since nothing of it depends on the caller."""
    wanted = (tongue.language, ask.place.menu, ask.place.root, ask.heard, ask.first, step)
    kept = _kept.get(wanted)
    if kept is not None and kept[0] is turn.line and kept[1] is turn.menus:
        return kept[2]
    spoken = _speak_menu(turn, tongue, ask, step)
    if len(_kept) >= _MOST_KEPT:
        _kept.clear()
    _kept[wanted] = (turn.line, turn.menus, spoken)
    return spoken


def _speak_menu(turn: CallTurn, tongue: Tongue, ask: Ask, step: int) -> Verbs:
    menu = turn.menus[ask.place.menu]
    said: list[Say | Play | None] = []
    match ask.heard:
        case Heard.NO_INPUT:
            said.append(tongue.say(Phrase.NO_INPUT))
        case Heard.NO_MATCH:
            said.append(tongue.say(Phrase.NO_MATCH))
        case Heard.NOTHING_WRONG:
            said.append(_greeting(turn, tongue, menu, first=ask.first))
    keys = keys_at(turn.menus, ask.place, turn.default_department)
    said += [_key(turn, tongue, ask.place, key, target) for key, target in _in_order(menu, keys)]
    return gather_key(turn.addresses, tuple(verb for verb in said if verb is not None), step)


def gather_key(
    addresses: Addresses,
    said: tuple[Say | Play, ...],
    step: int,
    *,
    digits: int = 1,
    timeout_s: int | None = None,
) -> Verbs:
    """Say this and take keys; every key is an answer, `#` and `*` too, when only one is taken."""
    usual_s = KEY_TIMEOUT_S if digits == 1 else KEY_TIMEOUT_S + 2
    return (
        Gather(
            said,
            action=addresses.step("key", step),
            num_digits=digits if digits == 1 else None,
            finish_on_key="" if digits == 1 else "#",
            timeout=timeout_s or usual_s,
        ),
        Redirect(addresses.step("silence", step)),
    )


def _greeting(turn: CallTurn, tongue: Tongue, menu: Menu, *, first: bool) -> Say | Play | None:
    said = tongue.spoken(menu.greeting)
    if said is None and first:
        return tongue.say(Phrase.WELCOME, shop=turn.line.shop.name)
    return said


def _in_order(menu: Menu, keys: dict[str, Target]) -> list[tuple[str, Target]]:
    """As the shop wrote them; the inherited 0 comes last."""
    own = [(key, keys[key]) for key in menu.keys]
    return own + [(key, target) for key, target in keys.items() if key not in menu.keys]


def _key(turn: CallTurn, tongue: Tongue, place: Place, key: str, target: Target) -> Say | Play | None:
    if key == PERSON_KEY:
        return tongue.say(Phrase.KEY_PERSON, key=key)
    match target:
        case ToDepartment(department):
            return tongue.say(Phrase.KEY_DEPARTMENT, department=tongue.department(department), key=key)
        case ToMenu(name):
            return _key_to_menu(turn, tongue, place, key, name)
        case ToLanguage(language):
            other = Tongue(turn.line, language)
            return other.say(Phrase.KEY_LANGUAGE, key=key) if language != tongue.language else None
        case Repeat():
            return tongue.say(Phrase.KEY_REPEAT, key=key)
        case OrderStatus():
            return tongue.say(Phrase.KEY_ORDER_STATUS, key=key)


def _key_to_menu(turn: CallTurn, tongue: Tongue, place: Place, key: str, name: str) -> Say | Play:
    if goes_back(turn.menus, place, name):
        return tongue.say(Phrase.KEY_BACK, key=key)
    return tongue.say(Phrase.KEY_MENU, name=_menu_name(turn, tongue, name), key=key)


def _menu_name(turn: CallTurn, tongue: Tongue, key: str) -> str:
    """The menu's own name; else the department that it is named after."""
    named = tongue.word(turn.menus[key].name)
    if named:
        return named
    return tongue.department(key) if key in turn.line.departments else key
