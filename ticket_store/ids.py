"""Keys of rows: sortable by time, safe in an address, impossible to guess."""

import secrets
from datetime import datetime

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: nothing that looks like another
_LETTERS = 26


def new_id(now: datetime) -> str:
    """26 characters: 48 bits of milliseconds, then 80 random ones.

    Ids made in different milliseconds sort by time; within one they are random.
    """
    number = (int(now.timestamp() * 1000) << 80) | secrets.randbits(80)
    return "".join(_ALPHABET[(number >> (5 * place)) & 31] for place in range(_LETTERS - 1, -1, -1))


def new_token() -> str:
    """128 bits for an address that only the carrier may know; dead once its leg has ended."""
    return secrets.token_hex(16)
