"""What a public holiday is called in each language of the line."""

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import holidays

# Said where a holiday has no name in a language that we know of.
_GENERIC = {"pl": "dzień świąteczny", "en": "public holiday", "cs": "státní svátek", "fi": "pyhäpäivä"}

# A country whose holidays are named in the language: Christmas in Poland is in Finnish what it is in Finland.
_HOMES = {"pl": "PL", "cs": "CZ", "fi": "FI"}
_ENGLISH = "en_US"


def holiday_names(country: str, on: date) -> Mapping[str, str] | None:
    """The name of the public holiday in pl, en, cs and fi; None on any other day.

    A holiday without a name in a language, as the Third of May in Finnish, is called a public holiday in it.
    """
    english = _names(country, _ENGLISH, on.year).get(on)
    return {language: _name(country, language, on, english) for language in _GENERIC} if english else None


def holidays_of_year(country: str, year: int) -> Mapping[date, str]:
    """The public holidays of a year with their English names; none where the country is not known."""
    return _names(country, _ENGLISH, year)


def _name(country: str, language: str, on: date, english: str) -> str:
    if language == "en":
        return _spoken(english)
    if _HOMES[language] == country:
        return _spoken(_names(country, language, on.year)[on])
    known = _translations(language, on.year)
    translated = [known[part] for part in english.split("; ") if part in known]
    return _spoken("; ".join(translated)) or _GENERIC[language]


@lru_cache(maxsize=256)
def _names(country: str, language: str, year: int) -> Mapping[date, str]:
    try:
        return holidays.country_holidays(country, years=year, language=language)
    except NotImplementedError:  # the package knows no such country
        return {}


@lru_cache(maxsize=64)
def _translations(language: str, year: int) -> Mapping[str, str]:
    """English name to the name in the language, as far as its home country has the holiday in that year."""
    home = _HOMES[language]
    at_home = _names(home, language, year)
    pairs: dict[str, str] = {}
    for on, english in _names(home, _ENGLISH, year).items():
        # Two holidays on one day are joined by a semicolon, in every language in the same order.
        pairs.update(zip(english.split("; "), at_home[on].split("; "), strict=False))
    return pairs


def _spoken(name: str) -> str:
    """The name without marks that a voice stumbles over: "Boże Narodzenie (pierwszy dzień)"."""
    return re.sub(r" \((.+?)\)", r", \1", name.replace("; ", ", "))
