"""The words of texts and mails: right days and times, short enough, in every language."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from callbacks.telling.notice_words import (
    SUBJECTS,
    TEXTS,
    Facts,
    Notice,
    mail_of,
    segments,
    text_of,
    window_in_words,
)

WARSAW = "Europe/Warsaw"
NOW = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo(WARSAW))
LINK = "https://hotline.sowabooks.example/callback/" + "A-_" * 7 + "A"


def facts(start: datetime = NOW + timedelta(days=4, hours=2)) -> Facts:
    return Facts("Sowa Knihy CZ", "+48221234567", start, start + timedelta(minutes=30), NOW, WARSAW)


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("what", list(Notice))
def test_every_notice_takes_two_segments_at_most_and_ends_with_its_link(language: str, what: Notice) -> None:
    text = text_of(what, facts(), [language], LINK)
    assert segments(text) <= 2, text
    assert text.endswith(LINK)
    subject, body = mail_of(what, facts(), [language], LINK)
    assert f"\n{LINK}\n" in body
    assert "{" not in subject + body + text
    assert subject.startswith("Sowa Knihy CZ: ")


@pytest.mark.parametrize("language", TEXTS)
def test_every_notice_has_its_words(language: str) -> None:
    assert list(TEXTS[language]) == list(SUBJECTS[language]) == list(Notice)


@pytest.mark.parametrize(
    ("language", "day", "words"),
    [
        ("pl", 22, "dziś 22.11, 14:00-14:30"),
        ("pl", 24, "we wt. 24.11, 14:00-14:30"),
        ("en", 23, "tomorrow 23 Nov, 14:00-14:30"),
        ("en", 26, "Thu 26 Nov, 14:00-14:30"),
        ("cs", 23, "zítra 23.11. 14:00-14:30"),
        ("cs", 26, "ve čt 26.11. 14:00-14:30"),
        ("fi", 22, "tänään 22.11. klo 14.00-14.30"),
        ("fi", 26, "to 26.11. klo 14.00-14.30"),
    ],
)
def test_a_window_is_written_as_the_language_writes_it(language: str, day: int, words: str) -> None:
    start = NOW.replace(day=day, hour=14)
    assert window_in_words(start, start + timedelta(minutes=30), NOW, WARSAW, language) == words


def test_a_window_over_midnight_names_both_days() -> None:
    start = NOW.replace(hour=23, minute=45)
    said = window_in_words(start, start + timedelta(minutes=30), NOW, WARSAW, "en")
    assert said == "today 22 Nov, 23:45 - tomorrow 23 Nov, 0:15"


def test_the_hour_is_the_shops_on_both_sides_of_the_change() -> None:
    before, after = datetime(2026, 3, 29, 0, 30, tzinfo=UTC), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert window_in_words(before, after, before, WARSAW, "en").endswith("1:30-3:30")


def test_a_language_without_words_is_told_in_the_shops_next_one() -> None:
    assert "oddzwonimy" in text_of(Notice.PROMISED, facts(), ["uk", "pl"], LINK)
    assert "we ring you back" in text_of(Notice.PROMISED, facts(), ["uk"], LINK)


@pytest.mark.parametrize(
    ("text", "count"),
    [("a" * 160, 1), ("a" * 161, 2), ("a" * 307, 3), ("ą" * 70, 1), ("ą" * 71, 2), ("€" * 80, 1), ("€" * 81, 2)],
)  # fmt: skip
def test_segments_are_counted_as_the_carrier_bills_them(text: str, count: int) -> None:
    assert segments(text) == count
