"""Codes of an app: six digits that a shared secret makes anew every half minute. Pure.

Source: RFC 6238 (TOTP) with the values that every app takes: SHA-1, 30 s, 6 digits.
"""

import hmac
from datetime import datetime

import pyotp

STEP_S = 30
DIGITS = 6
_AROUND = (0, -1, 1)  # clocks differ, and typing takes time


def new_secret() -> str:
    """160 random bits, as base32."""
    return pyotp.random_base32()


def step_of(secret: str, typed: str, now: datetime) -> int | None:
    """The half minute whose code was typed: this one, the last or the next; None for a wrong code."""
    digits = "".join(letter for letter in typed if not letter.isspace())
    present = int(now.timestamp()) // STEP_S
    codes = pyotp.HOTP(secret, digits=DIGITS)
    right = (present + away for away in _AROUND if hmac.compare_digest(codes.at(present + away), digits))
    return next(right, None) if digits.isascii() and digits.isdigit() else None


def address_for_app(secret: str, email: str, shop_name: str) -> str:
    """What the app reads from the picture: `otpauth://totp/...`."""
    return pyotp.TOTP(secret, digits=DIGITS, interval=STEP_S).provisioning_uri(
        name=email, issuer_name=shop_name
    )
