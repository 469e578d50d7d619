"""Real and derived webhooks of the carrier, in any order: each is answered with valid TwiML, none with a sorry."""

import json
import logging
import random
from pathlib import Path
from typing import Any

import pytest

from tests.ivr.conftest import CALL, open_door
from tests.reference.checker import CONTEXTS, messaging_faults, twiml_checker
from ticket_store.engine import Store

pytestmark = pytest.mark.reference

PLACES = {
    "voice.incoming": ["voice", "fallback"],
    "voice.gather.speech": ["key?s=1"],
    "voice.gather.digits.finished_on_key": ["key?s=1", "wait-key", "agent-key?t=0f", "customer-key?t=0f"],
    "voice.gather.digits.timeout_or_numDigits": ["key?s=2", "silence?s=1"],
    "voice.status.inbound_completed": ["status"],
    "voice.status.outbound_completed_amd": ["agent-events?t=0f", "customer-events?t=0f", "status"],
    "voice.recording.in_progress": ["recording"],
    "voice.recording.completed": ["recording"],
    "voice.dial_action.no_answer": ["talk-ended", "agent-left?t=0f"],
    "voice.number_status": ["agent-events?t=0f", "status"],
    "voice.enqueue.wait": ["wait"],
    "voice.enqueue.action": ["queue-left"],
    "voice.queue.url": ["join", "goodbye"],
    "voice.record.action": ["recorded"],
    "voice.conference.join": ["conference"],
    "voice.conference.leave": ["conference", "hold"],
    "voice.conference.end": ["conference"],
    "voice.amd_async": ["customer-events?t=0f", "customer?t=0f", "agent?t=0f", "agent-told?t=0f"],
    "taskrouter.assignment": ["status"],
    "sms.inbound": ["message"],
    "sms.status": ["message"],
}
ONE_CALL = {"CallSid": CALL["CallSid"], "To": CALL["To"], "From": CALL["From"]}


@pytest.fixture(scope="module")
def captured(reference_dir: Path) -> list[dict[str, Any]]:
    return json.loads((reference_dir / "webhooks.json").read_text())["webhooks"]


def test_every_captured_kind_has_a_place_of_ours(captured: list[dict[str, Any]]) -> None:
    assert {webhook["kind"] for webhook in captured} == set(PLACES)


@pytest.mark.parametrize("same_call", [False, True], ids=["as captured", "all of one call"])
@pytest.mark.parametrize("seed", range(4))
def test_captured_webhooks_in_any_order_are_answered_as_the_carrier_wants(
    store: Store,
    captured: list[dict[str, Any]],
    reference_dir: Path,
    caplog: pytest.LogCaptureFixture,
    seed: int,
    same_call: bool,
) -> None:
    caplog.set_level(logging.ERROR)
    validate, door = twiml_checker(reference_dir), open_door(store)
    told = [(webhook, place) for webhook in captured for place in PLACES[webhook["kind"]]] * 2
    random.Random(seed).shuffle(told)
    for webhook, place in told:
        answer = door.post(f"/ivr/{place}", webhook["params"] | (ONE_CALL if same_call else {}))
        assert answer.status_code == 200, (webhook["kind"], place)
        if place == "message":
            faults: list[object] = [*messaging_faults(answer.data)]
        else:
            found = validate(answer.data, CONTEXTS.get(place.partition("?")[0]))
            faults = [one for one in found if one[0] == "error"]
        assert faults == [], (webhook["kind"], place, answer.text)
    assert caplog.messages == []
