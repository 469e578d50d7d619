"""The menus and prompts of a shop file: keys and where they lead, branches, what is spoken."""

from collections.abc import Callable
from typing import Any

from ruamel.yaml.nodes import MappingNode

from admin.shop_file.missing import nearest
from admin.shop_file.parts import Fields, Part, unknown_name
from call_routing.sentence import Sentence, sentence
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

_NAMED: dict[str, Callable[[str], Target]] = {
    "department": ToDepartment,
    "menu": ToMenu,
    "language": ToLanguage,
}
_ALONE: dict[str, Target] = {"repeat": Repeat(), "order_status": OrderStatus()}
_TARGETS = (*_NAMED, *_ALONE)
_FORMS = "{department: x}, {menu: x}, {language: xx}, {repeat: true}, {order_status: true}"


def read_menus(entries: dict[str, Part]) -> dict[str, Menu]:
    return {key: _menu(key, part) for key, part in entries.items()}


def read_prompts(entries: dict[str, Part]) -> dict[tuple[str, str], Spoken]:
    """Prompt name and language -> what is said instead of the line's own sentence."""
    return {
        (name, language): spoken
        for name, part in entries.items()
        for language, spoken in _spoken_by_language(part).items()
    }


def _menu(key: str, part: Part) -> Menu:
    menu = part.fields("name", "greeting", "keys", "no_input", "no_match", needed=("keys",))
    keys, greeting = menu.get("keys"), menu.get("greeting")
    return Menu(
        key=key,
        keys=_keys(key, keys) if keys else {},
        greeting=_spoken_by_language(greeting) if greeting else {},
        name=menu.words("name"),
        no_input=_branch(menu, "no_input"),
        no_match=_branch(menu, "no_match"),
    )


def _keys(menu_key: str, part: Part) -> dict[str, Target]:
    """A key whose target cannot be read is left out; its fault is in the book."""
    owner = Part(part.node, ("menus", menu_key), part.book)  # a key used twice is the menu's fault
    found: dict[str, Target] = {}
    for digit, one in owner.entries(_key_is_twice).items():
        path = (*part.path, digit)
        part.book.place(path, one.line)
        target = _target(Part(one.node, path, part.book))
        if target is not None:
            found[digit] = target
    return found


def _key_is_twice(digit: str, first: Any, second: Any) -> Sentence:
    return sentence(
        "key %(digit)s is used twice (%(first)s, %(second)s). Give one of them another key.",
        digit=digit,
        first=_leads_to(first),
        second=_leads_to(second),
    )


def _leads_to(node: Any) -> str | Sentence:
    """The name at the end of a target, or the target's own name where it carries only `true`."""
    if not isinstance(node, MappingNode) or not node.value:
        return sentence("nothing")
    name, value = node.value[0]
    return str(name.value) if value.value == "true" else str(value.value)


def _target(part: Part) -> Target | None:
    entries = part.entries()
    unknown = [name for name in entries if name not in _TARGETS]
    if unknown:
        part.book.unread(part.path, unknown_name(unknown[0]), nearest(unknown[0], _TARGETS))
        return None
    if len(entries) != 1:
        part.book.unread(
            part.path, sentence("it must lead to one place. Write one of %(forms)s.", forms=_FORMS)
        )
        return None
    ((kind, value),) = entries.items()
    if kind in _NAMED:
        return _NAMED[kind](value.text())
    if value.text() != "true":
        part.book.unread(part.path, sentence("%(kind)s takes only true. Write {%(kind)s: true}.", kind=kind))
        return None
    return _ALONE[kind]


def _branch(menu: Fields, name: str) -> Branch:
    part = menu.get(name)
    if part is None:
        return Branch()
    branch = part.fields("times", "then")
    then_part = branch.get("then")
    then = _target(then_part) if then_part else None
    times = branch.whole("times", Branch().times)
    if then is None or isinstance(then, ToDepartment | ToMenu):
        return Branch(times, then)
    part.book.unread(
        (*part.path, "then"), sentence("it can lead to a department or a menu only. Name one of them.")
    )
    return Branch(times)


def _spoken_by_language(part: Part) -> dict[str, Spoken]:
    return {language: _spoken(one) for language, one in part.entries().items()}


def _spoken(part: Part) -> Spoken:
    """A text alone, or {text: ..., audio: ...} where an audio file is played instead."""
    if not isinstance(part.node, MappingNode):
        return Spoken(text=part.text())
    spoken = part.fields("text", "audio")
    return Spoken(text=spoken.optional_text("text"), audio=spoken.optional_text("audio"))
