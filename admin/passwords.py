"""Passwords as argon2id hashes."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
_hasher = PasswordHasher()  # the package's defaults are RFC 9106's low-memory profile: 64 MiB, 3 passes


def hash_password(password: str) -> str:
    """Raises: ValueError when it is shorter than 12 characters."""
    if len(password) < SHORTEST:
        raise ValueError(f"The password has {len(password)} characters. Give it at least {SHORTEST}.")
    return _hasher.hash(password)


def password_matches(password_hash: str | None, password: str) -> bool:
    """Takes the same time for an account that does not exist or has no password."""
    try:
        return _hasher.verify(password_hash or _nobodys(), password) and password_hash is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys() -> str:
    return _hasher.hash("nobody has this password")
