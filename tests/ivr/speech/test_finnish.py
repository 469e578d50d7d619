"""Finnish words for times, waits and counts."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from ivr.speech import Noun, count, spoken_opening, spoken_wait, spoken_window

HELSINKI = ZoneInfo("Europe/Helsinki")
NOW = datetime(2026, 11, 21, 0, 0, tzinfo=HELSINKI)


@pytest.mark.parametrize(
    ("hour", "minute", "spoken"),
    [
        (0, 0, "tänään kello nolla alkaen"),
        (1, 0, "tänään kello yksi alkaen"),
        (8, 5, "tänään kello kahdeksan nolla viisi alkaen"),
        (8, 15, "tänään kello kahdeksan viisitoista alkaen"),
        (8, 30, "tänään kello kahdeksan kolmekymmentä alkaen"),
        (10, 10, "tänään kello kymmenen kymmenen alkaen"),
        (12, 0, "tänään kello kaksitoista alkaen"),
        (22, 45, "tänään kello kaksikymmentäkaksi neljäkymmentäviisi alkaen"),
    ],
)
def test_times_are_read_as_on_the_radio(hour: int, minute: int, spoken: str) -> None:
    assert spoken_opening("fi", NOW.replace(hour=hour, minute=minute), NOW) == spoken


@pytest.mark.parametrize(
    ("month", "day", "spoken"),
    [
        (11, 22, "huomenna kello kahdeksan alkaen"),
        (11, 25, "keskiviikkona kello kahdeksan alkaen"),
        (12, 1, "ensimmäinen joulukuuta kello kahdeksan alkaen"),
        (12, 12, "kahdestoista joulukuuta kello kahdeksan alkaen"),
        (12, 13, "kolmastoista joulukuuta kello kahdeksan alkaen"),
        (12, 20, "kahdeskymmenes joulukuuta kello kahdeksan alkaen"),
        (12, 31, "kolmaskymmenesensimmäinen joulukuuta kello kahdeksan alkaen"),
    ],
)
def test_days_are_spoken_as_people_say_them(month: int, day: int, spoken: str) -> None:
    assert spoken_opening("fi", NOW.replace(month=month, day=day, hour=8), NOW) == spoken


def test_windows_lie_between_two_genitives() -> None:
    start, end = NOW.replace(hour=14), NOW.replace(hour=14, minute=30)
    said = spoken_window("fi", start, end, NOW)
    assert said == "tänään kello neljäntoista ja neljäntoista kolmenkymmenen välillä"


@pytest.mark.parametrize(
    ("low", "high", "spoken"),
    [
        (0, 1, "alle minuutti"),
        (0, 5, "enintään viisi minuuttia"),
        (1, 1, "noin minuutti"),
        (2, 5, "kahdesta viiteen minuuttia"),
        (10, 12, "kymmenestä kahteentoista minuuttia"),
        (20, 25, "kahdestakymmenestä kahteenkymmeneenviiteen minuuttia"),
        (5, 5, "noin viisi minuuttia"),
        (1, 120, "vähintään 1 minuutti"),
        (61, 120, "yli tunti"),
    ],
)
def test_waits_run_out_of_one_number_into_another(low: int, high: int, spoken: str) -> None:
    assert spoken_wait("fi", low, high) == spoken


@pytest.mark.parametrize(("n", "minutes"), [(1, "1 minuutti"), (2, "2 minuuttia"), (22, "22 minuuttia")])
def test_plurals_have_two_forms(n: int, minutes: str) -> None:
    assert count("fi", Noun.MINUTE, n) == minutes
