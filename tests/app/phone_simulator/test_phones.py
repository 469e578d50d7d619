"""Telephones: what they do by hand and by themselves."""

import pytest

from app.phone_simulator.model import CallStatus
from app.phone_simulator.phones import PhoneError
from tests.scripted_line import AGENT, DID, HOME, Line, line


def _ring(behaviour: str, on: Line | None = None) -> tuple[Line, CallStatus]:
    """Dial the agent by REST with a screen; answers how the call ended after two minutes."""
    on = on or line(
        agent='<Gather numDigits="1" action="/ok"><Say>Press 1.</Say></Gather><Hangup/>', ok="<Hangup/>"
    )
    on.agent.behave(behaviour)
    sid = on.rest_call(status_callback=f"{HOME}/s")
    on.clock.advance(120)
    return on, on.carrier.calls[sid].status


@pytest.mark.parametrize(
    ("behaviour", "status"),
    [
        ("manual", CallStatus.NO_ANSWER),
        ("ignore", CallStatus.NO_ANSWER),
        ("busy", CallStatus.BUSY),
        ("decline", CallStatus.BUSY),
        ("unreachable", CallStatus.FAILED),
        ("voicemail", CallStatus.COMPLETED),
        ("answer", CallStatus.COMPLETED),
    ],
)
def test_each_behaviour_ends_in_its_status(behaviour: str, status: CallStatus) -> None:
    on, ended = _ring(behaviour)
    assert ended is status
    assert on.app.last("/s")["CallStatus"] == status.value
    assert "/ok" not in on.paths()


def test_a_scripted_agent_presses_its_key_when_it_is_asked() -> None:
    on = line(
        agent='<Gather numDigits="1" action="/ok"><Say>Press 1.</Say></Gather><Hangup/>', ok="<Hangup/>"
    )
    on.agent.answer_after(3, then_press="1")
    on.rest_call()
    on.clock.advance(10)
    assert on.app.last("/ok")["Digits"] == "1"


def test_a_telephone_answers_declines_and_hangs_up_by_hand() -> None:
    on = line(agent='<Pause length="60"/>')
    first, second = on.rest_call(), on.rest_call(to="+48603000000")
    on.clock.advance(3)
    call = on.agent.answer()
    on.other_agent.decline()
    assert (call.sid, call.status) == (first, CallStatus.IN_PROGRESS)
    assert on.carrier.calls[second].status is CallStatus.BUSY
    call.hang_up()
    assert call.status is CallStatus.COMPLETED


def test_hears_tells_only_what_is_new_and_heard_tells_all() -> None:
    on = line(voice='<Say>one</Say><Pause length="2"/><Say>two</Say>')
    call = on.dial()
    assert call.hears() == ["one"]
    on.clock.advance(5)
    assert (call.hears(), call.hears()) == (["two"], [])
    assert on.customer.heard == ["one", "two"]


def test_two_people_in_a_bridge_hear_each_other() -> None:
    on = line(voice=f"<Dial><Number>{AGENT}</Number></Dial>")
    on.agent.answer_after(1)
    call = on.dial()
    on.clock.advance(3)
    call.speak("good morning")
    on.agent.speak("good morning to you")
    assert on.agent.heard == ["good morning"]
    assert [(bubble.verb, bubble.text) for bubble in on.customer.bubbles] == [("talk", "good morning to you")]


def test_keys_that_nobody_listens_for_are_lost() -> None:
    on = line(voice='<Say>hello</Say><Gather numDigits="1" action="/g"/>', g="<Hangup/>")
    call = on.dial()
    call.press("5")
    on.clock.advance(3)
    assert "/g" not in on.paths()


@pytest.mark.parametrize("wish", ["answer", "decline"])
def test_what_does_not_ring_cannot_be_answered_or_declined(wish: str) -> None:
    with pytest.raises(PhoneError, match="Nothing rings"):
        getattr(line().agent, wish)()


def test_a_telephone_in_no_call_cannot_press_keys_and_hanging_up_does_nothing() -> None:
    phone = line().customer
    phone.hang_up()
    with pytest.raises(PhoneError, match="is in no call"):
        phone.press("1")


def test_a_number_that_the_account_has_not_is_not_in_service() -> None:
    on = line()
    with pytest.raises(PhoneError, match="not in service"):
        on.customer.dial("+48999999999")


def test_a_caller_who_hangs_up_is_told_to_the_number_once() -> None:
    on = line(voice="<Say>hello</Say><Pause length='600'/>")
    call = on.dial()
    on.clock.advance(90)
    call.hang_up()
    assert len(on.app.requests("/status")) == 1
    told = on.app.last("/status")
    assert (told["SequenceNumber"], told["CallDuration"], told["Duration"]) == ("0", "90", "2")
    assert told["Timestamp"] == "Tue, 03 Mar 2026 10:01:30 +0000"
    assert (told["From"], told["To"]) == (on.customer.address, DID)
