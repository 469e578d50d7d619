"""Faults as a reader of the pages gets them: the part, what is wrong, what to do, in their language."""

from collections.abc import Iterator

import pytest
from flask import Flask, g

from admin.shop_file.commands import read_checked
from admin.shop_file.fault_words import fault_advice, fault_words
from admin.shop_file.faults import Fault
from admin.shop_file.part_names import title_words


@pytest.fixture(autouse=True)
def page() -> Iterator[None]:
    with Flask("pages").app_context():
        yield


def the_fault(good: str, instead_of: str, stands: str) -> Fault:
    assert instead_of in good
    _, faults = read_checked(good.replace(instead_of, stands, 1))
    return next(one for one in faults if not one.is_warning)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", 'Department "sales", ring time: it must be longer than nothing. Write 1 s or more.'),
        ("pl", "Dział „sales”, czas dzwonienia: czas musi być dłuższy niż zero. Wpisz 1 s lub więcej."),
        ("cs", "Oddělení „sales“, doba zvonění: doba musí být delší než nula. Napište 1 s nebo více."),
        ("fi", "Osasto ”sales”, soittoaika: ajan on oltava nollaa pidempi. Kirjoita 1 s tai enemmän."),
    ],
)
def test_a_fault_is_said_in_the_language_of_the_reader(good: str, language: str, words: str) -> None:
    g.language = language
    fault = the_fault(good, "ring_timeout: 20 s", "ring_timeout: 0 s")
    assert fault.path == ("departments", "sales", "ring_timeout")
    assert fault_words(fault) == words


def test_a_sentence_of_the_hours_is_said_in_the_language_of_the_reader(good: str) -> None:
    g.language = "fi"
    fault = the_fault(good, "Mo-Fr 09:00-17:00; PH off", "Feb 30 09:00-17:00")
    assert "päivää Feb 30 ei ole. Anna kyseisen kuukauden päivä." in fault_words(fault)


def test_a_name_that_is_nearly_right_is_asked_for_in_the_language_of_the_reader(good: str) -> None:
    g.language = "cs"
    fault = the_fault(good, "department: repairs}\nmenus", "department: repair}\nmenus")
    assert fault_words(fault).endswith("oddělení „repair“ neexistuje. Měli jste na mysli „repairs“?")


def test_beside_its_field_a_fault_begins_with_a_capital_and_leaves_the_part_out(good: str) -> None:
    g.language = "en"
    fault = the_fault(good, "attempts: 3", "attempts: 0")
    assert fault_advice(fault) == "It must be at least 1. Write 1 or more."


def test_a_fault_without_a_sentence_stays_as_it_is() -> None:
    g.language = "pl"
    assert fault_words(Fault(0, "Something is in use.")) == "Something is in use."


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ((), "The file"),
        (("shop", "name"), "Shop, name"),
        (("menus", "main", "keys", "3"), 'Menu "main", key 3'),
        (("agents", "ola@lumi.example", "departments", "calls"), "Agent ola@lumi.example, calls"),
        (("callbacks", "slots", "latest"), "Callbacks, half hours on offer, latest"),
        (("departments", "sales", "name", "pl"), 'Department "sales", name, pl'),
    ],
)
def test_a_part_has_a_title(path: tuple[str, ...], words: str) -> None:
    g.language = "en"
    assert title_words(path) == words
