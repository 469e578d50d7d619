"""What the line says about a key, in the words of the line: shown beside each key, in every language. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from call_routing.menu_walk import PERSON_KEY, Place, goes_back
from ticket_store.line import (
    Line,
    OrderStatus,
    Repeat,
    Spoken,
    Target,
    ToDepartment,
    ToLanguage,
    ToMenu,
    nearest,
)

OwnSentences = Mapping[str, Mapping[str, str]]  # name of a sentence -> language -> its text with {places}
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Said:
    """A sentence in one language. `lent_from` is the language that a name in it had to be taken from."""

    language: str
    text: str
    audio: str | None = None
    lent_from: str | None = None


@dataclass(frozen=True)
class KeyPlace:
    """A key where it stands: in `menu`, reached from the number that opens `root`."""

    menu: str
    root: str
    digit: str
    target: Target | None


def key_in(sentences: OwnSentences, line: Line, place: KeyPlace, language: str) -> Said | None:
    """What callers in this language hear about the key; None where they hear nothing of it."""
    match place.target:
        case None:
            return None
        case _ if place.digit == PERSON_KEY:
            name, words = "key_person", None
        case ToDepartment(key):
            found = line.departments.get(key)
            name, words = "key_department", ("department", found.name if found else {}, key)
        case ToMenu(key):
            return _to_menu(sentences, line, place, key, language)
        case ToLanguage(other):
            return _say(sentences, line, "key_language", other, place.digit) if other != language else None
        case Repeat():
            name, words = "key_repeat", None
        case OrderStatus():
            name, words = "key_order_status", None
    return _say(sentences, line, name, language, place.digit, words)


def _to_menu(sentences: OwnSentences, line: Line, place: KeyPlace, key: str, language: str) -> Said | None:
    menu = line.menus.get(key)
    if menu is not None and goes_back(line.menus, Place(menu=place.menu, root=place.root), key):
        return _say(sentences, line, "key_back", language, place.digit)
    named = menu.name if menu else {}
    if not any(named.values()) and key in line.departments:
        named = line.departments[key].name
    return _say(sentences, line, "key_menu", language, place.digit, ("name", named, key))


def _say(
    sentences: OwnSentences,
    line: Line,
    name: str,
    language: str,
    digit: str,
    words: tuple[str, Mapping[str, str], str] | None = None,
) -> Said | None:
    own = line.prompts.get((name, language), Spoken())
    if own.audio:
        return Said(language, "", own.audio)
    template = own.text or _template(sentences, line, name, language)
    if not template:
        return None
    values, lent_from = {"key": digit}, None
    if words is not None:
        place, texts, otherwise = words
        values[place] = nearest(texts, (language, *line.shop.languages)) or otherwise
        lent_from = None if texts.get(language) else _language_of(values[place], texts)
    text = filled(template, values)
    return Said(language, text[:1].upper() + text[1:], lent_from=lent_from)


def filled(template: str, values: Mapping[str, str]) -> str:
    """The text with its {places} filled; one without a value is left out."""
    return _PLACE.sub(lambda found: values.get(found[1], ""), template)


def _template(sentences: OwnSentences, line: Line, name: str, language: str) -> str:
    texts = sentences.get(name, {})
    return next((texts[one] for one in (language, *line.shop.languages, "en") if one in texts), "")


def _language_of(text: str, texts: Mapping[str, str]) -> str:
    """The language that has this text; empty where none has, as for a key that stands in for a name."""
    return next((language for language, one in texts.items() if one == text), "")
