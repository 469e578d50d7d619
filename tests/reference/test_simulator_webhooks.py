"""The simulator's webhooks carry the parameters that real captures carry."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.scripted_line import EVERY_EVENT, HOME, Line, line

pytestmark = pytest.mark.reference

ROOM = (
    '<Dial><Conference participantLabel="customer" endConferenceOnExit="true" statusCallback="/conf" '
    'statusCallbackEvent="start end join leave">call-1</Conference></Dial>'
)
NOT_OURS = {
    "AnsweredBy",  # only where detection was asked for
    "CallerCity",
    "CalledCity",
}


@pytest.fixture(scope="module")
def captured(reference_dir: Path) -> dict[str, dict[str, Any]]:
    webhooks = json.loads((reference_dir / "webhooks.json").read_text())["webhooks"]
    return {webhook["kind"]: webhook["params"] for webhook in webhooks}


@pytest.fixture(scope="module")
def sequences(reference_dir: Path) -> dict[str, list[list[Any]]]:
    found = json.loads((reference_dir / "webhooks.json").read_text())["status_sequences"]
    return {one["id"]: one["events"] for one in found}


def _sent(kind: str) -> dict[str, str]:
    """The newest webhook that the simulator sends of a captured kind."""
    on, path = STORIES[kind]()
    return on.app.last(path)


def _menu() -> tuple[Line, str]:
    on = line(voice='<Gather action="/g"/>', g="<Hangup/>")
    on.dial().press("174422#")
    return on, "/g"


def _speech() -> tuple[Line, str]:
    on = line(voice='<Gather action="/g" input="speech"/>', g="<Hangup/>")
    on.dial().speak("Banana.")
    return on, "/g"


def _hang_up(path: str) -> tuple[Line, str]:
    on = line(voice='<Enqueue waitUrl="/w" action="/a">q</Enqueue>', w='<Pause length="60"/>', a="<Hangup/>")
    call = on.dial()
    on.clock.advance(20)
    call.hang_up()
    return on, path


def _record(path: str) -> tuple[Line, str]:
    on = line(voice='<Record action="/done" recordingStatusCallback="/rec"/>', done="<Hangup/>")
    call = on.dial()
    call.speak("hello")
    call.press("#")
    on.clock.advance(5)
    return on, path


def _room(path: str) -> tuple[Line, str]:
    on = line(voice=ROOM)
    on.dial().hang_up()
    return on, path


def _room_joined() -> tuple[Line, str]:
    on = line(voice=ROOM)
    on.dial()
    return on, "/conf"


def _room_left() -> tuple[Line, str]:
    mild = ROOM.replace('endConferenceOnExit="true"', 'endConferenceOnExit="false"')
    on = line(voice=lambda asked: mild.replace("customer", asked.params["From"]))
    on.dial()
    other = on.carrier.phone("+48604000000").dial(on.number.number)
    other.hang_up()
    return on, "/conf"


def _dial(path: str) -> tuple[Line, str]:
    noun = f'<Number statusCallback="/n" statusCallbackEvent="ringing">{"+48602000000"}</Number>'
    on = line(voice=f'<Dial action="/d" timeout="5">{noun}</Dial>', d="<Hangup/>")
    on.dial()
    on.clock.advance(20)
    return on, path


def _texted() -> tuple[Line, str]:
    on = line()
    on.carrier.update_number(on.number.sid, sms_url=f"{HOME}/sms")
    on.customer.text(on.number.number, "oddzwon prosze")
    return on, "/sms"


STORIES = {
    "voice.incoming": lambda: (_menu()[0], "/voice"),
    "voice.gather.speech": _speech,
    "voice.gather.digits.finished_on_key": _menu,
    "voice.status.inbound_completed": lambda: _hang_up("/status"),
    "voice.recording.completed": lambda: _record("/rec"),
    "voice.record.action": lambda: _record("/done"),
    "voice.dial_action.no_answer": lambda: _dial("/d"),
    "voice.number_status": lambda: _dial("/n"),
    "voice.enqueue.wait": lambda: _hang_up("/w"),
    "voice.enqueue.action": lambda: _hang_up("/a"),
    "voice.conference.join": _room_joined,
    "voice.conference.leave": _room_left,
    "voice.conference.end": lambda: _room("/conf"),
    "sms.inbound": _texted,
}


@pytest.mark.parametrize("kind", sorted(STORIES))
def test_every_captured_parameter_is_sent(kind: str, captured: dict[str, dict[str, Any]]) -> None:
    assert set(captured[kind]) - set(_sent(kind)) - NOT_OURS == set()


@pytest.mark.parametrize("end", ["answered", "busy"])
def test_callbacks_of_a_rest_call_come_in_the_captured_order(
    end: str, sequences: dict[str, list[list[Any]]]
) -> None:
    on = line(agent="<Say>hello</Say>")
    on.agent.behave("answer" if end == "answered" else "busy")
    on.rest_call(status_callback=f"{HOME}/s", status_callback_events=EVERY_EVENT)
    on.clock.advance(20)
    told = [[int(one.params["SequenceNumber"]), one.params["CallStatus"]] for one in on.app.requests("/s")]
    assert told == [event[1:] for event in sequences[f"outbound-api {end}"]]
