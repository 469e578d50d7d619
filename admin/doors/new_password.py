"""Whether a new password will do.

Length is what counts; no rules about signs and capitals, no expiry.
Source: NIST SP 800-63B-4, 3.1.1.
"""

import re
from collections.abc import Mapping
from enum import StrEnum

from admin.languages import N_
from admin.passwords import SHORTEST

LONGEST = 1000
_FEWEST_LETTERS = 5  # different ones
_GUESSED_FIRST = (
    "password",
    "123456",
    "qwerty",
    "haslo",
    "heslo",
    "salasana",
    "hotline",
    "zaq12wsx",
    "abc123",
)
_LEAST_OWN = 6  # so many letters must stay when names and what is guessed first are taken away


class PasswordFault(StrEnum):
    SHORT = "short"
    LONG = "long"
    EASY = "easy"


PASSWORD_FAULTS: Mapping[PasswordFault, str] = {
    PasswordFault.SHORT: N_(
        "It has fewer than 12 characters. Take several words: they are easy to keep in mind."
    ),
    PasswordFault.LONG: N_("It has more than 1000 characters. Take a shorter one."),
    PasswordFault.EASY: N_("This is guessed first: a name, a row, a word that many take. Take other words."),
}


def password_fault(password: str, *names: str) -> PasswordFault | None:
    """`names` are the person's, their address, the shop's: what somebody who guesses begins with."""
    if len(password) < SHORTEST:
        return PasswordFault.SHORT
    if len(password) > LONGEST:
        return PasswordFault.LONG
    if len(set(password)) < _FEWEST_LETTERS:
        return PasswordFault.EASY
    left = re.sub(r"[\W_]+", "", password.lower())
    known = (part for name in names for part in re.split(r"[\W_]+", name.lower()) if len(part) > 2)  # noqa: PLR2004 - "jo" is in many words
    for part in sorted((*known, *_GUESSED_FIRST), key=len, reverse=True):
        left = left.replace(part, "")
    return PasswordFault.EASY if len(left) < _LEAST_OWN else None
