"""The sentences of the line, in all its languages."""

from string import Formatter

import pytest

from ivr.speech import Phrase, phrase
from ivr.speech.chooser import LANGUAGES

LONGEST: dict[str, str | int] = {
    "shop": "Sowa Books Księgarnia Internetowa",
    "department": "dział obsługi zamówień zagranicznych",
    "name": "zamówienia",
    "language": "angielski",
    "opening": "trzydziestego pierwszego października od dwudziestej trzeciej czterdzieści pięć",
    "window": "w poniedziałek między dwudziestą trzecią a dwudziestą trzecią trzydzieści",
    "wait": "od dwudziestu dwóch do pięćdziesięciu pięciu minut",
    "number": "plus 4 2 0, 6 0 1, 2 3 4, 5 6 7",
    "reason": "wniebowzięcie najświętszej maryi panny",
    "story": "To kontakt numer 12 w tej sprawie.",
    "key": "#",
    "day": "trzydziestego pierwszego października",
    "after": "po szesnastej trzydzieści",
    "matter": "paczka nie przyszła, a kurier mówi, że ją oddał sąsiadowi",
    "n": 12,
}
ALL = [(code, sentence) for code in LANGUAGES for sentence in Phrase]


def placeholders(code: str, sentence: Phrase) -> set[str]:
    return {
        name for _, name, _, _ in Formatter().parse(LANGUAGES[code].phrases[sentence]) if name is not None
    }


@pytest.mark.parametrize("sentence", Phrase)
def test_every_sentence_asks_for_the_same_values_in_every_language(sentence: Phrase) -> None:
    wanted = placeholders("en", sentence)
    assert wanted <= set(LONGEST)
    assert {code: placeholders(code, sentence) for code in LANGUAGES} == dict.fromkeys(LANGUAGES, wanted)


@pytest.mark.parametrize(("code", "sentence"), ALL)
def test_every_sentence_is_short_and_reads_as_one(code: str, sentence: Phrase) -> None:
    spoken = phrase(code, sentence, **LONGEST)
    assert len(spoken) <= 500
    assert spoken == " ".join(spoken.split())
    if not sentence.startswith("language_"):
        assert spoken[0].isupper()
        assert spoken.endswith(".")
        assert ".." not in spoken


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_two_sentences_of_a_language_are_the_same(code: str) -> None:
    templates = list(LANGUAGES[code].phrases.values())
    twice = {text for text in templates if templates.count(text) > 1}
    assert twice == set()


def test_a_missing_value_is_named_with_its_sentence() -> None:
    with pytest.raises(
        ValueError, match=r'Phrase "closed": needs a value for opening, and was given department'
    ):
        phrase("pl", Phrase.CLOSED, department="reklamacje")


def test_what_a_value_holds_is_spoken_as_it_stands() -> None:
    assert phrase("en", Phrase.WELCOME, shop="{key} & Sons %s") == "Hello, this is {key} & Sons %s."


@pytest.mark.parametrize(
    ("code", "key", "spoken"),
    [
        ("pl", "1", "Aby wrócić, wybierz 1."),
        ("pl", "*", "Aby wrócić, wybierz gwiazdkę."),
        ("en", "#", "To go back, press hash."),
        ("cs", "*", "Chcete-li se vrátit, stiskněte hvězdičku."),
        ("fi", "#", "Jos haluat palata takaisin, paina ruutua."),
    ],
)
def test_keys_that_are_not_digits_are_said_by_their_names(code: str, key: str, spoken: str) -> None:
    assert phrase(code, Phrase.KEY_BACK, key=key) == spoken


def test_a_department_that_opens_a_sentence_gets_its_capital() -> None:
    assert phrase("pl", Phrase.CONNECTING, department="zamówienia") == "Zamówienia: już łączymy."


def test_a_closed_department_says_when_it_opens() -> None:
    said = phrase("pl", Phrase.CLOSED, department="reklamacje", opening="jutro od ósmej trzydzieści")
    assert said == "Reklamacje: teraz mamy zamknięte. Zapraszamy jutro od ósmej trzydzieści."
