"""Trouble on the way to the carrier's REST, below the carrier's own library: it sees what it would see of the wire."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import ProtocolError

from ivr.twilio_line import TwilioLine
from tests.stories.world import World


class Trouble(StrEnum):
    """How the answer to POST /Calls goes wrong."""

    SERVER_ERROR = "500 after the call was made"
    TIMED_OUT = "no answer in time, and the call was made"
    RESET = "connection reset, and the call was made"
    GARBAGE = "a page of HTML as answer, and the call was made"
    EMPTY = "an empty 201, and the call was made"
    TOO_MANY = "429, and no call was made"
    UNREACHABLE = "no connection, and no call was made"


@dataclass(frozen=True)
class Struck:
    """One dial whose answer went wrong. `token` is that of its leg."""

    at: datetime
    trouble: Trouble
    to: str
    token: str


@dataclass
class BadWire(HTTPAdapter):
    """Sends requests on; of those that create calls to customers it spoils a share, by seed."""

    shop: World
    dice: random.Random
    share: float
    struck: list[Struck] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def __hash__(self) -> int:
        return id(self)

    def lay(self) -> None:
        """From now on the shop's line to its carrier is this one."""
        line = cast("TwilioLine", self.shop.desk.phone)
        session = line._client.http_client.session
        assert isinstance(session, requests.Session)
        session.mount("http://", self)

    def send(self, request: requests.PreparedRequest, *given: Any, **named: Any) -> requests.Response:
        path = urlsplit(request.url or "").path
        form = parse_qs(str(request.body or ""))
        creates = request.method == "POST" and path.endswith("/Calls.json")
        if not creates or self.dice.random() >= self.share:
            return super().send(request, *given, **named)
        trouble = self.dice.choice(list(Trouble))
        self.struck.append(Struck(self.shop.clock.now, trouble, form["To"][0], _token(form)))
        if trouble is Trouble.UNREACHABLE:
            raise requests.exceptions.ConnectTimeout("no connection", request=request)
        if trouble is Trouble.TOO_MANY:
            return _answer(request, 429, b'{"code": 20429, "message": "Too many requests", "status": 429}')
        return _spoilt(trouble, super().send(request, *given, **named), request)


def _spoilt(
    trouble: Trouble, answer: requests.Response, request: requests.PreparedRequest
) -> requests.Response:
    match trouble:
        case Trouble.TIMED_OUT:
            raise requests.exceptions.ReadTimeout("no answer in time", request=request)
        case Trouble.RESET:
            reset = ProtocolError("Connection aborted.", ConnectionResetError(104, "reset by peer"))
            raise requests.exceptions.ConnectionError(reset, request=request)
        case Trouble.GARBAGE:
            return _answer(request, 200, b"<html><body>It works!</body></html>")
        case Trouble.EMPTY:
            return _answer(request, 201, b"")
        case Trouble.SERVER_ERROR:
            return _answer(
                request, 500, b'{"code": 20500, "message": "Internal Server Error", "status": 500}'
            )
    return answer


def _answer(request: requests.PreparedRequest, status: int, body: bytes) -> requests.Response:
    made = requests.Response()
    made.status_code, made._content, made.request, made.url = status, body, request, request.url or ""
    return made


def _token(form: Mapping[str, list[str]]) -> str:
    return parse_qs(urlsplit(form["Url"][0]).query)["t"][0]
