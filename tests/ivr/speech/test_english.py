"""English words for times, waits and counts."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from ivr.speech import Noun, count, spoken_opening, spoken_wait, spoken_window

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 20, 0, 0, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("hour", "minute", "spoken"),
    [
        (0, 0, "today from midnight"),
        (0, 30, "today from 12:30 am"),
        (1, 0, "today from 1 am"),
        (8, 5, "today from 8:05 am"),
        (8, 30, "today from 8:30 am"),
        (12, 0, "today from noon"),
        (12, 15, "today from 12:15 pm"),
        (22, 0, "today from 10 pm"),
    ],
)
def test_the_clock_has_twelve_hours(hour: int, minute: int, spoken: str) -> None:
    assert spoken_opening("en", NOW.replace(hour=hour, minute=minute), NOW) == spoken


@pytest.mark.parametrize(
    ("day", "spoken"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"), (22, "22nd")],
)
def test_dates_are_ordinals(day: int, spoken: str) -> None:
    opening = NOW.replace(month=12, day=day, hour=9)
    assert spoken_opening("en", opening, NOW) == f"on the {spoken} of December from 9 am"


def test_windows_lie_between_two_times() -> None:
    start, end = NOW.replace(hour=11, minute=30), NOW.replace(hour=12)
    assert spoken_window("en", start, end, NOW) == "today between 11:30 am and noon"


@pytest.mark.parametrize(
    ("low", "high", "spoken"),
    [
        (0, 5, "up to 5 minutes"),
        (1, 1, "about a minute"),
        (5, 5, "about 5 minutes"),
        (2, 5, "2 to 5 minutes"),
    ],
)
def test_waits_are_ranges(low: int, high: int, spoken: str) -> None:
    assert spoken_wait("en", low, high) == spoken


@pytest.mark.parametrize(("n", "people"), [(0, "0 people"), (1, "1 person"), (2, "2 people")])
def test_plurals_have_two_forms(n: int, people: str) -> None:
    assert count("en", Noun.PERSON, n) == people
