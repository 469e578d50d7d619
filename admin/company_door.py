"""The company's own sign-in, by OpenID Connect: the code flow with PKCE, state and nonce.

Nobody is made an account here: whoever comes back must have a verified address that an active person has.
Source: OpenID Connect Core 1.0; RFC 7636 (PKCE); RFC 9700 (best current practice).
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

BACK_WITHIN = timedelta(minutes=10)
_PATIENCE_S = 10.0
_LEEWAY_S = 60
_PROVEN_WITHIN = timedelta(minutes=5)  # where a fresh proof was asked for


class CompanyAwayError(Exception):
    """The company's sign-in does not answer, or not with what it must."""


class NotProvenError(ValueError):
    """What came back proves nobody."""


@dataclass(frozen=True)
class Question:
    """Where the browser is sent; what must be known again when it comes back."""

    address: str
    kept: Mapping[str, str]


@dataclass(frozen=True)
class CompanyDoor:
    """OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)

    @property
    def name(self) -> str:
        """What people know it by."""
        return urlsplit(self.issuer).hostname or self.issuer

    @cached_property
    def _client(self) -> Any:
        """Remembers what the issuer publishes of itself, and asks again when it signs with a new key."""
        from authlib.integrations.flask_client import (  # noqa: PLC0415 - slow, and only some shops have it
            FlaskIntegration,
            FlaskOAuth2App,
        )

        return FlaskOAuth2App(
            FlaskIntegration("company"),
            name="company",
            client_id=self.client_id,
            client_secret=self.client_secret,
            server_metadata_url=f"{self.issuer.rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid email profile",
                "code_challenge_method": "S256",
                "default_timeout": _PATIENCE_S,
            },
        )

    def ask(self, back_to: str, now: datetime, *, again: bool = False) -> Question:
        """Begin. `again` asks the company to have the person prove themselves anew. Raises: CompanyAwayError."""
        more = {"prompt": "login", "max_age": "0"} if again else {}
        try:
            made = self._client.create_authorization_url(back_to, **more)
        except Exception as fault:
            raise CompanyAwayError(f"{type(fault).__name__}: {fault}") from fault
        kept = {name: made[name] for name in ("state", "nonce", "code_verifier")}
        return Question(made["url"], {**kept, "at": now.isoformat(), "again": "yes" if again else ""})

    def email_of(self, back: Mapping[str, str], kept: Mapping[str, str], back_to: str, now: datetime) -> str:
        """Whose verified address came back, in small letters.

        Raises: NotProvenError; CompanyAwayError, when the issuer cannot be asked.
        """
        _check_state(back, kept, now)
        from authlib.common.errors import AuthlibBaseError  # noqa: PLC0415 - as above
        from joserfc.errors import JoseError  # noqa: PLC0415 - as above

        try:
            claims = self._claims(back["code"], kept, back_to)
        except NotProvenError:
            raise
        except (AuthlibBaseError, JoseError) as fault:
            raise NotProvenError(f"{type(fault).__name__}: {fault}") from fault
        except Exception as fault:
            raise CompanyAwayError(f"{type(fault).__name__}: {fault}") from fault
        if kept.get("again"):
            _check_proven_now(claims, now)
        if str(claims.get("email_verified", "")).lower() != "true":
            raise NotProvenError("The company's sign-in does not say that the address is verified.")
        return str(claims.get("email", "")).strip().lower()

    def _claims(self, code: str, kept: Mapping[str, str], back_to: str) -> Mapping[str, Any]:
        client = self._client
        token = client.fetch_access_token(
            redirect_uri=back_to, code=code, code_verifier=kept["code_verifier"]
        )
        claims: Mapping[str, Any] | None = client.parse_id_token(
            token,
            nonce=kept["nonce"],
            claims_options={
                "iss": {"essential": True, "value": self.issuer},
                "aud": {"essential": True},
                "exp": {"essential": True},
                "sub": {"essential": True},
                "nonce": {"essential": True, "value": kept["nonce"]},
            },
            leeway=_LEEWAY_S,
        )
        if claims is None:
            raise NotProvenError("No id_token came back.")
        if "email" in claims or "userinfo_endpoint" not in client.load_server_metadata():
            return claims
        more = client.userinfo(token=token)  # some say it only when asked
        if more.get("sub") != claims["sub"]:
            raise NotProvenError("The company's sign-in speaks of two people.")
        return {**claims, **more}


def _check_state(back: Mapping[str, str], kept: Mapping[str, str], now: datetime) -> None:
    """The answer is to our question, of this browser, and no older than ten minutes."""
    same = hmac.compare_digest(back.get("state", "").encode(), kept.get("state", "").encode())
    if not same or not kept.get("state") or now - datetime.fromisoformat(kept["at"]) > BACK_WITHIN:
        raise NotProvenError("Nobody here has asked, or too long ago.")
    if "code" not in back:
        raise NotProvenError(f"The company's sign-in says {back.get('error', 'nothing')[:60]}.")


def _check_proven_now(claims: Mapping[str, Any], now: datetime) -> None:
    at = claims.get("auth_time")
    if not isinstance(at, int | float) or now.timestamp() - at > _PROVEN_WITHIN.total_seconds():
        raise NotProvenError("The company's sign-in did not ask anew.")
