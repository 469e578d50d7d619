"""Passkeys at the door: what the browser is asked, and whether what it answers is right.

A challenge is in the signed cookie for five minutes and taken out with the first answer; that an answer opens
the door only once is the store's business (`sign_in.proof`).
Source: W3C Web Authentication, level 3.
"""

import base64
import hashlib
import ipaddress
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from flask import session

from ticket_store.accounts import Account
from ticket_store.doors.passkeys import Passkey

ANSWER_WITHIN = timedelta(minutes=5)
_LONGEST_ANSWER = 20_000


class WrongKeyError(ValueError):
    """The browser's answer proves nothing."""


@dataclass(frozen=True)
class NewKey:
    """The public half of a key that a device has just made."""

    credential_id: str
    public_key: bytes
    sign_count: int
    transports: tuple[str, ...]


@dataclass(frozen=True)
class Proof:
    """`digest` is of the challenge that was answered."""

    sign_count: int
    digest: str


def host_for_keys(public_base_url: str) -> str | None:
    """The name that keys are made for; None where the pages have none, or no browser would make keys for it."""
    parts = urlsplit(public_base_url)
    host = parts.hostname or ""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host if parts.scheme == "https" or host == "localhost" else None
    return None


def ask_for_new(account: Account, known: Sequence[Passkey], base_url: str, shop: str, now: datetime) -> str:
    """What `navigator.credentials.create` takes, as JSON: a key that needs no name to be typed."""
    import webauthn  # noqa: PLC0415 - a third of a second that most starts never need
    from webauthn.helpers import structs  # noqa: PLC0415 - the same

    options = webauthn.generate_registration_options(
        rp_id=host_for_keys(base_url) or "",
        rp_name=shop,
        user_name=account.email,
        user_id=hashlib.sha256(account.id.encode()).digest(),
        user_display_name=account.name,
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[
            structs.PublicKeyCredentialDescriptor(id=webauthn.base64url_to_bytes(one.credential_id))
            for one in known
        ],
    )
    _keep(options.challenge, now)
    return webauthn.options_to_json(options)


def check_new(answer: str, base_url: str, now: datetime) -> NewKey:
    """Raises: WrongKeyError."""
    import webauthn  # noqa: PLC0415 - as above
    from webauthn.helpers.exceptions import WebAuthnException  # noqa: PLC0415 - as above

    challenge, given = _taken(now), _read(answer)
    try:
        made = webauthn.verify_registration_response(
            credential=given,
            expected_challenge=challenge,
            expected_rp_id=host_for_keys(base_url) or "",
            expected_origin=base_url,
            require_user_verification=True,
        )
    except WebAuthnException as why:
        raise WrongKeyError(str(why)) from why
    transports = given.get("response", {}).get("transports") or []
    return NewKey(
        credential_id=webauthn.helpers.bytes_to_base64url(made.credential_id),
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        transports=tuple(str(one)[:20] for one in transports[:8]),
    )


def ask_for_known(base_url: str, now: datetime) -> str:
    """What `navigator.credentials.get` takes, as JSON: any key of this device for our name."""
    import webauthn  # noqa: PLC0415 - as above
    from webauthn.helpers import structs  # noqa: PLC0415 - as above

    options = webauthn.generate_authentication_options(
        rp_id=host_for_keys(base_url) or "",
        user_verification=structs.UserVerificationRequirement.REQUIRED,
    )
    _keep(options.challenge, now)
    return webauthn.options_to_json(options)


def key_named(answer: str) -> str:
    """The id of the key that an answer comes from. Raises: WrongKeyError, where it names none."""
    return str(_read(answer).get("id", ""))[:1400]


def check_known(answer: str, known: Passkey, base_url: str, now: datetime) -> Proof:
    """Raises: WrongKeyError."""
    import webauthn  # noqa: PLC0415 - as above
    from webauthn.helpers.exceptions import WebAuthnException  # noqa: PLC0415 - as above

    challenge, given = _taken(now), _read(answer)
    try:
        proven = webauthn.verify_authentication_response(
            credential=given,
            expected_challenge=challenge,
            expected_rp_id=host_for_keys(base_url) or "",
            expected_origin=base_url,
            credential_public_key=known.public_key,
            credential_current_sign_count=known.sign_count,
            require_user_verification=True,
        )
    except WebAuthnException as why:
        raise WrongKeyError(str(why)) from why
    return Proof(proven.new_sign_count, hashlib.sha256(challenge).hexdigest())


def _keep(challenge: bytes, now: datetime) -> None:
    session["challenge"] = [base64.urlsafe_b64encode(challenge).decode(), now.isoformat()]


def _taken(now: datetime) -> bytes:
    """The challenge that was set, once. Raises: WrongKeyError, when there is none or it has grown old."""
    value, at = session.pop("challenge", None) or ("", "")
    if not value or now - datetime.fromisoformat(at) > ANSWER_WITHIN:
        raise WrongKeyError("No challenge of the last five minutes waits for an answer.")
    return base64.urlsafe_b64decode(value)


def _read(answer: str) -> dict[str, Any]:
    if len(answer) > _LONGEST_ANSWER:
        raise WrongKeyError("The answer is longer than any key's.")
    try:
        given = json.loads(answer)
    except ValueError:
        raise WrongKeyError("The answer is no JSON.") from None
    if not isinstance(given, dict):
        raise WrongKeyError("The answer is no object.")
    return given
