"""Every answer of the simulator's REST API holds against the carrier's published OpenAPI description."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openapi_core import OpenAPI
from openapi_core.contrib.werkzeug import WerkzeugOpenAPIRequest, WerkzeugOpenAPIResponse
from werkzeug.test import Client, EnvironBuilder

from app.phone_simulator.carrier import Carrier
from app.phone_simulator.clock import VirtualClock
from app.phone_simulator.server import simulator_app
from app.phone_simulator.transport import WsgiTransport

pytestmark = pytest.mark.reference

ACCOUNT, TOKEN, DID, CALLER = "AC" + "1" * 32, "tiny-token", "+48221234567", "+48601234567"
DOCUMENTS = {
    "/voice": "<Enqueue waitUrl='/wait'>orders</Enqueue>",
    "/wait": "<Pause length='60'/>",
    "/room": "<Dial><Conference>room-1</Conference></Dial>",
    "/record": "<Record finishOnKey='#' action='/wait'/>",
}


def tiny_shop(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answers each path with its document."""
    start_response("200 OK", [("Content-Type", "text/xml")])
    return [f"<Response>{DOCUMENTS.get(environ['PATH_INFO'], '')}</Response>".encode()]


class CheckedApi:
    """Sends a request to the simulator and holds request and answer against the description."""

    def __init__(self, carrier: Carrier, description: OpenAPI) -> None:
        self._client = Client(simulator_app(carrier))
        self._description = description

    def ask(self, method: str, path: str, **form: Any) -> Any:
        place = {"query_string": form} if method == "GET" else {"data": form} if form else {}
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if method == "POST" else {}
        builder = EnvironBuilder(
            path=f"/2010-04-01/Accounts/{ACCOUNT}{path}",
            method=method,
            base_url="https://api.twilio.com",
            auth=(ACCOUNT, TOKEN),
            headers=headers,
            **place,
        )
        request = builder.get_request()
        answer = self._client.open(builder)
        asked = WerkzeugOpenAPIRequest(request)
        self._description.validate_request(asked)
        if answer.status_code == 204:
            return None
        assert answer.status_code in {200, 201}, answer.text
        self._description.validate_response(asked, WerkzeugOpenAPIResponse(answer))
        return answer.json


@pytest.fixture
def carrier() -> Carrier:
    carrier = Carrier(
        ACCOUNT,
        TOKEN,
        clock=VirtualClock(datetime(2026, 11, 20, 9, 0, tzinfo=UTC)),
        transport=WsgiTransport(tiny_shop, "https://shop.example"),
    )
    carrier.add_number(DID, "https://shop.example/voice")
    return carrier


@pytest.fixture
def api(carrier: Carrier, reference_dir: Path) -> CheckedApi:
    return CheckedApi(carrier, OpenAPI.from_file_path(str(reference_dir / "twilio-openapi.json")))


def test_calls_in_every_state_are_described_rightly(carrier: Carrier, api: CheckedApi) -> None:
    events = ["initiated", "ringing", "answered", "completed"]
    callback = {"StatusCallback": "https://shop.example/status", "StatusCallbackEvent": events}
    carrier.phone(CALLER)
    made = api.ask("POST", "/Calls.json", To=CALLER, From=DID, Url="https://shop.example/wait", **callback)
    carrier.clock.advance(2)
    assert api.ask("GET", f"/Calls/{made['sid']}.json")["status"] == "ringing"
    carrier.phone(CALLER).answer()
    carrier.clock.advance(2)
    api.ask("POST", f"/Calls/{made['sid']}.json", Status="completed")
    carrier.clock.advance(2)
    page = api.ask("GET", "/Calls.json", To=CALLER, Status="completed", PageSize=1)
    assert [call["sid"] for call in page["calls"]] == [made["sid"]]


def test_queues_and_members_are_described_rightly(carrier: Carrier, api: CheckedApi) -> None:
    carrier.phone(CALLER).dial(DID)
    carrier.clock.advance(3)
    [queue] = api.ask("GET", "/Queues.json")["queues"]
    assert api.ask("GET", f"/Queues/{queue['sid']}.json")["current_size"] == 1
    [member] = api.ask("GET", f"/Queues/{queue['sid']}/Members.json")["queue_members"]
    assert api.ask("GET", f"/Queues/{queue['sid']}/Members/{member['call_sid']}.json") == member


def test_conferences_and_participants_are_described_rightly(carrier: Carrier, api: CheckedApi) -> None:
    carrier.phone(CALLER)
    api.ask("POST", "/Calls.json", To=CALLER, From=DID, Url="https://shop.example/room")
    carrier.clock.advance(2)
    carrier.phone(CALLER).answer()
    carrier.clock.advance(2)
    [room] = api.ask("GET", "/Conferences.json", FriendlyName="room-1")["conferences"]
    participants = f"/Conferences/{room['sid']}/Participants"
    [person] = api.ask("GET", f"{participants}.json")["participants"]
    api.ask("POST", f"{participants}/{person['call_sid']}.json", Muted="true")
    assert api.ask("GET", f"{participants}/{person['call_sid']}.json")["muted"] is True
    api.ask("POST", f"{participants}.json", From=DID, To="client:anna")
    api.ask("POST", f"/Conferences/{room['sid']}.json", Status="completed")
    assert api.ask("GET", f"/Conferences/{room['sid']}.json")["status"] == "completed"


def test_recordings_and_messages_are_described_rightly(carrier: Carrier, api: CheckedApi) -> None:
    carrier.update_number(next(iter(carrier.numbers)), voice_url="https://shop.example/record")
    call = carrier.phone(CALLER).dial(DID)
    carrier.clock.advance(4)
    call.press("#")
    carrier.clock.advance(30)
    [recording] = api.ask("GET", "/Recordings.json")["recordings"]
    assert api.ask("GET", f"/Recordings/{recording['sid']}.json") == recording
    api.ask("DELETE", f"/Recordings/{recording['sid']}.json")
    message = api.ask("POST", "/Messages.json", To=CALLER, From=DID, Body="Zażółć gęślą jaźń")
    assert api.ask("GET", f"/Messages/{message['sid']}.json")["body"] == "Zażółć gęślą jaźń"
    api.ask("GET", "/Messages.json", To=CALLER)


def test_the_account_its_numbers_and_applications_are_described_rightly(api: CheckedApi) -> None:
    api.ask("GET", ".json")
    [number] = api.ask("GET", "/IncomingPhoneNumbers.json")["incoming_phone_numbers"]
    api.ask("POST", f"/IncomingPhoneNumbers/{number['sid']}.json", VoiceUrl="https://shop.example/ivr/voice")
    api.ask("GET", f"/IncomingPhoneNumbers/{number['sid']}.json")
    api.ask("POST", "/IncomingPhoneNumbers.json", PhoneNumber="+420221234567")
    made = api.ask(
        "POST", "/Applications.json", FriendlyName="hotline", VoiceUrl="https://shop.example/ivr/voice"
    )
    api.ask("POST", f"/Applications/{made['sid']}.json", VoiceMethod="POST")
    api.ask("GET", f"/Applications/{made['sid']}.json")
    assert len(api.ask("GET", "/Applications.json")["applications"]) == 1
