"""What kind of number this is, read off its digits alone. Pure."""

import re
from collections.abc import Collection
from enum import Enum

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType, number_type, region_code_for_number
from phonenumbers.shortnumberinfo import is_emergency_number, is_valid_short_number_for_region

_E164 = re.compile(r"\+[1-9][0-9]{6,14}", re.ASCII)
_SHORT = re.compile(r"[0-9]{2,6}", re.ASCII)
_ORDINARY = frozenset(
    {
        PhoneNumberType.MOBILE,
        PhoneNumberType.FIXED_LINE,
        PhoneNumberType.FIXED_LINE_OR_MOBILE,
        PhoneNumberType.VOIP,
    }
)
_READS_TEXTS = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE})


class Kind(Enum):
    """Only an ordinary one may ever be rung."""

    ORDINARY = "ordinary"
    NONE = "none"  # not a number, or not spelled as E.164
    SHORT = "short"  # emergency and short codes
    ABROAD = "abroad"  # of a country that is not on the list
    SPECIAL = "special"  # premium, shared cost, universal access, pager, personal, toll free, voicemail


def kind_of(number: str, countries: Collection[str]) -> Kind:
    """The kind of a number, where only these countries are at home.

    Another spelling of a good number is none: it would slip past the lists and limits, which hold E.164.
    Satellite numbers (+881) pass as mobiles of region 001, so the region has to be on the list, not the code alone.
    """
    if _is_short(number, countries):
        return Kind.SHORT
    parsed = _parsed(number)
    if parsed is None or not phonenumbers.is_valid_number(parsed):
        return Kind.NONE
    if region_code_for_number(parsed) not in countries:
        return Kind.ABROAD
    return Kind.ORDINARY if number_type(parsed) in _ORDINARY else Kind.SPECIAL


def reads_texts(number: str) -> bool:
    """Whether it is a mobile; a fixed line cannot read a text."""
    parsed = _parsed(number)
    return parsed is not None and number_type(parsed) in _READS_TEXTS


def prefix_of(number: str) -> str:
    """The number without its last four digits: neighbours in one block share it."""
    return number[:-4]


def _parsed(number: str) -> phonenumbers.PhoneNumber | None:
    if not _E164.fullmatch(number):
        return None
    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return None
    return parsed if phonenumbers.format_number(parsed, PhoneNumberFormat.E164) == number else None


def _is_short(number: str, countries: Collection[str]) -> bool:
    """An emergency or short code of one of these countries, written alone or behind the country's code."""
    digits = number.removeprefix("+")
    for country in countries:
        code = str(phonenumbers.country_code_for_region(country))
        for text in {digits, digits.removeprefix(code)}:
            if _SHORT.fullmatch(text) and (
                is_emergency_number(text, country)
                or is_valid_short_number_for_region(phonenumbers.parse(text, country), country)
            ):
                return True
    return False
