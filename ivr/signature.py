"""Is this webhook really from the carrier? Checked before anything is parsed. Pure.

One pass over the sorted parameters and a constant-time compare; the second spelling of the address is tried
only when the first fails. Proven equal to twilio's RequestValidator in tests/ivr/test_signature.py.
Source: https://www.twilio.com/docs/usage/security#validating-requests.
"""

import hashlib
import hmac
from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from urllib.parse import parse_qs, urlsplit, urlunsplit

_DEFAULT_PORTS = {"https": 443, "http": 80}


def is_genuine(
    url: str, parameters: Sequence[tuple[str, str]], presented: str, tokens: Iterable[str], body: bytes = b""
) -> bool:
    """Whether `presented` (the X-Twilio-Signature header) fits the address, the form and one of the tokens.

    `url` is PUBLIC_BASE_URL with the raw path and query of the request; `parameters` are the form's pairs as
    they came, empty for GET and JSON. Several tokens hold while one is being replaced by the next.
    """
    if not presented:
        return False
    if not parameters and "bodySHA256=" in url and not _body_fits(url, body):
        return False
    tail = signed_text(parameters)
    for spelled in _spellings(url):
        text = (spelled + tail).encode()
        for token in tokens:
            signed = _keyed(token).copy()  # a copy shares nothing with other threads
            signed.update(text)
            expected = b64encode(signed.digest())
            if hmac.compare_digest(expected, presented.encode()):
                return True
    return False


@lru_cache(maxsize=8)
def _keyed(token: str) -> hmac.HMAC:
    return hmac.new(token.encode(), digestmod=hashlib.sha1)


def signed_text(parameters: Sequence[tuple[str, str]]) -> str:
    """Names and values in byte order of the names; repeated names with their values sorted, each once."""
    if len(dict(parameters)) != len(parameters):
        parameters = list(set(parameters))
    return "".join([name + value for name, value in sorted(parameters)])


def _body_fits(url: str, body: bytes) -> bool:
    """A JSON body is signed by its digest in the query."""
    told = parse_qs(urlsplit(url).query).get("bodySHA256", [""])[0]
    return hmac.compare_digest(hashlib.sha256(body).hexdigest(), told)


def _spellings(url: str) -> Iterator[str]:
    """As it was asked for, which nearly always fits; then the others."""
    yield url
    yield from _other_spellings(url)


def _other_spellings(url: str) -> tuple[str, ...]:
    """With and without the port, without name and password, with an apostrophe escaped.

    Voice webhooks over https are signed without the port, those over http with it; libraries take both.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    # IPv6 addresses keep their brackets.
    host = f"[{host}]" if ":" in host else host
    login = parts.netloc.rpartition("@")[0]
    port = parts.port or _DEFAULT_PORTS.get(parts.scheme)
    found: list[str] = []
    for kept in ([f"{login}@"] if login else []) + [""]:
        places = (f"{kept}{host}:{port}", f"{kept}{host}")
        found += [urlunsplit(parts._replace(netloc=place, fragment="")) for place in places]
    if "'" in url:
        found += [spelled.replace("'", "%27") for spelled in (url, *found)]
    return tuple(spelled for spelled in found if spelled != url)
