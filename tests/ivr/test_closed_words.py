from dataclasses import replace
from datetime import UTC, datetime

import pytest

from admin.shop_file.commands import read_checked
from ivr.closed_words import closed_sentences
from tests.ivr.conftest import SHOP
from ticket_store.line import Closure, Line, Spoken

OPEN = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)  # a Tuesday
NIGHT = datetime(2026, 3, 3, 22, 0, tzinfo=UTC)


@pytest.fixture
def line() -> Line:
    read, _ = read_checked(SHOP.read_text())
    assert read is not None
    return read


def test_nothing_is_said_of_closing_while_a_department_is_open(line: Line) -> None:
    assert closed_sentences(line, "complaints", OPEN) == {}


def test_each_language_of_the_shop_says_when_it_opens_next(line: Line) -> None:
    said = closed_sentences(line, "complaints", NIGHT)
    assert list(said) == list(line.shop.languages)
    assert said["en"].text is not None
    assert "closed just now. You can reach us tomorrow from" in said["en"].text


def test_the_reason_of_a_closure_is_said_in_each_language(line: Line) -> None:
    key = line.departments["complaints"].hours_key
    closure = Closure(key, OPEN, NIGHT, {"pl": "remont", "en": "works"})
    said = closed_sentences(replace(line, closures=(closure,)), "complaints", OPEN)
    assert "The reason: works." in (said["en"].text or "")
    assert "remont" in (said["pl"].text or "")


def test_a_sound_of_the_shop_takes_the_place_of_the_sentence(line: Line) -> None:
    own = {("closed", "pl"): Spoken(audio="https://shop.example/closed.mp3")}
    said = closed_sentences(replace(line, prompts=own), "complaints", NIGHT)
    assert said["pl"] == Spoken(audio="https://shop.example/closed.mp3")
    assert said["en"].text
