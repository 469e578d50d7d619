"""Which language is spoken, and how days, windows and numbers are put in it."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from ivr.speech import (
    Phrase,
    language_name,
    own_phrase,
    own_sentences,
    phrase,
    spoken_after,
    spoken_day,
    spoken_number,
    spoken_opening,
    spoken_wait,
    spoken_window,
    voice_for,
)

WARSAW = ZoneInfo("Europe/Warsaw")
SATURDAY = datetime(2026, 11, 21, 18, 0, tzinfo=WARSAW)


@pytest.mark.parametrize(
    ("wanted", "heard"),
    [
        ("pl", "Do usłyszenia."),
        ("pl-PL", "Do usłyszenia."),
        ("cs_CZ", "Na slyšenou."),
        ("FI", "Kuulemiin."),
        ("fil-PH", "Goodbye."),
        ("", "Goodbye."),
        (("sk", "cs", "pl"), "Na slyšenou."),
        (("de", "sv"), "Goodbye."),
        ((), "Goodbye."),
    ],
)
def test_the_first_language_that_we_speak_is_spoken(wanted: str | tuple[str, ...], heard: str) -> None:
    assert phrase(wanted, Phrase.GOODBYE).endswith(heard)


def test_the_voice_follows_the_language_that_is_spoken() -> None:
    assert voice_for("pl").name == "Polly.Ola-Neural"
    assert voice_for(("sk", "cs")).language == "cs-CZ"
    assert voice_for("de").language == "en-GB"


def test_languages_are_named_in_the_language_of_who_listens() -> None:
    assert [language_name("pl", named) for named in ("pl", "en-GB", "cs", "fi")] == [
        *("polski", "angielski", "czeski", "fiński")
    ]
    assert language_name("en", "uk") == "uk"


@pytest.mark.parametrize(
    ("opening", "spoken"),
    [
        ((2026, 11, 21, 20, 0), "today from 8 pm"),
        ((2026, 11, 22, 0, 0), "tomorrow from midnight"),
        ((2026, 11, 22, 9, 0), "tomorrow from 9 am"),
        ((2026, 11, 23, 9, 0), "on Monday from 9 am"),
        ((2026, 11, 27, 9, 0), "on Friday from 9 am"),
        ((2026, 11, 28, 9, 0), "on the 28th of November from 9 am"),
        ((2027, 1, 6, 9, 0), "on the 6th of January from 9 am"),
    ],
)
def test_the_nearer_the_day_the_plainer_its_name(opening: tuple[int, ...], spoken: str) -> None:
    assert spoken_opening("en", datetime(*opening, tzinfo=WARSAW), SATURDAY) == spoken  # type: ignore[misc, arg-type] # five parts of a date


def test_today_is_the_day_in_the_shop_not_in_greenwich() -> None:
    now = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)  # already Sunday in Warsaw
    assert spoken_opening("en", datetime(2026, 11, 22, 9, 0, tzinfo=WARSAW), now) == "today from 9 am"


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        spoken_opening("en", datetime(2026, 11, 22, 9, 0), SATURDAY)  # noqa: DTZ001 - that is the point
    with pytest.raises(ValueError, match="aware"):
        spoken_opening("en", SATURDAY, datetime(2026, 11, 22, 9, 0))  # noqa: DTZ001 - the same


@pytest.mark.parametrize(
    ("language", "spoken"),
    [
        ("pl", "najwcześniej dziś o szesnastej, najpóźniej w poniedziałek o dziewiątej piętnaście"),
        ("en", "between 4 pm today and 9:15 am on Monday"),
        ("cs", "nejdříve dnes od šestnácti hodin, nejpozději v pondělí do devíti patnácti"),
        ("fi", "aikaisintaan tänään kello kuusitoista, viimeistään maanantaina kello yhdeksän viisitoista"),
    ],
)
def test_a_window_over_closing_time_names_both_days(language: str, spoken: str) -> None:
    start, end = datetime(2026, 11, 21, 16, 0, tzinfo=WARSAW), datetime(2026, 11, 23, 9, 15, tzinfo=WARSAW)
    assert spoken_window(language, start, end, SATURDAY) == spoken


def test_a_window_until_midnight_belongs_to_its_day() -> None:
    start, end = datetime(2026, 11, 21, 23, 30, tzinfo=WARSAW), datetime(2026, 11, 22, 0, 0, tzinfo=WARSAW)
    assert spoken_window("en", start, end, SATURDAY) == "today between 11:30 pm and midnight"


def test_the_end_of_a_window_is_spoken_in_the_zone_of_its_start() -> None:
    start, end = datetime(2026, 11, 21, 19, 0, tzinfo=WARSAW), datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
    assert spoken_window("en", start, end, SATURDAY) == "today between 7 pm and 7:30 pm"


@pytest.mark.parametrize(
    ("low", "high", "spoken"),
    [
        (0, 0, "less than a minute"),
        (-3, 1, "less than a minute"),
        (5, 2, "2 to 5 minutes"),
        (40, 100, "at least 40 minutes"),
        (60, 100, "more than an hour"),
    ],
)
def test_a_wait_is_spoken_whatever_the_estimate_says(low: int, high: int, spoken: str) -> None:
    assert spoken_wait("en", low, high) == spoken


@pytest.mark.parametrize(
    ("language", "number", "spoken"),
    [
        ("pl", "+48600100200", "6 0 0, 1 0 0, 2 0 0"),
        ("pl", "+48221234567", "2 2, 1 2 3, 4 5, 6 7"),
        ("pl", "+420601234567", "plus 4 2 0, 6 0 1, 2 3 4, 5 6 7"),
        ("cs", "+420601234567", "6 0 1, 2 3 4, 5 6 7"),
        ("fi", "+358401234567", "0 4 0, 1 2 3 4 5 6 7"),
        ("en", "+48600100200", "plus 4 8, 6 0 0, 1 0 0, 2 0 0"),
        ("en", "600100", "6 0 0 1 0 0"),
        ("en", "anonymous", ""),
        ("en", "client:agent_7", "7"),
    ],
)
def test_numbers_are_said_digit_by_digit_as_people_at_home_write_them(
    language: str, number: str, spoken: str
) -> None:
    assert spoken_number(language, number) == spoken


@pytest.mark.parametrize(
    ("language", "days_ago", "spoken"),
    [
        ("pl", 0, "dziś"),
        ("pl", 1, "wczoraj"),
        ("pl", 5, "szesnastego listopada"),
        ("en", 1, "yesterday"),
        ("en", 2, "on the 19th of November"),
        ("cs", 1, "včera"),
        ("fi", 1, "eilen"),
    ],
)
def test_the_day_of_a_wish_is_told_as_people_look_back(language: str, days_ago: int, spoken: str) -> None:
    assert spoken_day(language, SATURDAY - timedelta(days=days_ago), SATURDAY) == spoken


@pytest.mark.parametrize(
    ("language", "spoken"),
    [
        ("pl", "po szesnastej"),
        ("en", "after 4 pm"),
        ("cs", "od šestnácti hodin"),
        ("fi", "kello kuudentoista jälkeen"),
    ],
)
def test_after_work_is_a_time_of_the_day(language: str, spoken: str) -> None:
    assert spoken_after(language, time(16)) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("{department}? {key}!", "zamówienia? gwiazdkę!"),
        ("Nothing to fill.", "Nothing to fill."),
        ("{unknown} and { key }", " and { key }"),
    ],
)
def test_the_shops_own_sentence_is_filled_like_ours(text: str, spoken: str) -> None:
    assert own_phrase("pl", text, department="zamówienia", key="*") == spoken


def test_every_sentence_of_the_line_is_shown_in_every_language() -> None:
    said = own_sentences()
    assert said.keys() == {one.value for one in Phrase}
    assert {language for texts in said.values() for language in texts} == {"pl", "en", "cs", "fi"}
