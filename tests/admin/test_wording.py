from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask, g

from admin import wording

NOW = datetime(2026, 11, 19, 12, 0, tzinfo=UTC)
WARSAW = "Europe/Warsaw"


def said(at: datetime, language: str = "en") -> str:
    with Flask("words").app_context():
        g.language = language
        return wording.when(at, now=NOW, zone=WARSAW, language=language)


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (timedelta(seconds=20), "now"),
        (timedelta(seconds=-20), "just now"),
        (timedelta(minutes=12), "in 12 min"),
        (timedelta(minutes=-59), "59 min ago"),
        (timedelta(hours=2), "today 15:00"),
        (timedelta(hours=20), "tomorrow 09:00"),
        (timedelta(days=-1), "yesterday 13:00"),
        (timedelta(days=5), "Tue 24 Nov 13:00"),
        (timedelta(days=60), "Mon, 18 Jan 2027 13:00"),
    ],
)
def test_a_moment_is_said_as_people_say_it(away: timedelta, words: str) -> None:
    assert said(NOW + away).replace(",", "") == words.replace(",", "")


@pytest.mark.parametrize(
    ("language", "words"),
    [("pl", "za 12 min"), ("cs", "za 12 min"), ("fi", "12 min kuluttua"), ("en", "in 12 min")],
)
def test_a_moment_is_said_in_the_language_of_the_reader(language: str, words: str) -> None:
    assert said(NOW + timedelta(minutes=12), language) == words


def test_today_is_the_shop_s_today() -> None:
    late = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)  # half past midnight of the 20th in Warsaw
    assert said(late) == "tomorrow 00:30"


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (None, "–"),
        (timedelta(), "0:00"),
        (timedelta(seconds=75), "1:15"),
        (timedelta(hours=1, minutes=2, seconds=5), "1:02:05"),
        (timedelta(seconds=-3), "0:00"),
    ],
)
def test_a_duration_is_minutes_and_seconds(span: timedelta | None, words: str) -> None:
    assert wording.duration(span) == words


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("+48600123456", "+48 600 123 456"),
        ("+420228880100", "+420 228 880 100"),
        ("sip:agent@shop.example", "sip:agent@shop.example"),
        ("+86282452253", "+86 282452253"),
        ("garbage", "garbage"),
    ],
)
def test_a_number_is_grouped_as_its_country_does_and_anything_else_stays(number: str, shown: str) -> None:
    assert wording.phone(number).replace("-", " ") == shown


@pytest.mark.parametrize(
    ("typed", "number"),
    [("600 123 456", "+48600123456"), ("+420 601 123 456", "+420601123456"), ("456", None), ("abc", None)],
)
def test_a_typed_number_is_read_as_one_of_the_shop_s_country(typed: str, number: str | None) -> None:
    assert wording.searched_number(typed, "PL") == number


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(minutes=5), "12:55"),
        (timedelta(hours=12), "01:00"),
        (timedelta(days=1), "yesterday 13:00"),
        (timedelta(days=7), "Thu 12 Nov 13:00"),
    ],
)
def test_since_when_is_a_time_of_today_or_a_day_with_its_time(ago: timedelta, words: str) -> None:
    with Flask("words").app_context():
        g.language = "en"
        assert wording.since(NOW - ago, now=NOW, zone=WARSAW, language="en") == words
