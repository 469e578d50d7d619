"""One message, handed to one endpoint: signed, to an address that was looked at first, within ten seconds.

The name is resolved once and that very address is connected to, so that no second answer of a name server can
lead us inside. Nothing that the answer says is followed.
Source: Standard Webhooks 1.0; OWASP ASVS 5.0, 1.3.6.
"""

import http.client
import io
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from standardwebhooks.webhooks import Webhook

from ticket_store.outward.hook_policy import Answer, UrlFault, check_url, is_outside, secret_of

PATIENCE_S = 10.0
_MOST_READ = 4096
_MOST_SHOWN = 1000
_MOST_ADDRESSES = 3
Resolve = Callable[[str, int], Sequence[str]]


class NotSentError(Exception):
    """Nothing came back; says why in one sentence."""


@dataclass(frozen=True)
class Message:
    """`salts` make the secrets that sign it, see `ticket_store.outward.hook_endpoints.Endpoint.salts`."""

    id: str
    url: str
    body: str
    endpoint_id: str
    salts: Sequence[str]


def _resolve(host: str, port: int) -> Sequence[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


@dataclass(frozen=True)
class HookPost:
    """`to_private` lets messages go to this machine and its neighbours, without TLS, too: for development."""

    secret_key: str = field(repr=False)
    to_private: bool = False
    patience_s: float = PATIENCE_S
    resolve: Resolve = _resolve

    def send(self, message: Message, now: datetime) -> Answer:
        """Hand it over; what came back, or why nothing did. Never raises for what the other side does."""
        began = time.monotonic()
        try:
            status, text = self._asked(message, now, began + self.patience_s)
        except NotSentError as why:
            return Answer(_since(began), failure=str(why))
        except TimeoutError:
            return Answer(_since(began), failure=f"No answer within {self.patience_s:g} s.")
        except ssl.SSLError as why:
            return Answer(_since(began), failure=f"TLS: {why.reason or why}."[:200])
        except (OSError, http.client.HTTPException) as why:
            return Answer(_since(began), failure=f"{type(why).__name__}: {why}"[:200])
        return Answer(_since(began), status, text)

    def headers(self, message: Message, now: datetime) -> dict[str, str]:
        """What proves that it is ours: the same id for each try, signed anew with the time of this one."""
        secrets = (secret_of(self.secret_key, message.endpoint_id, salt) for salt in message.salts)
        signatures = (Webhook(one).sign(message.id, now, message.body) for one in secrets)
        return {
            "content-type": "application/json",
            "user-agent": "shop-hotline",
            "webhook-id": message.id,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": " ".join(signatures),
        }

    def _asked(self, message: Message, now: datetime, until: float) -> tuple[int, str]:
        fault = check_url(message.url, to_private=self.to_private)
        if fault is not None:
            raise NotSentError(f"Nothing is sent to this address: {fault.value.replace('_', ' ')}.")
        parts = urlsplit(message.url)
        host, is_tls = parts.hostname or "", parts.scheme == "https"
        port = parts.port or (443 if is_tls else 80)
        addresses = self._looked_at(host, port, until)
        with _connected(addresses, port, until) as plain:
            plain.settimeout(_left(until))
            line: socket.socket = (
                ssl.create_default_context().wrap_socket(plain, server_hostname=host) if is_tls else plain
            )
            with line:
                named = parts.netloc
                path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
                line.settimeout(_left(until))
                line.sendall(_request(named, path, self.headers(message, now), message.body.encode()))
                return _answer(line, until)

    def _looked_at(self, host: str, port: int, until: float) -> Sequence[str]:
        """The addresses of the name; none of them may be inside. A resolver that hangs is not waited for."""
        heard: queue.SimpleQueue[Sequence[str] | None] = queue.SimpleQueue()

        def ask() -> None:
            try:
                heard.put(self.resolve(host, port))
            except OSError:
                heard.put(None)

        threading.Thread(target=ask, name="resolver", daemon=True).start()
        try:
            found = heard.get(timeout=_left(until))
        except queue.Empty:
            raise TimeoutError from None
        if not found:
            raise NotSentError(f"The name {host} is not known.")
        if not self.to_private and not all(is_outside(ip_address(one.partition("%")[0])) for one in found):
            raise NotSentError(f"Nothing is sent to {host}: {UrlFault.PRIVATE} address.")
        return found[:_MOST_ADDRESSES]


def _connected(addresses: Sequence[str], port: int, until: float) -> socket.socket:
    """The first of these that takes a connection. Raises: the fault of the last one."""
    for address in addresses[:-1]:
        try:
            return socket.create_connection((address, port), timeout=_left(until) / 2)
        except OSError:
            continue
    return socket.create_connection((addresses[-1], port), timeout=_left(until))


def _request(host: str, path: str, headers: dict[str, str], body: bytes) -> bytes:
    lines = [f"POST {path} HTTP/1.1", f"host: {host}", "connection: close", f"content-length: {len(body)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode("ascii") + b"\r\n\r\n" + body


class _Heard:
    """What was read, as the standard library's parser wants to have it."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw

    def makefile(self, *_: Any) -> io.BytesIO:
        return io.BytesIO(self._raw)


def _answer(line: socket.socket, until: float) -> tuple[int, str]:
    """Status and first words. Who dawdles with the body has answered all the same."""
    raw = b""
    while not _is_enough(raw):
        try:
            line.settimeout(_left(until))
            more = line.recv(_MOST_READ)
        except TimeoutError:
            if b"\r\n\r\n" not in raw:
                raise
            break
        if not more:
            break
        raw += more
    if not raw:
        raise NotSentError("The connection was closed without an answer.")
    response = http.client.HTTPResponse(_Heard(raw))  # type: ignore[arg-type] # it only opens a file on it
    response.begin()
    try:
        body = response.read(_MOST_SHOWN)
    except http.client.HTTPException:  # cut short: what there is will do
        body = raw.partition(b"\r\n\r\n")[2][:_MOST_SHOWN]
    return response.status, body.decode("utf-8", "replace").replace("\x00", "")


def _is_enough(raw: bytes) -> bool:
    head, gap, body = raw.partition(b"\r\n\r\n")
    if not gap:
        return len(raw) > 4 * _MOST_READ  # a head without an end is no answer
    if len(body) >= _MOST_SHOWN or body.endswith(b"0\r\n\r\n"):
        return True
    fields = dict(line.lower().partition(b":")[::2] for line in head.split(b"\r\n")[1:])
    length = fields.get(b"content-length", b"").strip()
    return length.isdigit() and len(body) >= int(length)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _since(began: float) -> timedelta:
    return timedelta(seconds=time.monotonic() - began)
