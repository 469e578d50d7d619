from dataclasses import replace

import pytest

from admin.setup.menus.spoken import KeyPlace, Said, key_in
from ivr.speech import own_sentences
from tests.admin.setup.menus.test_draft_faults import line
from ticket_store.line import Line, OrderStatus, Repeat, Spoken, Target, ToDepartment, ToLanguage, ToMenu


def said(
    target: Target | None,
    language: str = "en",
    *,
    digit: str = "4",
    menu: str = "main",
    of: Line | None = None,
) -> Said | None:
    return key_in(own_sentences(), of or line(), KeyPlace(menu, "main", digit, target), language)


@pytest.mark.parametrize(
    ("target", "language", "words"),
    [
        (ToDepartment("orders"), "en", "For en, press 4."),
        (ToDepartment("orders"), "pl", "Pl: wybierz 4."),
        (ToDepartment("unknown"), "en", "For unknown, press 4."),
        (Repeat(), "en", "To hear this again, press 4."),
        (OrderStatus(), "en", "To hear how your order is doing, press 4."),
        (ToLanguage("en"), "fi", "For English, press 4."),
    ],
)
def test_a_key_is_shown_as_the_line_says_it(target: Target, language: str, words: str) -> None:
    found = said(target, language)
    assert found
    assert found.text == words


def test_a_key_to_the_callers_own_language_and_one_to_nowhere_are_not_said() -> None:
    assert said(ToLanguage("en"), "en") is None
    assert said(None) is None


def test_key_0_is_said_as_the_way_to_a_person() -> None:
    found = said(ToDepartment("orders"), digit="0")
    assert found
    assert found.text == "To talk to one of us, press 0."


def test_a_menu_deeper_is_said_by_its_name_and_one_nearer_as_the_way_back() -> None:
    deeper, back = said(ToMenu("orders"), digit="2"), said(ToMenu("main"), digit="9", menu="orders")
    assert deeper
    assert back
    assert (deeper.text, back.text) == ("For en, press 2.", "To go back, press 9.")


def test_a_name_that_is_missing_in_a_language_is_lent_and_said_so() -> None:
    orders = replace(line().departments["orders"], name={"pl": "zamówienia"})
    lent = said(
        ToDepartment("orders"), of=replace(line(), departments={**line().departments, "orders": orders})
    )
    assert lent == Said("en", "For zamówienia, press 4.", lent_from="pl")


def test_the_shops_own_words_and_sounds_are_shown_instead() -> None:
    own = {
        ("key_repeat", "en"): Spoken("Again? {key}!"),
        ("key_repeat", "pl"): Spoken(audio="https://a.example/x.mp3"),
    }
    of = replace(line(), prompts=own)
    assert said(Repeat(), of=of) == Said("en", "Again? 4!")
    assert said(Repeat(), "pl", of=of) == Said("pl", "", "https://a.example/x.mp3")
