"""What other menus change for callers, in the reader's words: one sentence for each difference."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from admin.languages import gettext
from admin.setup.menus.draft import opened_by
from admin.setup.menus.showing import Names
from admin.wording import phone
from admin.words import word
from ticket_store.line import Branch, Line, Menu, Spoken, Words


@dataclass(frozen=True)
class Changed:
    """All that changes in one part. `menu` is its key, none for the numbers."""

    title: str
    menu: str | None
    sentences: tuple[str, ...]


def changes_in_words(old: Line, new: Line) -> tuple[Changed, ...]:
    """The differences of menus and of what numbers open, menu by menu; none where callers notice nothing."""
    before, after = Names(old), Names(new)
    found = [
        Changed(gettext("Menu %(name)s") % {"name": _name(key, before, after)}, key, tuple(sentences))
        for key in dict.fromkeys([*new.menus, *old.menus])
        if (sentences := list(_menu(old.menus.get(key), new.menus.get(key), before, after)))
    ]
    numbers = tuple(_numbers(old, new, before, after))
    return (Changed(gettext("Numbers"), None, numbers), *found) if numbers else tuple(found)


def _name(key: str, before: Names, after: Names) -> str:
    return (after if key in after.line.menus else before).menu(key)


def _menu(old: Menu | None, new: Menu | None, before: Names, after: Names) -> Iterator[str]:
    if new is None:
        yield gettext("The menu is removed.")
        return
    if old is None:
        yield gettext("The menu is new.")
    old = old or Menu(new.key, {})
    yield from _greeting(old.greeting, new.greeting)
    yield from _words(old.name, new.name)
    yield from _keys(old, new, before, after)
    yield from _branch(gettext("Nothing is pressed"), old.no_input, new.no_input, before, after)
    yield from _branch(gettext("A wrong key is pressed"), old.no_match, new.no_match, before, after)


def _greeting(old: Mapping[str, Spoken], new: Mapping[str, Spoken]) -> Iterator[str]:
    for language in dict.fromkeys([*new, *old]):
        was, now = old.get(language), new.get(language)
        if was != now:
            yield gettext("Greeting in %(language)s: %(before)s → %(after)s") % {
                "language": word(language, "language"),
                "before": _said(was),
                "after": _said(now),
            }


def _words(old: Words, new: Words) -> Iterator[str]:
    for language in dict.fromkeys([*new, *old]):
        was, now = old.get(language, ""), new.get(language, "")
        if was != now:
            yield gettext("Name in %(language)s: %(before)s → %(after)s") % {
                "language": word(language, "language"),
                "before": _quoted(was),
                "after": _quoted(now),
            }


def _keys(old: Menu, new: Menu, before: Names, after: Names) -> Iterator[str]:
    for digit in dict.fromkeys([*new.keys, *old.keys]):
        was, now = old.keys.get(digit), new.keys.get(digit)
        values = {"key": digit, "before": before.target(was), "after": after.target(now)}
        if was is None:
            yield gettext("Key %(key)s is new: %(after)s") % values
        elif now is None:
            yield gettext("Key %(key)s is removed: %(before)s") % values
        elif was != now:
            yield gettext("Key %(key)s: %(before)s → %(after)s") % values
    kept = [digit for digit in new.keys if digit in old.keys]
    if kept != [digit for digit in old.keys if digit in new.keys]:
        yield gettext("The keys are said in this order: %(keys)s") % {"keys": ", ".join(new.keys)}


def _branch(what: str, old: Branch, new: Branch, before: Names, after: Names) -> Iterator[str]:
    if old != new:
        yield gettext("%(what)s: %(before)s → %(after)s") % {
            "what": what,
            "before": f"{old.times}×, {_leads(old, before)}",
            "after": f"{new.times}×, {_leads(new, after)}",
        }


def _numbers(old: Line, new: Line, before: Names, after: Names) -> Iterator[str]:
    for number, did in new.dids.items():
        if number in old.dids and opened_by(old.dids[number]) != opened_by(did):
            yield gettext("%(number)s: %(before)s → %(after)s") % {
                "number": phone(number),
                "before": before.target(opened_by(old.dids[number])),
                "after": after.target(opened_by(did)),
            }


def _leads(branch: Branch, names: Names) -> str:
    return names.target(branch.then) if branch.then else names.department(next(iter(names.line.departments)))


def _said(said: Spoken | None) -> str:
    if said is None or not (said.text or said.audio):
        return gettext("nothing")
    return gettext("a sound") if said.audio else _quoted(said.text or "")


def _quoted(text: str) -> str:
    return f"“{text}”" if text else gettext("nothing")
