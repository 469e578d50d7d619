"""What a customer's text asks for, as people write it in our languages."""

import pytest

from ivr.text_words import Ask, TextAsk, read_text


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("Oddzwońcie!", "pl"),
        ("prosze o telefon w sprawie paczki", "pl"),
        ("Proszę zadzwonić po 16", "pl"),
        ("Call me please", "en"),
        ("callback", "en"),
        ("CALL-BACK", "en"),
        ("Can you give me a call?", "en"),
        ("Zavolejte mi prosím", "cs"),
        ("Ozvěte se", "cs"),
        ("Soittakaa", "fi"),
        ("voisitteko soittaa minulle", "fi"),
        ("Soittopyyntö", "fi"),
    ],
)
def test_a_wish_for_a_call_is_understood_with_its_language(body: str, language: str) -> None:
    assert read_text(body) == TextAsk(Ask.CALL, language)


@pytest.mark.parametrize(
    ("body", "what", "language"),
    [
        ("ANULUJ", Ask.CANCEL, "pl"),
        ("Cancel.", Ask.CANCEL, "en"),
        ("zrušit", Ask.CANCEL, "cs"),
        ("Peru", Ask.CANCEL, "fi"),
        ("PÓŹNIEJ", Ask.LATER, "pl"),
        ("later", Ask.LATER, "en"),
        ("Později", Ask.LATER, "cs"),
        ("myöhemmin", Ask.LATER, "fi"),
        ("2", Ask.LATER, None),
        ("STOP", Ask.STOP, None),
    ],
)
def test_one_word_changes_what_was_promised(body: str, what: Ask, language: str | None) -> None:
    assert read_text(body) == TextAsk(what, language)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "?!",
        "Gdzie jest moja paczka?",
        "Nie dzwońcie do mnie",
        "please don't call me",
        "Nevolejte mi",
        "Älkää soittako",
        "I want to cancel my order 1234",
        "Please stop sending me broken lamps",
        "I will call you later",
        "x" * 5000,
    ],
)
def test_everything_else_is_for_a_person_to_read(body: str) -> None:
    assert read_text(body) is None
