"""PINs of agents as argon2id hashes, and which PINs are too easy.

A PIN has so few digits that no hash keeps it from whoever holds the database; what protects it is the lock
after five wrong ones (call_routing.people.pin_check). So the hash is cheap enough for a webhook: 8 MiB, one pass.
"""

from enum import StrEnum

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 4, 8
_hasher = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1)
_RUN = "01234567890123456789"


class PinFault(StrEnum):
    """Why a PIN is not taken."""

    DIGITS = "digits"
    TOO_EASY = "too_easy"


class PinRefusedError(ValueError):
    """This PIN is not taken; `fault` says why, for a page that words it in another language."""

    def __init__(self, fault: PinFault) -> None:
        self.fault = fault
        super().__init__(
            f"A PIN has {SHORTEST} to {LONGEST} digits and nothing else. Choose another one."
            if fault is PinFault.DIGITS
            else "This PIN is guessed first: digits in a row, or the same ones again. Choose another one."
        )


def looks_like_pin(typed: str) -> bool:
    """Four to eight of the digits 0-9."""
    return SHORTEST <= len(typed) <= LONGEST and typed.isascii() and typed.isdigit()


def hash_pin(pin: str) -> str:
    """Raises: PinRefusedError, a ValueError with a sentence, for a PIN that is none or is guessed first."""
    if not looks_like_pin(pin):
        raise PinRefusedError(PinFault.DIGITS)
    if _is_easy(pin):
        raise PinRefusedError(PinFault.TOO_EASY)
    return _hasher.hash(pin)


def fits(pin_hash: str, pin: str) -> bool:
    """Whether the PIN is the one of this hash."""
    try:
        return _hasher.verify(pin_hash, pin)
    except (VerificationError, InvalidHashError):
        return False


def _is_easy(pin: str) -> bool:
    """One digit or one pair again and again, or digits in a row: 0000, 1212, 1234, 9876."""
    again = any(pin == (pin[:length] * len(pin))[: len(pin)] for length in (1, 2))
    return again or pin in _RUN or pin[::-1] in _RUN
