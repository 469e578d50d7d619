"""A menu as its form sends it, read as typed: what is wrong in it is kept, and told of as a fault. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from admin.setup.menus.draft import DraftKey, DraftMenu
from admin.setup.menus.editing import DIGITS
from admin.typed_text import clean, whole_number
from ticket_store.line import (
    Branch,
    OrderStatus,
    Repeat,
    Spoken,
    Target,
    ToDepartment,
    ToLanguage,
    ToMenu,
    Words,
)

LONGEST_TEXT = 3000  # the carrier's voices take no more in one piece
LONGEST_NAME = 80
MOST_TIMES = 10
NEW_MENU = "new"  # the choice of a target that makes a menu
_MOST_KEYS = 24
_NAMED: Mapping[str, Callable[[str], Target]] = {
    "department": ToDepartment,
    "menu": ToMenu,
    "language": ToLanguage,
}
_ALONE: Mapping[str, Target] = {"repeat": Repeat(), "order_status": OrderStatus()}


def read_menu(form: Mapping[str, str], old: DraftMenu, languages: Iterable[str]) -> DraftMenu:
    """The menu as typed. What the form does not carry stays as it was, texts in languages of before too."""
    languages = tuple(languages)
    names = {one: _line_of(form[f"name-{one}"]) for one in languages if f"name-{one}" in form}
    said = {one: _spoken(form, one, old) for one in languages if f"greeting-{one}" in form}
    return replace(
        old,
        name=_kept(old.name, names),
        greeting={
            language: one for language, one in {**old.greeting, **said}.items() if one.text or one.audio
        },
        keys=_keys(form) if "keys" in form else old.keys,
        no_input=_branch(form, "no_input", old.no_input),
        no_match=_branch(form, "no_match", old.no_match),
    )


def read_target(code: str) -> Target | None:
    """`department:orders`, `menu:main`, `language:en`, `repeat`, `order_status`; anything else leads nowhere."""
    kind, _, name = code.partition(":")
    if kind in _NAMED and name:
        return _NAMED[kind](name)
    return _ALONE.get(code)


def target_code(target: Target | None) -> str:
    """What `read_target` reads; empty for what leads nowhere."""
    match target:
        case None:
            return ""
        case ToDepartment(key):
            return f"department:{key}"
        case ToMenu(key):
            return f"menu:{key}"
        case ToLanguage(language):
            return f"language:{language}"
        case Repeat():
            return "repeat"
        case OrderStatus():
            return "order_status"


def wants_new_menu(form: Mapping[str, str]) -> int | None:
    """The first key for which a new menu was chosen."""
    return next((at for at in range(_MOST_KEYS) if form.get(f"to-{at}") == NEW_MENU), None)


def read_names(form: Mapping[str, str], field: str, languages: Iterable[str]) -> Words:
    """`<field>-pl` and so on, without the empty ones."""
    typed = {one: _line_of(form.get(f"{field}-{one}", "")) for one in languages}
    return {language: text for language, text in typed.items() if text}


def _line_of(text: str) -> str:
    return " ".join(clean(text, longest=LONGEST_NAME).split())


def _kept(old: Words, typed: Words) -> Words:
    return {language: text for language, text in {**old, **typed}.items() if text}


def _spoken(form: Mapping[str, str], language: str, old: DraftMenu) -> Spoken:
    text = clean(form[f"greeting-{language}"], longest=LONGEST_TEXT).strip()
    kept = old.greeting.get(language, Spoken())
    return Spoken(text=text or None, audio=kept.audio)


def _keys(form: Mapping[str, str]) -> tuple[DraftKey, ...]:
    return tuple(
        DraftKey(_digit(form.get(f"digit-{at}", "")), read_target(form[f"to-{at}"]))
        for at in range(_MOST_KEYS)
        if f"to-{at}" in form
    )


def _digit(text: str) -> str:
    return text if text in DIGITS else ""


def _branch(form: Mapping[str, str], field: str, old: Branch) -> Branch:
    times = whole_number(form.get(f"{field}-times", ""))
    then = read_target(form.get(f"{field}-then", ""))
    return (
        Branch(
            times=times if times is not None and 1 <= times <= MOST_TIMES else old.times,
            then=then if isinstance(then, ToDepartment | ToMenu) else None,
        )
        if f"{field}-times" in form
        else old
    )
