"""A tiny hand-written application and a carrier in front of it, for tests that run whole calls."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

from app.phone_simulator.carrier import Carrier
from app.phone_simulator.clock import VirtualClock
from app.phone_simulator.phones import Phone, PhoneCall
from app.phone_simulator.transport import WsgiTransport

HOME = "http://app.test"
DID = "+48221234567"
CUSTOMER = "+48601234567"
AGENT = "+48602000000"
OTHER_AGENT = "+48603000000"
START = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
EVERY_EVENT = ("initiated", "ringing", "answered", "completed")


@dataclass(frozen=True)
class Asked:
    """One request that the application got."""

    method: str
    path: str
    query: str
    params: dict[str, str]
    body: dict[str, str]
    headers: dict[str, str]
    at: float


@dataclass(frozen=True)
class Reply:
    """An answer that is not simply TwiML."""

    body: str = ""
    status: int = 200
    content_type: str = "text/xml"
    headers: tuple[tuple[str, str], ...] = ()


Script = str | Reply | Callable[[Asked], "str | Reply"]


@dataclass
class ScriptedApp:
    """Answers each path with what was written for it, and remembers what it was asked.

    A text is the inside of a <Response>; a path without a script answers 204.
    """

    clock: VirtualClock
    scripts: dict[str, Script] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        sent = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        body = dict(parse_qsl(sent.decode(), keep_blank_values=True))
        query = environ["QUERY_STRING"]
        headers = {name[5:]: value for name, value in environ.items() if name.startswith("HTTP_")}
        params = dict(parse_qsl(query, keep_blank_values=True)) | body
        asked = Asked(
            environ["REQUEST_METHOD"], environ["PATH_INFO"], query, params, body, headers, self.clock.elapsed
        )
        self.asked.append(asked)
        script = self.scripts.get(asked.path, Reply(status=204))
        answer = script(asked) if callable(script) else script
        reply = answer if isinstance(answer, Reply) else Reply(f"<Response>{answer}</Response>")
        start_response(f"{reply.status} -", [("Content-Type", reply.content_type), *reply.headers])
        return [reply.body.encode()]

    def requests(self, path: str) -> list[Asked]:
        """Everything that was asked of this path, oldest first."""
        return [asked for asked in self.asked if asked.path == path]

    def last(self, path: str) -> dict[str, str]:
        """The parameters of the newest request of this path."""
        return self.requests(path)[-1].params


class Line:
    """A carrier with one number in virtual time, the application behind it, a customer and two agents."""

    def __init__(self, settings: dict[str, Any], scripts: dict[str, Script]) -> None:
        self.clock = VirtualClock(START)
        self.app = ScriptedApp(self.clock, scripts)
        takes = settings.pop("takes", None)
        fallback = settings.pop("fallback", None)
        self.carrier = Carrier(
            "AC" + "0" * 32,
            "token",
            clock=self.clock,
            transport=WsgiTransport(self.app, HOME, takes=takes),
            **settings,
        )
        self.number = self.carrier.add_number(
            DID, f"{HOME}/voice", status_callback=f"{HOME}/status", voice_fallback_url=fallback
        )
        self.customer: Phone = self.carrier.phone(CUSTOMER)
        self.agent: Phone = self.carrier.phone(AGENT)
        self.other_agent: Phone = self.carrier.phone(OTHER_AGENT)

    def dial(self) -> PhoneCall:
        """The customer calls the number."""
        return self.customer.dial(DID)

    def rest_call(self, to: str = AGENT, path: str = "/agent", **settings: Any) -> str:
        """POST /Calls; answers the sid."""
        made = self.carrier.create_call(to=to, from_number=DID, url=f"{HOME}{path}", **settings)
        return made.sid

    def codes(self) -> list[int]:
        """The codes in the carrier's debugger."""
        return [error.code for error in self.carrier.errors]

    def paths(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [asked.path for asked in self.app.asked]


def line(settings: dict[str, Any] | None = None, /, **scripts: Script) -> Line:
    """A line whose application answers `/name` with the script given as `name`."""
    return Line(dict(settings or {}), {f"/{name}": script for name, script in scripts.items()})
