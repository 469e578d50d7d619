"""What the page reads and what its buttons post."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from twilio.rest import Client

from app.phone_simulator.carrier import Carrier
from app.phone_simulator.server import SimulatorServer, simulator_app

DID, CUSTOMER, AGENT = "+48221234567", "+48601234567", "client:anna"
LABELS = {DID: "Shop, Polish", AGENT: "Anna, complaints"}


class Page:
    """The page as a program sees it."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def state(self, since: int = 0, run: str = "") -> dict[str, Any]:
        return self.client.get(f"/phones/state.json?since={since}&run={run}").json

    def phone(self, address: str) -> dict[str, Any]:
        return next(each for each in self.state()["phones"] if each["address"] == address)

    def act(self, address: str, wish: str, value: str = "") -> tuple[int, str]:
        return self.post("act", {"address": address, "wish": wish, "value": value})

    def post(self, path: str, body: dict[str, str]) -> tuple[int, str]:
        answer = self.client.post(f"/phones/{path}", json=body, headers={"X-Simulator": "1"})
        return answer.status_code, answer.json.get("error", "")


@pytest.fixture
def page(carrier: Carrier, tmp_path: Path) -> Page:
    app = simulator_app(carrier, labels=LABELS, clock_file=tmp_path / "clock.json")
    return Page(app.test_client())


def test_a_customer_dials_hears_and_presses(carrier: Carrier, page: Page) -> None:
    assert page.phone(CUSTOMER)["state"] == "idle"
    assert page.act(CUSTOMER, "dial", DID) == (200, "")
    carrier.clock.advance(1)
    on_the_line = page.phone(CUSTOMER)
    assert (on_the_line["state"], on_the_line["party"]) == ("talking", "Shop, Polish")
    assert on_the_line["last"] == "Press 1 for orders."
    page.act(CUSTOMER, "press", "1")
    carrier.clock.advance(4)
    assert page.phone(CUSTOMER)["music"] is True
    talk = [(each["kind"], each["text"]) for each in page.state()["bubbles"] if each["kind"] != "event"]
    assert talk == [
        ("said", "Press 1 for orders."),
        ("pressed", "1"),
        ("said", "You are first in the queue."),
        ("music", "https://shop.example/music.mp3"),
    ]
    page.act(CUSTOMER, "hang-up")
    assert page.phone(CUSTOMER)["state"] == "idle"


def test_what_is_said_tells_its_language(carrier: Carrier, page: Page) -> None:
    page.act(CUSTOMER, "dial", DID)
    carrier.clock.advance(1)
    assert [each["language"] for each in page.state()["bubbles"] if each["kind"] == "said"] == ["en-GB"]


def test_an_agent_is_rung_and_may_answer_or_decline(
    carrier: Carrier,
    page: Page,
    start_server: Callable[..., SimulatorServer],
    client_of: Callable[..., Client],
) -> None:
    client = client_of(start_server(carrier))
    for wish, after in (("decline", "idle"), ("answer", "talking")):
        client.calls.create(to=AGENT, from_=DID, url="https://shop.example/hold")
        carrier.clock.advance(3)
        assert page.phone(AGENT)["state"] == "ringing"
        assert page.act(AGENT, wish) == (200, "")
        carrier.clock.advance(1)
        assert page.phone(AGENT)["state"] == after
    sides = {each["side"] for each in page.state()["bubbles"]}
    assert sides == {"agent"}


def test_only_what_is_new_is_told_again(carrier: Carrier, page: Page) -> None:
    page.act(CUSTOMER, "dial", DID)
    carrier.clock.advance(1)
    first = page.state()
    assert first["requests"]
    assert first["bubbles"]
    second = page.state(first["rev"], first["run"])
    assert (second["requests"], second["bubbles"]) == ([], [])
    assert page.state(first["rev"], "another run")["requests"] == first["requests"]


def test_a_webhook_can_be_seen_whole(carrier: Carrier, page: Page) -> None:
    page.act(CUSTOMER, "dial", DID)
    carrier.clock.advance(1)
    row = page.state()["requests"][0]
    assert (row["path"], row["status"], row["verdict"], row["way"]) == ("/voice", 200, "fine", "to-app")
    whole = page.client.get(f"/phones/requests/{row['id']}.json").json
    assert dict(whole["params"])["From"] == CUSTOMER
    assert "X-Twilio-Signature" in dict(whole["headers"])
    assert "<Gather" in whole["answer"]
    assert page.client.get("/phones/requests/w99.json").status_code == 409


def test_a_rest_request_stands_in_the_same_timeline(
    carrier: Carrier,
    tmp_path: Path,
    start_server: Callable[..., SimulatorServer],
    client_of: Callable[..., Client],
) -> None:
    server = start_server(carrier, labels=LABELS, clock_file=tmp_path / "clock.json")
    call = client_of(server).calls.create(to=AGENT, from_=DID, url="https://shop.example/hold")
    page = Page(server.app.test_client())
    row = page.state()["requests"][-1]
    assert (row["way"], row["path"], row["status"], row["call"]) == (
        "to-carrier",
        "/Calls.json",
        201,
        call.sid,
    )
    assert ["To", AGENT] in page.client.get(f"/phones/requests/{row['id']}.json").json["params"]


def test_moving_the_clock_tells_the_app(carrier: Carrier, page: Page, tmp_path: Path) -> None:
    assert page.post("clock", {"to": "25-december"}) == (200, "")
    assert carrier.clock.now.astimezone(UTC).replace(year=2026).isoformat() == "2026-12-25T09:00:00+00:00"
    offset = json.loads((tmp_path / "clock.json").read_text())["offset_s"]
    assert abs(datetime.now(UTC) + timedelta(seconds=offset) - carrier.clock.now) < timedelta(seconds=10)
    page.post("clock", {"to": "now"})
    assert json.loads((tmp_path / "clock.json").read_text()) == {"offset_s": 0.0}
    assert page.post("clock", {"to": "soon"})[0] == 409


def test_the_length_of_a_call_is_not_touched_by_a_moved_clock(carrier: Carrier, page: Page) -> None:
    page.act(CUSTOMER, "dial", DID)
    page.state()
    carrier.clock.advance(3)
    page.post("clock", {"to": "25-december"})
    assert page.phone(CUSTOMER)["for_s"] == 3


def test_a_text_to_a_customer_is_shown_on_their_side(carrier: Carrier, page: Page) -> None:
    carrier.create_message(to=CUSTOMER, from_number=DID, body="We call you at 14:30.")
    [bubble] = page.state()["bubbles"]
    assert (bubble["kind"], bubble["side"], bubble["text"]) == ("text", "customer", "We call you at 14:30.")


def test_a_callback_to_any_number_can_be_answered_where_everybody_has_a_phone(
    carrier: Carrier, start_server: Callable[..., SimulatorServer], client_of: Callable[..., Client]
) -> None:
    server = start_server(carrier, labels=LABELS, phones_for_all=True)
    client_of(server).calls.create(to="+48999888777", from_=DID, url="https://shop.example/hold")
    carrier.clock.advance(3)
    assert Page(server.app.test_client()).phone("+48999888777")["state"] == "ringing"


def test_wishes_that_cannot_be_met_are_refused_in_a_sentence(page: Page) -> None:
    assert page.act(AGENT, "answer")[0] == 409
    assert page.act(CUSTOMER, "press", "1")[0] == 409
    assert page.act(CUSTOMER, "press", "x") == (409, "'x' is no key of a telephone. Press 0 to 9, * or #.")
    assert page.act(CUSTOMER, "dial", "+49301234567")[1].startswith("+49301234567 is no number of the shop")
    assert page.act("601234567", "dial", DID)[1].startswith("'601234567' is no telephone number")
    assert page.act(CUSTOMER, "explode")[1].startswith("A telephone cannot 'explode'")


def test_any_number_may_call_and_becomes_a_telephone(carrier: Carrier, page: Page) -> None:
    assert page.act("+4915112345678", "dial", DID) == (200, "")
    carrier.clock.advance(1)
    assert page.phone("+4915112345678")["state"] == "talking"


def test_a_withheld_number_is_a_telephone_too(carrier: Carrier, page: Page) -> None:
    page.act("anonymous", "dial", DID)
    carrier.clock.advance(1)
    assert page.phone("anonymous")["state"] == "talking"


def test_a_post_without_the_mark_of_the_page_is_refused(carrier: Carrier, page: Page) -> None:
    body = {"address": CUSTOMER, "wish": "dial", "value": DID}
    assert page.client.post("/phones/act", json=body).status_code == 403
    assert not carrier.calls


def test_the_page_runs_no_script_but_its_own(page: Page) -> None:
    with page.client.get("/") as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy
        assert "unsafe-inline" not in policy
        assert b'<script type="module" src="/phones/static/main.js"></script>' in answer.data
        assert b"style=" not in answer.data
