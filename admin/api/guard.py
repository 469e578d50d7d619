"""Who may ask: whoever shows a key that is not revoked, for what the key was made for."""

import math
from datetime import datetime

from flask import Request

from admin.api.errors import ApiError
from admin.api.pace import Pace
from ticket_store.engine import Store
from ticket_store.scopes import Scope
from ticket_store.tokens import Token, note_use, token_of

_REALM = {"WWW-Authenticate": 'Bearer realm="shop-hotline"'}


def token_shown(request: Request, store: Store, now: datetime) -> Token:
    """The token of this request; its use is noted once a minute.

    Nobody's and revoked tokens get the same answer. Raises: ApiError 401.
    """
    scheme, _, presented = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not presented.strip():
        raise ApiError(
            401,
            "token-missing",
            "This request carries no token.",
            "Send the header Authorization: Bearer TOKEN; `hotline token create` makes one, or the page Outward.",
            _REALM,
        )
    token = store.read(lambda db: token_of(db, presented.strip()))
    if token is None:
        raise ApiError(
            401,
            "token-unknown",
            "This token is not known here, or was revoked.",
            "Make a new one with `hotline token create`.",
            _REALM,
        )
    if token.use_should_be_noted(now):
        store.write(lambda tx: note_use(tx, token, now))
    return token


def check_scope(token: Token, scope: Scope) -> None:
    """Raises: ApiError 403 when the token was made for other things only."""
    if not token.may(scope):
        raise ApiError(
            403,
            "token-may-not",
            f"The token {token.name!r} was not made for {scope}.",
            f"Make another one: hotline token create --scope {scope}",
        )


def keep_pace(pace: Pace, token: Token) -> None:
    """Raises: ApiError 429 with Retry-After when this token asks faster than the house can bear."""
    wait_s = pace.must_wait(token.id)
    if wait_s > 0:
        raise ApiError(
            429,
            "too-many-requests",
            f"The token {token.name!r} asks too often.",
            "Wait for the seconds in the header Retry-After, and ask less often from then on.",
            {"Retry-After": str(math.ceil(wait_s))},
        )
