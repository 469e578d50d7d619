"""The signature that every webhook carries, computed as the carrier does."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from urllib.parse import urlsplit, urlunsplit


def signed_url(url: str, *, keep_port: bool = False) -> str:
    """The form of a URL that is signed: no fragment, no user and password, and over HTTPS no port.

    `keep_port` is how texts are signed; voice over HTTPS drops it. Over HTTP the port always stays.
    The query is taken byte for byte.
    Source: docs:usage/security, notes on ports and on basic authentication.
    """
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    if parts.scheme == "https" and not keep_port and not host.endswith("]"):
        host = host.rsplit(":", 1)[0] if ":" in host else host
    return urlunsplit((parts.scheme, host, parts.path, parts.query, ""))


def sign(url: str, params: Mapping[str, str | list[str]], auth_token: str) -> str:
    """Base64 of HMAC-SHA1 over the URL and the sorted form fields, names and values run together.

    `url` is signed as given; for a GET or a JSON body `params` is empty, since the URL holds everything.
    A name with several values contributes them sorted and without repeats.
    Source: docs:usage/security.
    """
    pieces = [url]
    for name in sorted(params):
        value = params[name]
        values = sorted(set(value)) if isinstance(value, list) else [value]
        pieces.extend(name + one for one in values)
    digest = hmac.digest(auth_token.encode(), "".join(pieces).encode(), hashlib.sha1)
    return base64.b64encode(digest).decode("ascii")
