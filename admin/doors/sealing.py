"""Secrets at rest: sealed with a key made from SECRET_KEY, so that a copy of the database alone opens no door."""

import base64
import hashlib
import hmac
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

_PURPOSE = b"hotline: second step"


def seal(secret_key: str, text: str) -> str:
    return _box(secret_key).encrypt(text.encode()).decode()


def unseal(secret_key: str, sealed: str) -> str | None:
    """What was sealed; None where SECRET_KEY is another one by now."""
    from cryptography.fernet import InvalidToken  # noqa: PLC0415 - few processes ever open a seal

    try:
        return _box(secret_key).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _box(secret_key: str) -> "Fernet":
    from cryptography.fernet import Fernet  # noqa: PLC0415 - few processes ever open a seal

    key = hmac.new(secret_key.encode(), _PURPOSE, hashlib.sha256).digest()
    return Fernet(base64.urlsafe_b64encode(key))
