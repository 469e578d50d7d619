"""Public holidays, each by its name in every language of the line."""

from datetime import date

import pytest

from call_routing.hours.holiday_names import holiday_names


@pytest.mark.parametrize(
    ("country", "on", "names"),
    [
        (
            "PL",
            date(2026, 12, 24),
            ("Wigilia Bożego Narodzenia", "Christmas Eve", "Štědrý den", "Jouluaatto"),
        ),
        (
            "PL",
            date(2026, 12, 25),
            ("Boże Narodzenie, pierwszy dzień", "Christmas Day", "1. svátek vánoční", "Joulupäivä"),
        ),
        ("FI", date(2026, 1, 6), ("Święto Trzech Króli", "Epiphany", "státní svátek", "Loppiainen")),
        (
            "CZ",
            date(2026, 7, 6),
            ("dzień świąteczny", "Jan Hus Day", "Den upálení mistra Jana Husa", "pyhäpäivä"),
        ),
        (
            "CZ",
            date(2027, 1, 1),
            (
                "Nowy Rok",
                "Independent Czech State Restoration Day, New Year's Day",
                "Den obnovy samostatného českého státu, Nový rok",
                "Uudenvuodenpäivä",
            ),
        ),
    ],
)
def test_a_holiday_has_a_name_in_every_language(country: str, on: date, names: tuple[str, ...]) -> None:
    assert holiday_names(country, on) == dict(zip(("pl", "en", "cs", "fi"), names, strict=True))


def test_christmas_eve_became_a_polish_holiday_in_2025() -> None:
    assert holiday_names("PL", date(2024, 12, 24)) is None
    assert holiday_names("PL", date(2025, 12, 24)) is not None


def test_any_other_day_and_any_unknown_country_has_none() -> None:
    assert holiday_names("PL", date(2026, 12, 23)) is None
    assert holiday_names("XX", date(2026, 12, 25)) is None
