"""Who calls: a number that can be matched and rung, or nothing. Pure."""

import re

_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
# What the carrier sends instead of a withheld number, besides words: keypad spellings of ANONYMOUS,
# RESTRICTED, UNAVAILABLE, UNKNOWN, BLOCKED. They look like numbers and belong to nobody who called.
_WITHHELD = frozenset(
    {"+266696687", "+7378742833", "+86282452253", "+8656696", "+2562533", "+464", "+17378742883"}
)
_MOST_KEPT = 80


def caller_number(told: str) -> str | None:
    """The caller's E.164 number, or None: withheld, a SIP or client address, or no number at all."""
    number = told.strip()
    if number.startswith("00"):
        number = "+" + number[2:]
    return number if _E164.fullmatch(number) and number not in _WITHHELD else None


def as_told(told: str) -> str:
    """What the carrier sent, kept beside the number: cut short, without what no page or log should hold."""
    return "".join(letter for letter in told if letter.isprintable())[:_MOST_KEPT]
