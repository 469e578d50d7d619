"""A token in the signed session that every changing request must repeat.

SameSite=Lax already keeps the cookie from foreign forms; this holds where a browser does not keep to it.
"""

import hmac
import secrets

from flask import Request, session

FIELD = "csrf_token"
HEADER = "X-CSRF-Token"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def csrf_token() -> str:
    """The token of this session; made when first asked for."""
    if FIELD not in session:
        session[FIELD] = secrets.token_urlsafe(24)
    return str(session[FIELD])


def carries_csrf_token(request: Request) -> bool:
    """Whether the request may change anything."""
    if request.method in _SAFE:
        return True
    given = request.headers.get(HEADER) or request.form.get(FIELD, "")
    expected = str(session.get(FIELD, ""))
    return bool(expected) and hmac.compare_digest(given.encode(), expected.encode())
