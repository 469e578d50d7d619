"""Polish words for times, waits and counts."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from ivr.speech import Noun, count, spoken_opening, spoken_wait, spoken_window

WARSAW = ZoneInfo("Europe/Warsaw")
NOW = datetime(2026, 11, 21, 0, 0, tzinfo=WARSAW)


@pytest.mark.parametrize(
    ("hour", "minute", "spoken"),
    [
        (0, 0, "dziś od północy"),
        (0, 30, "dziś od zerowej trzydzieści"),
        (1, 0, "dziś od pierwszej"),
        (2, 0, "dziś od drugiej"),
        (3, 45, "dziś od trzeciej czterdzieści pięć"),
        (5, 0, "dziś od piątej"),
        (8, 5, "dziś od ósmej zero pięć"),
        (8, 15, "dziś od ósmej piętnaście"),
        (8, 30, "dziś od ósmej trzydzieści"),
        (12, 0, "dziś od dwunastej"),
        (14, 0, "dziś od czternastej"),
        (20, 20, "dziś od dwudziestej dwadzieścia"),
        (22, 59, "dziś od dwudziestej drugiej pięćdziesiąt dziewięć"),
    ],
)
def test_hours_are_ordinals_in_the_genitive(hour: int, minute: int, spoken: str) -> None:
    assert spoken_opening("pl", NOW.replace(hour=hour, minute=minute), NOW) == spoken


@pytest.mark.parametrize(
    ("month", "day", "spoken"),
    [
        (11, 22, "jutro od ósmej"),
        (11, 23, "w poniedziałek od ósmej"),
        (11, 24, "we wtorek od ósmej"),
        (12, 1, "pierwszego grudnia od ósmej"),
        (12, 2, "drugiego grudnia od ósmej"),
        (12, 3, "trzeciego grudnia od ósmej"),
        (12, 20, "dwudziestego grudnia od ósmej"),
        (12, 22, "dwudziestego drugiego grudnia od ósmej"),
        (12, 30, "trzydziestego grudnia od ósmej"),
        (12, 31, "trzydziestego pierwszego grudnia od ósmej"),
    ],
)
def test_days_are_spoken_as_people_say_them(month: int, day: int, spoken: str) -> None:
    assert spoken_opening("pl", NOW.replace(month=month, day=day, hour=8), NOW) == spoken


@pytest.mark.parametrize(
    ("start", "end", "spoken"),
    [
        ((14, 0), (14, 30), "dziś między czternastą a czternastą trzydzieści"),
        ((2, 0), (3, 0), "dziś między drugą a trzecią"),
        (
            (21, 45),
            (22, 15),
            "dziś między dwudziestą pierwszą czterdzieści pięć a dwudziestą drugą piętnaście",
        ),
        ((0, 0), (1, 0), "dziś między północą a pierwszą"),
    ],
)
def test_windows_lie_between_two_instrumentals(
    start: tuple[int, int], end: tuple[int, int], spoken: str
) -> None:
    first, last = (NOW.replace(hour=hour, minute=minute) for hour, minute in (start, end))
    assert spoken_window("pl", first, last, NOW) == spoken


@pytest.mark.parametrize(
    ("low", "high", "spoken"),
    [
        (0, 1, "mniej niż minuta"),
        (0, 5, "do pięciu minut"),
        (1, 1, "około minuty"),
        (1, 2, "od jednej do dwóch minut"),
        (2, 5, "od dwóch do pięciu minut"),
        (12, 22, "od dwunastu do dwudziestu dwóch minut"),
        (21, 30, "od dwudziestu jeden do trzydziestu minut"),
        (5, 5, "około pięciu minut"),
        (25, 120, "co najmniej 25 minut"),
        (61, 120, "ponad godzina"),
    ],
)
def test_waits_are_ranges_in_the_genitive(low: int, high: int, spoken: str) -> None:
    assert spoken_wait("pl", low, high) == spoken


@pytest.mark.parametrize(
    ("n", "minutes", "people", "days"),
    [
        (0, "0 minut", "0 osób", "0 dni"),
        (1, "1 minuta", "1 osoba", "1 dzień"),
        (2, "2 minuty", "2 osoby", "2 dni"),
        (5, "5 minut", "5 osób", "5 dni"),
        (12, "12 minut", "12 osób", "12 dni"),
        (22, "22 minuty", "22 osoby", "22 dni"),
        (101, "101 minut", "101 osób", "101 dni"),
        (112, "112 minut", "112 osób", "112 dni"),
    ],
)
def test_plurals_have_three_forms(n: int, minutes: str, people: str, days: str) -> None:
    assert [count("pl", noun, n) for noun in (Noun.MINUTE, Noun.PERSON, Noun.DAY)] == [minutes, people, days]
