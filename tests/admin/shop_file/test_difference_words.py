from collections.abc import Iterator

import pytest
from flask import Flask, g

from admin.shop_file.commands import read_checked
from admin.shop_file.difference_words import changes_in_words
from ticket_store.line import Line


@pytest.fixture(autouse=True)
def page() -> Iterator[None]:
    with Flask("pages").app_context():
        yield


def line_of(text: str) -> Line:
    line, _ = read_checked(text)
    assert line
    return line


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", 'Department "sales", ring time: 20 s → 25 s'),
        ("pl", "Dział „sales”, czas dzwonienia: 20 s → 25 s"),
        ("cs", "Oddělení „sales“, doba zvonění: 20 s → 25 s"),
        ("fi", "Osasto ”sales”, soittoaika: 20 s → 25 s"),
    ],
)
def test_a_change_is_told_in_the_language_of_the_reader(good: str, language: str, words: str) -> None:
    g.language = language
    changed = good.replace("ring_timeout: 20 s", "ring_timeout: 25 s")
    assert changes_in_words(line_of(good), line_of(changed)) == (words,)


@pytest.mark.parametrize(
    ("instead_of", "stands", "words"),
    [
        (
            "countries: [PL]",
            "countries: [PL]\n  dial: false\n  accept: false",
            "Callbacks, promise callbacks: on → off",
        ),
        (
            '  more:\n    keys:\n      "1"',
            '  more:\n    keys:\n      "2"',
            'Menu "more", key 2: added, department repairs',
        ),
        (
            '"2": {menu: more}',
            '"2": {menu: more}\n      "3": {department: repairs}',
            'Menu "main", key 3: added, department repairs',
        ),
        (
            "  - {email: adam@lumi.example, name: Adam, roles: [admin]}\n",
            "",
            "Agent adam@lumi.example: removed",
        ),
        (
            "dispositions: [sold, not sold]",
            "dispositions: [not sold, sold]",
            'Department "sales", outcomes: sold, not sold → not sold, sold',
        ),
    ],
)
def test_each_kind_of_change_has_its_words(good: str, instead_of: str, stands: str, words: str) -> None:
    g.language = "en"
    assert instead_of in good
    told = changes_in_words(line_of(good), line_of(good.replace(instead_of, stands, 1)))
    assert words in told


def test_nothing_different_is_no_words(good: str) -> None:
    g.language = "en"
    assert changes_in_words(line_of(good), line_of(good)) == ()


def test_a_long_text_is_known_by_its_beginning(good: str) -> None:
    g.language = "en"
    (told,) = changes_in_words(line_of(good), line_of(good.replace("Hello.", f"Hello. {'Bla. ' * 200}")))
    assert len(told) < 450
    assert told.endswith("…")
