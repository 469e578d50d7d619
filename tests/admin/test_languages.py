import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from admin.languages import CATALOGUES, LANGUAGES, SOURCE, translations
from tests.admin.texts import Text, texts

TRANSLATED = [language for language in LANGUAGES if language != SOURCE]
PLACE = re.compile(r"%\(\w+\)s")


@pytest.fixture(scope="module")
def said() -> list[Text]:
    return list(dict.fromkeys(text for text, _ in texts()))


def catalogue(language: str) -> Catalog:
    with Path(CATALOGUES / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_of_the_pages_is_translated(language: str, said: list[Text]) -> None:
    known = {message.id: message.string for message in catalogue(language) if message.id}
    missing = [text for text in said if not known.get(text) or not all(known[text])]
    assert not missing, f"{language}.po lacks {missing}"


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_left_over_or_fuzzy(language: str, said: list[Text]) -> None:
    left = [message.id for message in catalogue(language) if message.id and message.id not in said]
    fuzzy = [message.id for message in catalogue(language) if message.id and message.fuzzy]
    assert (left, fuzzy) == ([], [])


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_translation_fills_the_same_places(language: str) -> None:
    for message in catalogue(language):
        first = message.id[-1] if isinstance(message.id, tuple) else message.id
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        if first:
            assert all(set(PLACE.findall(form)) == set(PLACE.findall(first)) for form in forms), first


@pytest.mark.parametrize(
    ("language", "count", "words"),
    [
        ("pl", 1, "1 połączenie w tej sprawie"),
        ("pl", 3, "3 połączenia w tej sprawie"),
        ("pl", 12, "12 połączeń w tej sprawie"),
        ("pl", 22, "22 połączenia w tej sprawie"),
        ("cs", 5, "5 hovorů v tomto případu"),
        ("fi", 2, "2 puhelua tässä asiassa"),
        ("en", 2, "2 calls in this case"),
    ],
)
def test_plurals_are_right(language: str, count: int, words: str) -> None:
    forms = ("%(n)s call in this case", "%(n)s calls in this case")
    assert translations(language).ngettext(*forms, count) % {"n": count} == words


def test_a_language_that_we_do_not_have_reads_as_written() -> None:
    assert translations("tlh").gettext("Desk") == "Desk"
