"""Czech words for times, waits and counts."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from ivr.speech import Noun, count, spoken_opening, spoken_wait, spoken_window

PRAGUE = ZoneInfo("Europe/Prague")
NOW = datetime(2026, 11, 21, 0, 0, tzinfo=PRAGUE)


@pytest.mark.parametrize(
    ("hour", "minute", "spoken"),
    [
        (0, 0, "dnes od půlnoci"),
        (0, 30, "dnes od nula hodin třiceti minut"),
        (1, 0, "dnes od jedné hodiny"),
        (2, 0, "dnes od dvou hodin"),
        (5, 1, "dnes od pěti hodin jedné minuty"),
        (8, 5, "dnes od osmi hodin pěti minut"),
        (8, 15, "dnes od osmi patnácti"),
        (8, 30, "dnes od osmi třiceti"),
        (12, 0, "dnes od dvanácti hodin"),
        (21, 45, "dnes od dvaceti jedna čtyřiceti pěti"),
        (22, 0, "dnes od dvaceti dvou hodin"),
    ],
)
def test_hours_are_cardinals_in_the_genitive(hour: int, minute: int, spoken: str) -> None:
    assert spoken_opening("cs", NOW.replace(hour=hour, minute=minute), NOW) == spoken


@pytest.mark.parametrize(
    ("month", "day", "spoken"),
    [
        (11, 22, "zítra od osmi hodin"),
        (11, 25, "ve středu od osmi hodin"),
        (12, 1, "prvního prosince od osmi hodin"),
        (12, 20, "dvacátého prosince od osmi hodin"),
        (12, 22, "dvacátého druhého prosince od osmi hodin"),
        (12, 30, "třicátého prosince od osmi hodin"),
        (12, 31, "třicátého prvního prosince od osmi hodin"),
    ],
)
def test_days_are_spoken_as_people_say_them(month: int, day: int, spoken: str) -> None:
    assert spoken_opening("cs", NOW.replace(month=month, day=day, hour=8), NOW) == spoken


def test_windows_run_from_one_time_to_another() -> None:
    start, end = NOW.replace(hour=14), NOW.replace(hour=14, minute=30)
    assert spoken_window("cs", start, end, NOW) == "dnes od čtrnácti hodin do čtrnácti třiceti"


@pytest.mark.parametrize(
    ("low", "high", "spoken"),
    [
        (0, 1, "méně než minuta"),
        (0, 5, "do pěti minut"),
        (1, 1, "asi minuta"),
        (1, 2, "jedna až dvě minuty"),
        (2, 5, "dvě až pět minut"),
        (4, 4, "asi čtyři minuty"),
        (12, 22, "dvanáct až dvacet dva minut"),
        (50, 60, "padesát až šedesát minut"),
        (2, 120, "nejméně 2 minuty"),
        (61, 120, "více než hodina"),
    ],
)
def test_waits_are_ranges_in_words(low: int, high: int, spoken: str) -> None:
    assert spoken_wait("cs", low, high) == spoken


@pytest.mark.parametrize(
    ("n", "minutes", "days"),
    [
        (1, "1 minuta", "1 den"),
        (2, "2 minuty", "2 dny"),
        (5, "5 minut", "5 dní"),
        (12, "12 minut", "12 dní"),
        (22, "22 minut", "22 dní"),
    ],
)
def test_plurals_have_three_forms(n: int, minutes: str, days: str) -> None:
    assert [count("cs", noun, n) for noun in (Noun.MINUTE, Noun.DAY)] == [minutes, days]
