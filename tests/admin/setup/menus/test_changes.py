from dataclasses import replace

import pytest
from flask import Flask

from admin.setup.menus.changes import Changed, changes_in_words
from tests.admin.setup.menus.shop import DIDS, DIRECT, MENUS
from tests.admin.setup.menus.test_draft_faults import line
from ticket_store.line import Branch, Menu, Repeat, Spoken, ToDepartment, ToMenu


def told(**changes: object) -> list[str]:
    """What is said of these changes of the main menu."""
    menu = replace(MENUS["main"], **changes)  # type: ignore[arg-type] # fields of a menu
    return [
        sentence
        for part in _between(replace(line(), menus={**MENUS, "main": menu}))
        for sentence in part.sentences
    ]


def _between(new: object) -> tuple[Changed, ...]:
    with Flask("words").app_context():
        return changes_in_words(line(), new)  # type: ignore[arg-type] # always a line


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"keys": {**MENUS["main"].keys, "4": Repeat()}}, "Key 4 is new: say it again"),
        ({"keys": {**MENUS["main"].keys, "1": ToMenu("orders")}}, "Key 1: en → menu en"),
        ({"name": {"pl": "główne"}}, "Name in Polish: nothing → “główne”"),
        ({"no_input": Branch(3, ToDepartment("orders"))}, "Nothing is pressed: 2×, en → 3×, en"),
        ({"no_match": Branch(2)}, "A wrong key is pressed: 2×, en → 2×, en"),
    ],
)
def test_each_difference_is_a_sentence(changes: dict[str, object], sentence: str) -> None:
    assert sentence in told(**changes)


def test_the_order_of_keys_is_told_since_it_is_spoken() -> None:
    turned = dict(reversed(MENUS["main"].keys.items()))
    assert told(keys=turned) == ["The keys are said in this order: 9, 8, 3, 2, 1"]


def test_a_sound_in_the_place_of_a_text_is_told() -> None:
    greeting = {**MENUS["main"].greeting, "fi": Spoken("Hei.", "https://sowa.example/hei.mp3")}
    assert told(greeting=greeting) == ["Greeting in Finnish: “Hei, täällä Sowa Books.” → a sound"]


def test_new_and_removed_menus_and_numbers_are_told_by_name() -> None:
    menus = {
        "main": MENUS["main"],
        "gifts": Menu("gifts", {"1": ToDepartment("orders")}, name={"en": "gifts"}),
    }
    dids = {**DIDS, DIRECT: replace(DIDS[DIRECT], menu_key="gifts", department_key=None)}
    changes = _between(replace(line(), menus=menus, dids=dids))
    assert [(one.title, one.sentences[0]) for one in changes] == [
        ("Numbers", "+48 22 123 45 68: en → menu gifts"),
        ("Menu gifts", "The menu is new."),
        ("Menu en", "The menu is removed."),
    ]


def test_nothing_is_told_where_nothing_differs() -> None:
    assert _between(line()) == ()
