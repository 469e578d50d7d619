import pytest

from admin.setup.menus.draft import DraftKey, DraftMenu
from admin.setup.menus.typed_menu import read_menu, read_target, target_code, wants_new_menu
from ticket_store.line import (
    Branch,
    OrderStatus,
    Repeat,
    Spoken,
    Target,
    ToDepartment,
    ToLanguage,
    ToMenu,
)

LANGUAGES = ("pl", "en")
OLD = DraftMenu(
    "main",
    (DraftKey("1", Repeat()),),
    {"pl": Spoken("Dzień dobry.", "https://sowa.example/a.mp3"), "fi": Spoken("Hei.")},
    {"pl": "główne"},
    Branch(3, ToMenu("orders")),
)


@pytest.mark.parametrize(
    "target",
    [ToDepartment("orders"), ToMenu("main"), ToLanguage("en"), Repeat(), OrderStatus(), None],
)
def test_a_choice_reads_back_as_what_was_chosen(target: Target | None) -> None:
    assert read_target(target_code(target)) == target


@pytest.mark.parametrize("code", ["nothing", "department:", "new", "menu", "repeat:1"])
def test_what_is_no_choice_leads_nowhere(code: str) -> None:
    assert read_target(code) is None


def test_the_keys_stand_as_typed_even_twice_and_leading_nowhere() -> None:
    form = {
        "keys": "1",
        "digit-0": "2",
        "to-0": "",
        "digit-1": "2",
        "to-1": "repeat",
        "digit-2": "x",
        "to-2": "menu:a",
    }
    read = read_menu(form, OLD, LANGUAGES)
    assert read.keys == (DraftKey("2"), DraftKey("2", Repeat()), DraftKey("", ToMenu("a")))


def test_an_empty_form_changes_nothing() -> None:
    assert read_menu({}, OLD, LANGUAGES) == OLD


def test_a_text_is_kept_beside_its_sound_and_another_language_stays() -> None:
    read = read_menu({"greeting-pl": "Dobry \x00 wieczór. ", "greeting-en": ""}, OLD, LANGUAGES)
    assert read.greeting == {
        "pl": Spoken("Dobry  wieczór.", "https://sowa.example/a.mp3"),
        "fi": Spoken("Hei."),
    }


def test_a_name_that_is_emptied_goes() -> None:
    assert read_menu({"name-pl": " ", "name-en": " the  first "}, OLD, LANGUAGES).name == {"en": "the first"}


@pytest.mark.parametrize(("times", "kept"), [("1", 1), ("10", 10), ("0", 3), ("11", 3), ("x", 3), ("²", 3)])
def test_callers_are_asked_again_as_often_as_chosen(times: str, kept: int) -> None:
    read = read_menu({"no_input-times": times, "no_input-then": "department:orders"}, OLD, LANGUAGES)
    assert read.no_input == Branch(kept, ToDepartment("orders"))


def test_silence_leads_to_a_department_or_a_menu_only() -> None:
    assert read_menu({"no_input-times": "2", "no_input-then": "repeat"}, OLD, LANGUAGES).no_input == Branch(2)


def test_a_new_menu_is_wanted_where_it_is_chosen() -> None:
    assert wants_new_menu({"to-0": "repeat", "to-3": "new"}) == 3
    assert wants_new_menu({"to-0": "repeat"}) is None
