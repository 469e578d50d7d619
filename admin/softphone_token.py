"""The pass with which an agent's browser is a telephone at the carrier: whose, for what, for a short time. Pure.

Source: the carrier's access tokens with a voice grant; tests hold it against the carrier's own package, which the
pages do not import.
"""

import hashlib
import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

VALID_FOR = timedelta(minutes=15)  # the page fetches the next one in time
_HEADER = {"alg": "HS256", "cty": "twilio-fpa;v=1", "typ": "JWT"}


@dataclass(frozen=True)
class SoftphoneKeys:
    """What the carrier knows us by. `app_sid` is the TwiML app that calls of the browser would go to."""

    account_sid: str
    key_sid: str
    key_secret: str = field(repr=False)
    app_sid: str | None = None


def write_softphone_token(keys: SoftphoneKeys, identity: str, now: datetime) -> str:
    """A token with which the browser is rung as `client:identity`, until `VALID_FOR` from now."""
    begins = int(now.timestamp())
    voice: dict[str, object] = {"incoming": {"allow": True}}
    if keys.app_sid is not None:
        voice["outgoing"] = {"application_sid": keys.app_sid}
    claims = {
        "jti": f"{keys.key_sid}-{begins}",
        "iss": keys.key_sid,
        "sub": keys.account_sid,
        "nbf": begins,
        "exp": begins + int(VALID_FOR.total_seconds()),
        "grants": {"identity": identity, "voice": voice},
    }
    signed = f"{_part(_HEADER)}.{_part(claims)}"
    seal = hmac.new(keys.key_secret.encode(), signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{_text(seal)}"


def _part(content: Mapping[str, object]) -> str:
    return _text(json.dumps(content, separators=(",", ":")).encode())


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
