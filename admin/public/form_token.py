"""The signed token of a form, and the proof of work that belongs to it. Pure: `now` is an argument.

The work is a sum that only trying solves: eight numbers, each of which makes the digest of token, place and number
begin with enough zero bits. Eight small sums take about as long each time; one large one would not.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from itsdangerous import BadData, URLSafeSerializer

PARTS = 8
_BITS_OF_PARTS = 3  # eight sums with three bits less are as much work as one
_LONGEST_NUMBER = 12
_SALT = "callback form"


@dataclass(frozen=True)
class FormToken:
    """`text` is what the form carries; `bits` is how much work was asked for with it."""

    text: str
    nonce: str
    bits: int
    made_at: datetime


def write_token(secret_key: str, nonce: str, bits: int, now: datetime) -> FormToken:
    text = _signer(secret_key).dumps([nonce, bits, int(now.timestamp())])
    return FormToken(str(text), nonce, bits, now)


def read_token(secret_key: str, text: str) -> FormToken | None:
    """None for anything that we did not sign."""
    try:
        nonce, bits, made_s = _signer(secret_key).loads(text)
    except (BadData, ValueError, TypeError):
        return None
    return FormToken(text, nonce, bits, datetime.fromtimestamp(made_s, UTC))


def is_proven(token: FormToken, proof: str) -> bool:
    """Whether these are the numbers that solve the sum of this token, "17.4052. ..." by their places."""
    numbers = proof.split(".")
    if len(numbers) != PARTS:
        return False
    return all(
        number.isascii()
        and number.isdigit()
        and len(number) <= _LONGEST_NUMBER
        and _zero_bits(f"{token.text}:{place}:{number}") >= token.bits - _BITS_OF_PARTS
        for place, number in enumerate(numbers)
    )


def solve(token: FormToken) -> str:
    """The proof, as the page's own script finds it: for tests and for programs that ask honestly."""
    return ".".join(_number(token, place) for place in range(PARTS))


def _number(token: FormToken, place: int) -> str:
    number = 0
    while _zero_bits(f"{token.text}:{place}:{number}") < token.bits - _BITS_OF_PARTS:
        number += 1
    return str(number)


def _zero_bits(text: str) -> int:
    return 256 - int.from_bytes(hashlib.sha256(text.encode()).digest()).bit_length()


def _signer(secret_key: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret_key, salt=_SALT)
