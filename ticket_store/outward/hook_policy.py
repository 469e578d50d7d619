"""How webhooks of ours are signed, tried again, given up, and where they may go. Pure.

Source: the Standard Webhooks specification 1.0: signature, retries, 410 for "no more".
"""

import base64
import hmac
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)
# Ten more tries within a day of the first.
PAUSES = (
    *(timedelta(seconds=5), timedelta(seconds=30), 2 * _MINUTE, 10 * _MINUTE, 30 * _MINUTE),
    *(1 * _HOUR, 2 * _HOUR, 4 * _HOUR, 6 * _HOUR, 10 * _HOUR),
)
LONGEST_REST = 5 * _MINUTE  # one that is away is asked this often, however much waits for it
OFF_AFTER = timedelta(days=3)  # of failing without one good answer
BOTH_SIGN_FOR = timedelta(days=1)  # the secret before, after a new one was made
LOG_KEPT_FOR = timedelta(days=30)
LONGEST_URL = 500
_PORTS = frozenset({None, 443, 8443})
_NAT64 = IPv6Network("64:ff9b::/96")
# What the standard library counts as public, or is silent about, and a network may still use for itself.
_INSIDE_TOO = (IPv4Network("192.0.0.0/24"), IPv4Network("192.88.99.0/24"), IPv6Network("fec0::/10"))
_GONE = 410
_GOOD = range(200, 300)
_REDIRECTS = range(300, 400)


class UrlFault(StrEnum):
    """Why nothing is sent to an address."""

    UNREADABLE = "unreadable"
    NOT_HTTPS = "not_https"
    WITH_PASSWORD = "with_password"  # noqa: S105 - the name of a fault
    PORT = "port"
    PRIVATE = "private"
    TOO_LONG = "too_long"


def check_url(url: str, *, to_private: bool) -> UrlFault | None:
    """What is wrong with an address that somebody typed; None for a good one.

    A name is looked up only when something is sent, and its addresses are judged then (`is_outside`).
    """
    if len(url) > LONGEST_URL:
        return UrlFault.TOO_LONG
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return UrlFault.UNREADABLE
    plain = url.isascii() and url.isprintable() and " " not in url and "\\" not in url
    if not plain or parts.scheme not in {"https", "http"} or not host or parts.fragment:
        return UrlFault.UNREADABLE
    if parts.username is not None or parts.password is not None:
        return UrlFault.WITH_PASSWORD
    if to_private:
        return None
    if parts.scheme != "https":
        return UrlFault.NOT_HTTPS
    if port not in _PORTS:
        return UrlFault.PORT
    return UrlFault.PRIVATE if _names_inside(host) else None


def _names_inside(host: str) -> bool:
    """A literal address that is not public, or a name that only means something in here."""
    try:
        return not is_outside(ip_address(host))
    except ValueError:
        return "." not in host.rstrip(".") or host.rstrip(".").endswith((".localhost", ".local", ".internal"))


def is_outside(address: IPv4Address | IPv6Address) -> bool:
    """Whether an address is one of the public internet: not ours, not this machine, not a cloud's own.

    An IPv6 address that carries an IPv4 one is judged by that, too.
    """
    if isinstance(address, IPv6Address):
        inner = (address.ipv4_mapped, address.sixtofour, *(address.teredo or ()))
        if any(one is not None and not is_outside(one) for one in inner):
            return False
        if address in _NAT64:
            return is_outside(IPv4Address(int(address) & 0xFFFFFFFF))
    if any(address in network for network in _INSIDE_TOO):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def secret_of(secret_key: str, endpoint_id: str, salt: str) -> str:
    """The endpoint's secret, `whsec_...`; nothing of it is stored."""
    made = hmac.digest(secret_key.encode(), f"hotline hook {endpoint_id} {salt}".encode(), "sha256")
    return "whsec_" + base64.b64encode(made).decode("ascii")


@dataclass(frozen=True)
class Answer:
    """What came of one try: the status of the answer and its first words, or why there was none."""

    took: timedelta
    status: int | None = None
    text: str = ""
    failure: str | None = None

    @property
    def is_good(self) -> bool:
        return self.status in _GOOD

    @property
    def says_no_more(self) -> bool:
        """The receiver wants no more of them, ever."""
        return self.status == _GONE

    @property
    def is_redirect(self) -> bool:
        return self.status in _REDIRECTS


def next_pause(tries: int) -> timedelta | None:
    """How long after the `tries`-th failure it is tried again; None: never."""
    return PAUSES[tries - 1] if 0 < tries <= len(PAUSES) else None


def rest_after(failures: int) -> timedelta:
    """How long an endpoint is left alone after so many failures in a row, whatever waits for it."""
    return min(timedelta(seconds=5 * 2.0 ** min(failures - 1, 10)), LONGEST_REST)
