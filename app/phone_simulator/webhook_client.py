"""The carrier's HTTP client: signs, sends, retries, follows redirects, keeps cookies, within fifteen seconds.

Source: docs:usage/webhooks/webhooks-connection-overrides, docs:voice/twiml ("well-behaved HTTP client").
"""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, quote_plus, unquote, urljoin, urlsplit, urlunsplit

from .model import WebhookRecord
from .signature import sign, signed_url
from .transport import Request, Response, Transport, TransportError

MAX_REDIRECTS = 10
HARD_CEILING_MS = 15_000
MAX_RETRIES = 5
UNAUTHORIZED = 401
ERROR_OF_KIND = {"ct": 11205, "rt": 11200, "tls": 11220}
Recorder = Callable[[WebhookRecord], None]


@dataclass(frozen=True)
class WebhookRequest:
    """One request as the carrier means it.

    `url` may carry connection overrides in its fragment. `common` is what is sent again after a redirect:
    digits and the other parameters of a single verb are not. `cookies` is the jar of the call, by host and
    name.
    """

    kind: str
    url: str
    method: str
    params: Mapping[str, str]
    token: str
    call_sid: str | None = None
    common: Mapping[str, str] = field(default_factory=dict)
    cookies: dict[tuple[str, str], str] = field(default_factory=dict)
    keep_port: bool = False


@dataclass(frozen=True)
class Answer:
    """What came back; `error_code` is None for a 2xx, `url` is where it came from in the end."""

    url: str
    status: int
    content_type: str
    body: bytes
    record: WebhookRecord
    error_code: int | None = None
    error: str = ""
    virtual_s: float = 0.0


@dataclass(frozen=True)
class Overrides:
    """Connection settings from a URL's fragment; times in ms."""

    retries: int = 1
    policy: frozenset[str] = frozenset({"ct"})
    connect_ms: int = 5_000
    read_ms: int = 15_000
    total_ms: int = HARD_CEILING_MS

    def retry(self, answer: Answer, failure: str) -> bool:
        """Whether the policy asks for another attempt after this one."""
        classes = {failure, f"{answer.status // 100}xx"} if answer.error_code else set()
        return bool(classes & self.policy) or ("all" in self.policy and answer.error_code is not None)


DEFAULTS = Overrides()


def overrides_of(url: str) -> Overrides:
    """Read `#rc=2&rp=5xx,ct,rt&ct=...&rt=...&tt=...`; what is absent or senseless keeps its default."""
    if "#" not in url:
        return DEFAULTS
    given = dict(parse_qsl(urlsplit(url).fragment))

    def number(name: str, default: int, most: int) -> int:
        text = given.get(name, "")
        return min(int(text), most) if text.isdecimal() else default

    policy = frozenset(part.strip() for part in given.get("rp", "ct").split(",") if part.strip())
    return Overrides(
        number("rc", 1, MAX_RETRIES),
        policy,
        number("ct", 5_000, HARD_CEILING_MS),
        number("rt", 15_000, HARD_CEILING_MS),
        number("tt", HARD_CEILING_MS, HARD_CEILING_MS),
    )


class WebhookClient:
    """Sends webhooks. Holds no lock and no state of calls; safe from many threads."""

    def __init__(self, transport: Transport, auth_token: str, record: Recorder) -> None:
        self._transport = transport
        self._auth_token = auth_token
        self._record = record

    def fetch(self, request: WebhookRequest, new_record: Callable[[], WebhookRecord]) -> Answer:
        """Send the request, with retries as its URL allows, and answer what came in the end.

        `new_record` makes the empty record of one attempt.
        """
        overrides = overrides_of(request.url)
        budget = Budget(overrides.total_ms / 1000)
        attempt = 0
        while True:
            attempt += 1
            answer, failure = self._attempt(request, overrides, budget, attempt, new_record)
            if attempt > overrides.retries or budget.left_s <= 0 or not overrides.retry(answer, failure):
                return replace(answer, virtual_s=budget.virtual_s)

    def _attempt(
        self,
        request: WebhookRequest,
        overrides: Overrides,
        budget: Budget,
        attempt: int,
        new_record: Callable[[], WebhookRecord],
    ) -> tuple[Answer, str]:
        """One attempt with its redirects; the second part names the kind of a transport failure."""
        hop, redirects, authorize = request, 0, False
        while True:
            record = new_record()
            record.attempt = attempt
            wire = self._wire(hop, overrides, budget, authorize=authorize)
            self._describe(record, hop, wire)
            response = self._send(wire, record, budget)
            if isinstance(response, TransportError):
                code = ERROR_OF_KIND[response.kind]
                return Answer(hop.url, 0, "", b"", record, code, str(response)), response.kind
            _keep_cookies(hop, response)
            location = response.header("Location")
            if response.status in {301, 302, 303, 307, 308} and location:
                redirects += 1
                if redirects > MAX_REDIRECTS:
                    return Answer(
                        hop.url, response.status, "", b"", record, 11215, "Too many HTTP redirects."
                    ), ""
                hop = _redirected(hop, location, response.status)
                continue
            if response.status == UNAUTHORIZED and not authorize and "@" in urlsplit(hop.url).netloc:
                authorize = True
                continue
            return _final(hop, response, record), ""

    def _wire(self, hop: WebhookRequest, overrides: Overrides, budget: Budget, *, authorize: bool) -> Request:
        """The bytes of one request, signed."""
        parts = urlsplit(hop.url)
        host = parts.netloc.rpartition("@")[2]
        query, body = parts.query, b""
        encoded = "&".join(_pair(name, hop.params[name]) for name in sorted(hop.params))
        headers = {"User-Agent": "TwilioProxy/1.1", "Accept": "*/*", "I-Twilio-Idempotency-Token": hop.token}
        if hop.method == "GET":
            query = "&".join(part for part in (query, encoded) if part)
        else:
            body = encoded.encode()
            headers["Content-Type"] = "application/x-www-form-urlencoded; charset=UTF-8"
        url = urlunsplit((parts.scheme, host, parts.path or "/", query, ""))
        signed = hop.params if hop.method != "GET" else {}
        headers["X-Twilio-Signature"] = sign(
            signed_url(url, keep_port=hop.keep_port), signed, self._auth_token
        )
        jar = "; ".join(f"{name}={value}" for (owner, name), value in hop.cookies.items() if owner == host)
        if jar:
            headers["Cookie"] = jar
        if authorize:
            login = unquote(parts.netloc.rpartition("@")[0])
            headers["Authorization"] = "Basic " + base64.b64encode(login.encode()).decode("ascii")
        read_s = min(overrides.read_ms / 1000, max(budget.left_s, 0.001))
        return Request(hop.method, url, headers, body, overrides.connect_ms / 1000, read_s)

    def _describe(self, record: WebhookRecord, hop: WebhookRequest, wire: Request) -> None:
        record.method, record.url = hop.method, wire.url
        record.params, record.headers = dict(sorted(hop.params.items())), dict(wire.headers)
        self._record(record)

    def _send(self, wire: Request, record: WebhookRecord, budget: Budget) -> Response | TransportError:
        began = time.monotonic()
        try:
            response = self._transport.send(wire)
        except TransportError as error:
            record.ms = (time.monotonic() - began) * 1000
            record.status, record.answer = 0, str(error)
            if error.kind == "rt":
                budget.virtual_s += wire.read_timeout_s
            return error
        record.ms = (time.monotonic() - began) * 1000
        budget.virtual_s += response.virtual_s
        record.answer = response.body.decode("utf-8", "replace")
        record.content_type = response.header("Content-Type")
        record.status = response.status
        return response


@lru_cache(maxsize=8192)
def _pair(name: str, value: str) -> str:
    """One form field, encoded; most fields of a call come again and again."""
    return f"{quote_plus(name)}={quote_plus(value)}"


class Budget:
    """The seconds that remain for one webhook with all its attempts and redirects."""

    def __init__(self, total_s: float) -> None:
        self._total_s = total_s
        self._began = time.monotonic()
        self.virtual_s = 0.0

    @property
    def left_s(self) -> float:
        """Seconds left, counting what a simulated answer pretended to take."""
        return self._total_s - self.virtual_s - (time.monotonic() - self._began)


def _final(hop: WebhookRequest, response: Response, record: WebhookRecord) -> Answer:
    content_type = response.header("Content-Type").split(";", 1)[0].strip().lower()
    code, error = None, ""
    if not 200 <= response.status < 300:  # noqa: PLR2004 - the class of success in HTTP
        code, error = 11200, f"{hop.url} answered HTTP {response.status}."
    return Answer(hop.url, response.status, content_type, response.body, record, code, error)


def _redirected(hop: WebhookRequest, location: str, status: int) -> WebhookRequest:
    """The request after a redirect, without the verb's parameters; GET except after 307 and 308."""
    method = hop.method if status in {307, 308} else "GET"
    return replace(hop, url=urljoin(hop.url, location), method=method, params=hop.common)


def _keep_cookies(hop: WebhookRequest, response: Response) -> None:
    host = urlsplit(hop.url).netloc.rpartition("@")[2]
    for name, value in response.headers:
        if name.lower() != "set-cookie":
            continue
        try:
            crumbs = SimpleCookie(value)
        except CookieError:
            continue  # a cookie that no client understands is dropped, as clients do
        for key, morsel in crumbs.items():
            hop.cookies[(host, key)] = morsel.value
