"""Weeks and spans in the words of each language."""

from datetime import UTC, datetime

import pytest
from flask import Flask, g

from admin.setup.hours.hours_words import holiday_words, span_words, week_words
from call_routing.hours.weekly_hours import read_week

APP = Flask("words")  # the language of a page is kept with its request
WARSAW = "Europe/Warsaw"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Monday–Wednesday, Friday: 08:30–12:00, 13:00–17:00", "Thursday, Saturday, Sunday: closed"]),
        (
            "pl",
            [
                "Poniedziałek–środa, piątek: 08:30–12:00, 13:00–17:00",
                "Czwartek, sobota, niedziela: zamknięte",
            ],
        ),
        ("cs", ["Pondělí–středa, pátek: 08:30–12:00, 13:00–17:00", "Čtvrtek, sobota, neděle: zavřeno"]),
        (
            "fi",
            [
                "Maanantai–keskiviikko, perjantai: 08:30–12:00, 13:00–17:00",
                "Torstai, lauantai, sunnuntai: suljettu",
            ],
        ),
    ],
)
def test_days_that_are_alike_stand_together_and_closed_ones_last(language: str, words: list[str]) -> None:
    week = read_week("Mo-We,Fr 08:30-12:00,13:00-17:00")
    assert week is not None
    with APP.app_context():
        g.language = language
        parts = week_words(week)
    assert [f"{part.days}: {part.hours}" for part in parts[:2]] == words


def test_whole_days_are_told_without_their_midnights() -> None:
    with APP.app_context():
        g.language = "en"
        days = span_words(datetime(2027, 8, 2, 22, tzinfo=UTC), datetime(2027, 8, 16, 22, tzinfo=UTC), WARSAW)
        day = span_words(datetime(2027, 8, 2, 22, tzinfo=UTC), datetime(2027, 8, 3, 22, tzinfo=UTC), WARSAW)
        hours = span_words(datetime(2027, 8, 3, 8, tzinfo=UTC), datetime(2027, 8, 3, 10, tzinfo=UTC), WARSAW)
    assert days == "Tue, 3 Aug 2027 – Mon, 16 Aug 2027"
    assert day == "Tue, 3 Aug 2027"
    assert hours == "Tue, 3 Aug 2027 10:00–12:00"


def test_a_holiday_without_a_name_in_the_language_says_which_it_is() -> None:
    with APP.app_context():
        g.language = "fi"
        assert holiday_words({"fi": "Loppiainen", "en": "Epiphany"}) == "Loppiainen"
        assert holiday_words({"fi": "pyhäpäivä", "en": "Corpus Christi"}) == "pyhäpäivä (Corpus Christi)"
