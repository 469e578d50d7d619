"""Says a thing in the language wanted: finds the language, fills the words in, joins times with days.

A language is given as a code ("pl", "pl-PL") or as several in order of preference; the first that the line
speaks is taken, English if it speaks none. Nothing here reads a clock: `now` is an argument.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache

import phonenumbers

from ivr.speech.czech import CZECH
from ivr.speech.english import ENGLISH
from ivr.speech.finnish import FINNISH
from ivr.speech.language import Language, Voice
from ivr.speech.phrases import Noun, Phrase
from ivr.speech.polish import POLISH

LANGUAGES = {language.code: language for language in (POLISH, ENGLISH, CZECH, FINNISH)}

# A range with a longer end is spoken as "at least so long": numerals are in the tables up to here.
_LONGEST_RANGE = 99
_WEEK = 7
_PLACE = re.compile(r"\{(\w+)\}")


def chosen_language(language: str | Sequence[str]) -> Language:
    """The language that is spoken to who asks for this one, or for these in order of preference."""
    for wanted in (language,) if isinstance(language, str) else language:
        known = _known(wanted)
        if known is not None:
            return known
    return ENGLISH


def _known(code: str) -> Language | None:
    return LANGUAGES.get(code) or LANGUAGES.get(code.replace("_", "-").partition("-")[0].lower())


def voice_for(language: str | Sequence[str]) -> Voice:
    """The carrier's voice that speaks the chosen language."""
    return chosen_language(language).voice


def phrase(language: str | Sequence[str], phrase: Phrase, /, **values: str | int) -> str:
    """The sentence with its values, in the chosen language; what a value holds is spoken as it stands.

    Raises: ValueError that names the phrase and the value, where one is missing.
    """
    spoken = chosen_language(language)
    key = values.get("key")
    if isinstance(key, str) and key in spoken.keys:
        values["key"] = spoken.keys[key]
    try:
        sentence = spoken.phrases[phrase].format_map(values)
    except KeyError as missing:
        name, given = missing.args[0], ", ".join(values) or "nothing"
        raise ValueError(
            f'Phrase "{phrase}": needs a value for {name}, and was given {given}. Pass {name}=...'
        ) from None
    return sentence[:1].upper() + sentence[1:]


def own_phrase(language: str | Sequence[str], text: str, /, **values: str | int) -> str:
    """What the shop says instead of a sentence of ours, with the same {places} filled; an unknown one is left out."""
    spoken = chosen_language(language)
    said = {
        name: spoken.keys.get(str(one), str(one)) if name == "key" else str(one)
        for name, one in values.items()
    }
    return _PLACE.sub(lambda found: said.get(found[1], ""), text)


def language_name(language: str | Sequence[str], named: str) -> str:
    """What the language `named` is called in the chosen one; a code that we do not speak stays as it is."""
    known = _known(named)
    return chosen_language(language).phrases[Phrase(f"language_{known.code}")] if known else named


def own_sentences() -> dict[str, dict[str, str]]:
    """Name of each sentence -> language -> its text, with the {places} that are filled when it is said."""
    return {
        phrase.value: {code: language.phrases[phrase] for code, language in LANGUAGES.items()}
        for phrase in Phrase
    }


def count(language: str | Sequence[str], noun: Noun, n: int) -> str:
    """So many of the noun, with the right plural: "1 minuta", "2 minuty", "5 minut"."""
    return chosen_language(language).count(noun, n)


def spoken_opening(language: str | Sequence[str], opening: datetime, now: datetime) -> str:
    """When it opens, in words: "jutro od ósmej trzydzieści".

    Both are aware; days are those of the zone of `opening`, which is the shop's. Today and tomorrow are named
    so, the rest of the week by its weekday, anything else by its date.
    """
    spoken = chosen_language(language)
    return spoken.opening(_day(spoken, opening.date(), _today(opening, now)), opening.time())


def spoken_window(language: str | Sequence[str], start: datetime, end: datetime, now: datetime) -> str:
    """When we will ring, in words: "dziś między czternastą a czternastą trzydzieści"; all three are aware.

    Days are those of the zone of `start`; a window that ends after midnight names both days.
    """
    spoken = chosen_language(language)
    end = end.astimezone(start.tzinfo)
    today = _today(start, now)
    first_day = _day(spoken, start.date(), today)
    if start.date() == (end - timedelta(microseconds=1)).date():
        return spoken.window(first_day, start.time(), end.time())
    return spoken.long_window(first_day, start.time(), _day(spoken, end.date(), today), end.time())


def spoken_day(language: str | Sequence[str], at: datetime, now: datetime) -> str:
    """The day of something, in words: "dziś", "wczoraj", "trzeciego marca"; in the zone of `at`, the shop's."""
    spoken = chosen_language(language)
    return _day(spoken, at.date(), _today(at, now))


def spoken_after(language: str | Sequence[str], at: time) -> str:
    """Later than this time of the day, in words: "po szesnastej"."""
    return chosen_language(language).after(at)


def _today(moment: datetime, now: datetime) -> date:
    if moment.tzinfo is None or now.tzinfo is None:
        raise ValueError(
            f"A spoken time needs aware datetimes, not {moment} and {now}. Give both the shop's zone."
        )
    return now.astimezone(moment.tzinfo).date()


def _day(spoken: Language, day: date, today: date) -> str:
    match (day - today) // timedelta(days=1):
        case 0:
            return spoken.today
        case 1:
            return spoken.tomorrow
        case -1:
            return spoken.yesterday
        case ahead if 1 < ahead < _WEEK:
            return spoken.weekdays[day.weekday()]
        case _:
            return spoken.date(day.day, day.month)


def spoken_wait(language: str | Sequence[str], low_minutes: int, high_minutes: int) -> str:
    """A range of minutes in words: "od dwóch do pięciu minut"; zero to one is less than a minute.

    The ends may come in any order; what may last longer than 99 minutes is spoken as "at least".
    """
    spoken = chosen_language(language)
    low, high = sorted((max(low_minutes, 0), max(high_minutes, 1)))
    return spoken.wait(low, high) if high <= _LONGEST_RANGE else spoken.long_wait(max(low, 1))


@lru_cache(maxsize=4096)
def _grouped(calling_code: int | None, e164: str) -> tuple[bool, str]:
    """Whether the number is a foreign one, and its digits one by one with a comma after each group."""
    try:
        parsed = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return False, _one_by_one(e164)
    home = parsed.country_code == calling_code
    style = phonenumbers.PhoneNumberFormat.NATIONAL if home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return not home, _one_by_one(phonenumbers.format_number(parsed, style))


def _one_by_one(number: str) -> str:
    groups = ("".join(filter(str.isdecimal, group)) for group in number.replace("-", " ").split())
    return ", ".join(" ".join(group) for group in groups if group)


def spoken_number(language: str | Sequence[str], e164: str) -> str:
    """A telephone number digit by digit, grouped as it is written: "6 0 0, 1 0 0, 2 0 0".

    A number of the country of the language is said as at home, any other with its "plus" and country code.
    What is no number is said by its digits alone.
    """
    spoken = chosen_language(language)
    foreign, digits = _grouped(spoken.calling_code, e164)
    return f"{spoken.plus} {digits}" if foreign else digits
