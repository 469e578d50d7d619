"""What each answer to POST /Calls means: made, refused, unclear, or the carrier is away."""

from datetime import timedelta
from typing import Any

import pytest
import requests
from requests.adapters import HTTPAdapter

from call_routing.phone_line import LineAwayError, LineRefusedError, LineUnclearError, NewCall
from ivr.twilio_line import TwilioLine

ACCOUNT, TOKEN = "AC" + "0" * 32, "a-token"
WANTED = NewCall(
    to="+48501234567",
    from_number="+48221234567",
    url="https://hotline.test/ivr/customer?t=1",
    events_url="https://hotline.test/ivr/customer-events?t=1",
    ring_for=timedelta(seconds=30),
)


class Says(HTTPAdapter):
    """The carrier's answer to everything."""

    def __init__(self, status: int, body: bytes) -> None:
        super().__init__()
        self._status, self._body = status, body

    def send(self, request: requests.PreparedRequest, *_given: Any, **_named: Any) -> requests.Response:
        answer = requests.Response()
        answer.status_code, answer._content, answer.request = self._status, self._body, request
        answer.url = request.url or ""
        return answer


def line(status: int, body: bytes) -> TwilioLine:
    made = TwilioLine(ACCOUNT, (ACCOUNT, TOKEN), "http://carrier.test")
    session = made._client.http_client.session
    assert isinstance(session, requests.Session)
    session.mount("http://", Says(status, body))
    return made


def test_an_answer_with_a_sid_is_a_call() -> None:
    assert line(201, b'{"sid": "CA1", "status": "queued"}').place_call(WANTED) == "CA1"


@pytest.mark.parametrize(
    ("status", "body", "meaning"),
    [
        (500, b'{"code": 20500, "message": "Internal Server Error", "status": 500}', LineUnclearError),
        (502, b"<html>Bad Gateway</html>", LineUnclearError),
        (200, b"<html>It works!</html>", LineUnclearError),
        (201, b"", LineUnclearError),
        (201, b"{}", LineUnclearError),
        (201, b"null", LineUnclearError),
        (429, b'{"code": 20429, "message": "Too many requests", "status": 429}', LineAwayError),
        (401, b'{"code": 20003, "message": "Authenticate", "status": 401}', LineAwayError),
        (400, b'{"code": 21211, "message": "Invalid To", "status": 400}', LineRefusedError),
    ],
)
def test_an_answer_without_one_is_never_taken_for_a_call(
    status: int, body: bytes, meaning: type[Exception]
) -> None:
    with pytest.raises(meaning):
        line(status, body).place_call(WANTED)


@pytest.mark.parametrize("body", [b"<html>It works!</html>", b"", b"{}"])
def test_books_that_cannot_be_read_prove_nothing(body: bytes) -> None:
    with pytest.raises(LineAwayError):
        line(200, body).fetch("CA1")
