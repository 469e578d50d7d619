"""Keys of rows: sortable by time, safe in an address, impossible to guess."""

import secrets
from datetime import datetime

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: nothing that looks like another
_LETTERS = 26


def new_id(now: datetime) -> str:
    """26 characters: 48 bits of milliseconds, then 80 random ones.

    Ids made in different milliseconds sort by time; within one they are random.
    """
    return _spelled((_milliseconds(now) << 80) | secrets.randbits(80))


def first_id(at: datetime) -> str:
    """No id made since that time sorts before this one: what is recent is found without an index of its own."""
    return _spelled(_milliseconds(at) << 80)


def _milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def _spelled(number: int) -> str:
    return "".join(_ALPHABET[(number >> (5 * place)) & 31] for place in range(_LETTERS - 1, -1, -1))


def new_token() -> str:
    """128 bits for an address that only the carrier may know; dead once its leg has ended."""
    return secrets.token_hex(16)


def new_link_token() -> str:
    """128 bits for an address that a customer holds; 22 letters, since texts are short."""
    return secrets.token_urlsafe(16)
