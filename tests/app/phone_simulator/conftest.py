"""A shop of four addresses as the application, and a carrier in virtual time in front of it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

import pytest
import requests
from twilio.base.exceptions import TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from app.phone_simulator.carrier import Carrier
from app.phone_simulator.chaos import Chaos
from app.phone_simulator.clock import VirtualClock
from app.phone_simulator.server import SimulatorServer, serve
from app.phone_simulator.transport import WsgiTransport

ACCOUNT = "AC" + "1" * 32
TOKEN = "tiny-token"
API_KEY = "SK" + "2" * 32
SHOP = "https://shop.example"
DID = "+48221234567"
START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)

DOCUMENTS = {
    "/voice": """<Gather numDigits="1" action="/menu">
        <Say language="en-GB">Press 1 for orders.</Say></Gather><Hangup/>""",
    "/menu": '<Enqueue action="/left" waitUrl="/wait">orders</Enqueue>',
    "/wait": '<Say language="en-GB">You are first in the queue.</Say><Play>https://shop.example/music.mp3</Play>',
    "/left": "<Hangup/>",
    "/room": "<Dial><Conference>room-1</Conference></Dial>",
    "/hold": "<Pause length='3600'/>",
    "/message": "<Record action='/left' finishOnKey='#' maxLength='60'/>",
}


@dataclass
class TinyShop:
    """Answers each path with its document, and remembers what it was asked."""

    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode()
        path = environ["PATH_INFO"]
        self.asked.append((path, dict(parse_qsl(body, keep_blank_values=True))))
        if path not in DOCUMENTS:
            start_response("204 No Content", [])
            return []
        start_response("200 OK", [("Content-Type", "text/xml")])
        return [f"<?xml version='1.0' encoding='UTF-8'?><Response>{DOCUMENTS[path]}</Response>".encode()]


@pytest.fixture
def shop() -> TinyShop:
    return TinyShop()


@pytest.fixture
def make_carrier(shop: TinyShop) -> Callable[..., Carrier]:
    """Builds a carrier with one number of the shop; keywords go to the carrier."""

    def make(chaos: Chaos | None = None, **settings: Any) -> Carrier:
        carrier = Carrier(
            ACCOUNT,
            TOKEN,
            clock=VirtualClock(START),
            transport=WsgiTransport(shop, SHOP),
            chaos=chaos or Chaos(),
            api_keys={API_KEY: "key-secret"},
            **settings,
        )
        carrier.add_number(DID, f"{SHOP}/voice", friendly_name="Shop, Polish")
        return carrier

    return make


@pytest.fixture
def carrier(make_carrier: Callable[..., Carrier]) -> Carrier:
    return make_carrier()


@pytest.fixture
def start_server() -> Iterator[Callable[..., SimulatorServer]]:
    """Serves a carrier on a free port of loopback until the test is over."""
    running: list[SimulatorServer] = []

    def start(carrier: Carrier, **settings: Any) -> SimulatorServer:
        running.append(serve(carrier, **settings))
        return running[-1]

    yield start
    for server in running:
        server.stop()


@pytest.fixture
def server(carrier: Carrier, start_server: Callable[..., SimulatorServer]) -> SimulatorServer:
    return start_server(carrier)


class RewritingClient(TwilioHttpClient):
    """The real client's wire, with the carrier's origin replaced by the simulator's."""

    def __init__(self, origin: str) -> None:
        super().__init__(timeout=10)
        self.origin = origin

    def request(self, method: str, url: str, *rest: Any, **named: Any) -> Any:
        return super().request(method, url.replace("https://api.twilio.com", self.origin), *rest, **named)


@pytest.fixture
def client_of() -> Iterator[Callable[..., Client]]:
    """The real twilio package pointed at a server, with the account's credentials unless others are given."""
    wires: list[RewritingClient] = []

    def of(server: SimulatorServer, name: str = ACCOUNT, secret: str = TOKEN) -> Client:
        wires.append(RewritingClient(server.url))
        return Client(name, secret, ACCOUNT, http_client=wires[-1])

    yield of
    for wire in wires:
        if isinstance(wire.session, requests.Session):
            wire.session.close()


@pytest.fixture
def client(server: SimulatorServer, client_of: Callable[..., Client]) -> Client:
    return client_of(server)


@pytest.fixture
def code_of() -> Callable[[Callable[[], object]], tuple[int, int]]:
    """HTTP status and code with which the carrier refuses what is done; fails where it is not refused."""

    def of(do: Callable[[], object]) -> tuple[int, int]:
        with pytest.raises(TwilioRestException) as refusal:
            do()
        return refusal.value.status, refusal.value.code

    return of
