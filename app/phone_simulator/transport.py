"""How a webhook reaches the application: over real HTTP, or straight into a WSGI callable."""

from __future__ import annotations

import http.client
import io
import ssl
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

MAX_READ_BYTES = 1_000_000


class TransportError(Exception):
    """No answer came: `kind` is `ct` (connecting failed), `rt` (reading timed out) or `tls`."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(message)
        self.kind = kind


@dataclass(frozen=True)
class Request:
    """One HTTP request, ready to send: the URL has no fragment, the body is encoded."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes = b""
    connect_timeout_s: float = 5.0
    read_timeout_s: float = 15.0


@dataclass(frozen=True)
class Response:
    """One HTTP answer. `virtual_s` is how long it took on the simulated clock (0 unless a test says so)."""

    status: int
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""
    virtual_s: float = 0.0

    def header(self, name: str) -> str:
        """The first header of that name, empty when there is none."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), "")


class Transport(Protocol):
    """Anything that can carry a request to the application."""

    def send(self, request: Request) -> Response:
        """Answer the request. Raises: TransportError when no answer came."""
        ...


class HttpTransport:
    """Real HTTP and HTTPS with a connection for each request; safe to use from many threads."""

    def __init__(self, *, verify: bool = True) -> None:
        self._tls = ssl.create_default_context()
        if not verify:
            self._tls.check_hostname = False
            self._tls.verify_mode = ssl.CERT_NONE

    def send(self, request: Request) -> Response:
        """Send it and read at most a million bytes of the answer."""
        parts = urlsplit(request.url)
        host = parts.hostname or ""
        connection = (
            http.client.HTTPSConnection(
                host, parts.port, timeout=request.connect_timeout_s, context=self._tls
            )
            if parts.scheme == "https"
            else http.client.HTTPConnection(host, parts.port, timeout=request.connect_timeout_s)
        )
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            self._connect(connection, request)
            return self._exchange(connection, request, target)
        finally:
            connection.close()

    @staticmethod
    def _connect(connection: http.client.HTTPConnection, request: Request) -> None:
        try:
            connection.connect()
        except ssl.SSLError as error:
            raise TransportError("tls", f"TLS failed for {request.url}: {error}") from error
        except OSError as error:
            raise TransportError("ct", f"No connection to {request.url}: {error}") from error
        if connection.sock is not None:
            connection.sock.settimeout(request.read_timeout_s)

    @staticmethod
    def _exchange(connection: http.client.HTTPConnection, request: Request, target: str) -> Response:
        try:
            connection.request(
                request.method, target, body=request.body or None, headers=dict(request.headers)
            )
            answer = connection.getresponse()
            return Response(answer.status, answer.getheaders(), answer.read(MAX_READ_BYTES))
        except (OSError, http.client.HTTPException) as error:
            raise TransportError("rt", f"No answer from {request.url}: {error!r}") from error


WsgiApp = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class WsgiTransport:
    """Calls a WSGI application in the same process, several times faster than HTTP.

    `base_url` is the address under which the application believes to be reached; a request to any other host
    fails to connect. `takes` says how many simulated seconds a request takes (0 by default), so that slow
    answers can be tried without waiting.
    """

    def __init__(
        self, app: WsgiApp, base_url: str, *, takes: Callable[[Request], float] | None = None
    ) -> None:
        self._app = app
        self._origin = _origin(base_url)
        self._takes = takes

    def send(self, request: Request) -> Response:
        """Run the application; an exception in it is an HTTP 500 that carries the traceback."""
        if _origin(request.url) != self._origin:
            raise TransportError("ct", f"Nothing listens at {request.url}; only {self._origin} is served.")
        virtual_s = self._takes(request) if self._takes else 0.0
        if virtual_s > request.read_timeout_s:
            raise TransportError("rt", f"No answer from {request.url} within {request.read_timeout_s} s.")
        began: list[tuple[int, list[tuple[str, str]]]] = []

        def start_response(
            status: str, headers: list[tuple[str, str]], _trouble: object = None
        ) -> Callable[[bytes], None]:
            began.append((int(status.split(" ", 1)[0]), headers))
            return lambda _chunk: None

        try:
            body = _read(self._app(_environ(request), start_response))
        except Exception:  # noqa: BLE001 - a server answers 500 whatever was raised
            trace = traceback.format_exc().encode()
            return Response(500, [("Content-Type", "text/plain")], trace, virtual_s)
        status, headers = began[-1]
        return Response(status, list(headers), body, virtual_s)


def _read(answer: Iterable[bytes]) -> bytes:
    try:
        return b"".join(answer)
    finally:
        close = getattr(answer, "close", None)
        if close is not None:
            close()


def _origin(url: str) -> str:
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    return f"{parts.scheme}://{parts.hostname}:{port}"


def _environ(request: Request) -> dict[str, Any]:
    """The WSGI environment of a request as a server would build it, raw target included."""
    parts = urlsplit(request.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(parts.path or "/", "latin-1"),
        "QUERY_STRING": parts.query,
        "REQUEST_URI": target,
        "RAW_URI": target,
        "SERVER_NAME": parts.hostname or "",
        "SERVER_PORT": str(parts.port or (443 if parts.scheme == "https" else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "CONTENT_LENGTH": str(len(request.body)),
        "HTTP_HOST": parts.netloc.rpartition("@")[2],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": parts.scheme,
        "wsgi.input": io.BytesIO(request.body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in request.headers.items():
        key = name.upper().replace("-", "_")
        environ[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
    return environ
