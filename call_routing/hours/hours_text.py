"""Opening hours as text: reading them, and saying what is wrong with them before anybody relies on them.

The syntax is that of OpenStreetMap's opening_hours ("Mo-Fr 08:30-17:00; PH off"), where a later rule beats
an earlier one. The library that reads it takes some texts that nobody means; `check_hours` refuses those.
Source: https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from opening_hours import (  # type: ignore[attr-defined] # its stubs leave the exceptions out
    OpeningHours,
    ParserError,
    UnknownCountryError,
)

from call_routing.sentence import Sentence, sentence

_EXAMPLE = sentence('Write them like "Mo-Fr 08:30-17:00; Sa 09:00-13:00; PH off".')
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH_LENGTHS = dict(zip(_MONTHS, (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), strict=True))
_POSITION = re.compile(r"--> \d+:(\d+)")
_QUOTED = re.compile(r'"[^"]*"')
_DATE = re.compile(rf"\b({'|'.join(_MONTHS)}) ?(\d{{1,2}})\b(?!:)")
_SPAN = re.compile(r"\b(\d{1,2}:\d{2}) ?- ?(\d{1,2}:\d{2})\b")
_DATES = re.compile(
    rf"\b(\d{{4}}) ({'|'.join(_MONTHS)}) (\d{{1,2}}) ?- ?(\d{{4}}) ({'|'.join(_MONTHS)}) (\d{{1,2}})\b"
)
_DATED = re.compile(rf"\b(?:{'|'.join(_MONTHS)}|easter|week|\d{{4}})\b")
_LONGEST_QUOTE = 60  # characters: enough to find the place
_NO_HOURS_OF_A_SHOP = {
    r"\bunknown\b": sentence('"unknown" is neither open nor closed.'),
    r"\b(?:sunrise|sunset|dawn|dusk)\b": sentence("the sun keeps no office hours."),
    r"\d\+": sentence("an open end tells nobody when you close."),
    r"\bSH\b": sentence("school holidays are not known here; give their dates."),
    r"\|\|": sentence('"||" leaves it open which rule holds.'),
}


# Without a limit the library looks as far as the year 9999 for a change: three seconds for "00:00-24:00".
HORIZON_DAYS = 731


class HoursError(ValueError):
    """Hours that cannot be read; `why` says it for the shop."""

    def __init__(self, why: Sentence) -> None:
        super().__init__(str(why))
        self.why = why


@lru_cache(maxsize=512)
def read_hours(text: str, country: str | None) -> OpeningHours:
    """The hours that the text means, on the shop's wall clock; without a country no day is a holiday.

    Raises: HoursError, a ValueError with a sentence for the shop, where the text or the country cannot be read.
    """
    try:
        return OpeningHours(text, country=country, max_interval_days=HORIZON_DAYS)
    except ParserError as error:
        raise HoursError(_unread(text, error)) from None
    except UnknownCountryError:
        raise HoursError(
            sentence(
                'Opening hours "%(text)s": the public holidays of country "%(country)s" are not known. '
                'Give a country by its two letters, like "PL".',
                text=_short(text),
                country=country or "",
            )
        ) from None


def _unread(text: str, error: Exception) -> Sentence:
    found = _POSITION.search(str(error))
    place = int(found[1]) if found else 1
    rest = text[place - 1 :].strip()
    if not rest:
        return sentence(
            'Opening hours "%(text)s" cannot be read where they end. %(example)s',
            text=_short(text),
            example=_EXAMPLE,
        )
    return sentence(
        'Opening hours "%(text)s" cannot be read from character %(place)s on, "%(rest)s". %(example)s',
        text=_short(text),
        place=place,
        rest=rest[:20],
        example=_EXAMPLE,
    )


def check_hours(text: str, country: str) -> str | None:
    """What is wrong with the hours and what to write instead, in a sentence or two; None when all is well."""
    fault = hours_fault(text, country)
    return str(fault) if fault else None


def hours_fault(text: str, country: str) -> Sentence | None:
    """`check_hours`, as a sentence that can be said in any language."""
    if not text.strip():
        return sentence(
            'Opening hours are empty. %(example)s Write "off" for a department that never opens.',
            example=_EXAMPLE,
        )
    try:
        read_hours(text, country)
    except HoursError as error:
        return error.why
    fault = next(_faults(_QUOTED.sub("", text)), None)
    return sentence('Opening hours "%(text)s": %(fault)s', text=_short(text), fault=fault) if fault else None


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}..."


def _faults(text: str) -> Iterator[Sentence]:
    """What can be read but cannot be meant, in the order in which it is told."""
    for pattern, why in _NO_HOURS_OF_A_SHOP.items():
        if re.search(pattern, text):
            yield Sentence("%(why)s %(example)s", (("why", why), ("example", _EXAMPLE)))
    yield from _date_faults(text)
    for start, end in _SPAN.findall(text):
        if start == end:
            yield sentence(
                '%(span)s has no length. Write "00:00-24:00" for the whole day.', span=f"{start}-{end}"
            )
    yield from _holiday_faults([rule.strip() for rule in text.split(";")])


def _date_faults(text: str) -> Iterator[Sentence]:
    for month, day in _DATE.findall(text):
        if not 1 <= int(day) <= _MONTH_LENGTHS[month]:
            yield sentence("there is no %(day)s. Give a day of that month.", day=f"{month} {day}")
    for year, month, day, last_year, last_month, last_day in _DATES.findall(text):
        first = (int(year), _MONTHS.index(month), int(day))
        if (int(last_year), _MONTHS.index(last_month), int(last_day)) < first:
            yield sentence(
                '"%(span)s" ends before it begins, so that it would never hold. Put the dates in order.',
                span=f"{year} {month} {day}-{last_year} {last_month} {last_day}",
            )


def _holiday_faults(rules: list[str]) -> Iterator[Sentence]:
    holidays_are_off = False
    for rule in rules:
        if rule == "PH":
            yield sentence(
                'PH stands alone. Write "PH off", or the hours of public holidays like "PH 10:00-14:00".'
            )
        if holidays_are_off and rule and not rule.startswith("PH") and not _DATED.search(rule):
            yield sentence(
                '"%(rule)s" comes after "PH off" and opens public holidays again. Write "PH off" behind it.',
                rule=_short(rule),
            )
        holidays_are_off = holidays_are_off or bool(re.fullmatch(r"PH (off|closed)", rule))
