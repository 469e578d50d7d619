"""Behaviour cases of Dial to telephones and softphones, and of progress callbacks."""

from app.phone_simulator.model import CallStatus, Direction
from tests.scripted_line import AGENT, DID, EVERY_EVENT, HOME, Line, Reply, line

OTHER = "+48603000000"
SCREEN = '<Gather numDigits="1" action="/ok"><Say>Press 1.</Say></Gather><Hangup/>'


def _child(on: Line, address: str = AGENT) -> CallStatus:
    return next(call.status for call in on.carrier.calls.values() if call.to_number == address)


def dial_01_nobody_answers_within_the_timeout_and_its_buffer() -> None:
    on = line(voice=f'<Dial timeout="10" action="/d"><Number>{AGENT}</Number></Dial>', d="<Hangup/>")
    on.dial()
    on.clock.advance_until(lambda: "/d" in on.paths(), 30)
    assert 10 < on.clock.elapsed <= 16
    sent = on.app.last("/d")
    assert (sent["DialCallStatus"], sent["DialBridged"]) == ("no-answer", "false")
    assert sent["DialCallSid"].startswith("CA")


def dial_02_without_an_action_the_document_goes_on() -> None:
    on = line(voice=f"<Dial><Number>{AGENT}</Number></Dial><Say>goodbye</Say>")
    call = on.dial()
    on.agent.answer_after(2)
    on.clock.advance(5)
    on.agent.hang_up()
    assert call.hears() == ["goodbye"]


def dial_04_a_voicemail_that_presses_nothing_is_a_completed_dial_without_a_bridge() -> None:
    on = line(
        voice=f'<Dial action="/d"><Number url="/w">{AGENT}</Number></Dial>', w=SCREEN, d="<Say>missed</Say>"
    )
    call = on.dial()
    on.agent.behave("voicemail")
    on.clock.advance(60)
    sent = on.app.last("/d")
    assert (sent["DialCallStatus"], sent["DialBridged"]) == ("completed", "false")
    assert _child(on) is CallStatus.COMPLETED
    assert call.hears() == ["missed"]


def dial_06_a_called_partys_document_may_not_dial() -> None:
    on = line(
        voice=f'<Dial><Number url="/w">{AGENT}</Number></Dial>', w=f"<Dial><Number>{OTHER}</Number></Dial>"
    )
    on.agent.answer_after(1)
    on.dial()
    on.clock.advance(5)
    assert 13201 in on.codes()
    assert on.carrier.ledger.to(OTHER) == []
    assert _child(on) is CallStatus.COMPLETED


def dial_07_answer_on_bridge_leaves_the_caller_ringing() -> None:
    on = line(voice=f'<Dial answerOnBridge="true"><Number>{AGENT}</Number></Dial>')
    call = on.dial()
    on.clock.advance(5)
    assert call.status is CallStatus.RINGING
    on.agent.answer()
    assert call.status is CallStatus.IN_PROGRESS


def dial_08_the_star_key_ends_the_callee_and_the_caller_goes_on() -> None:
    on = line(
        voice=f'<Dial hangupOnStar="true" action="/d"><Number>{AGENT}</Number></Dial>', d="<Say>next</Say>"
    )
    on.agent.answer_after(1)
    call = on.dial()
    on.clock.advance(5)
    call.press("*")
    assert _child(on) is CallStatus.COMPLETED
    assert on.app.last("/d")["DialCallStatus"] == "completed"
    assert call.hears() == ["next"]


def dial_09_a_country_that_is_not_enabled_fails() -> None:
    on = line(
        {"enabled_prefixes": ["+48"]},
        voice='<Dial action="/d"><Number>+88213000000</Number></Dial>',
        d="<Hangup/>",
    )
    on.dial()
    assert on.codes() == [13227]
    assert on.carrier.errors[0].level == "warning"
    assert on.app.last("/d")["DialCallStatus"] == "failed"


def dial_10_a_softphone_that_is_not_registered_is_a_quick_no_answer() -> None:
    noun = (
        '<Client statusCallback="/c" statusCallbackEvent="initiated ringing answered completed">bob</Client>'
    )
    on = line(voice=f'<Dial action="/d">{noun}</Dial>', d="<Hangup/>")
    on.dial()
    on.clock.advance(2)
    assert on.app.last("/d")["DialCallStatus"] == "no-answer"
    assert [one.params["CallStatus"] for one in on.app.requests("/c")] == ["initiated", "no-answer"]


def dial_13_sequential_tries_the_second_after_the_first() -> None:
    on = line(
        voice=f'<Dial sequential="true" action="/d"><Number>{AGENT}</Number><Number>{OTHER}</Number></Dial>',
        d="<Hangup/>",
    )
    on.agent.behave("busy")
    on.other_agent.answer_after(1)
    on.dial()
    on.clock.advance(5)
    assert [dial.to_number for dial in on.carrier.ledger.dials] == [AGENT, OTHER]
    on.other_agent.hang_up()
    assert on.app.last("/d")["DialBridged"] == "true"


def status_01_events_are_numbered_and_answered_tells_in_progress() -> None:
    on = line(agent="<Say>hello</Say>")
    on.agent.answer_after(2)
    on.rest_call(status_callback=f"{HOME}/s", status_callback_events=EVERY_EVENT)
    on.clock.advance(20)
    told = [(one.params["CallStatus"], one.params["SequenceNumber"]) for one in on.app.requests("/s")]
    assert told == [("initiated", "0"), ("ringing", "1"), ("in-progress", "2"), ("completed", "3")]
    assert {one.params["Direction"] for one in on.app.requests("/s")} == {Direction.OUTBOUND_API.value}


def status_02_a_failing_callback_is_a_warning_and_its_answer_is_never_run() -> None:
    on = line(agent="<Say>hello</Say>", s=Reply("<Response><Say>never</Say></Response>", status=500))
    on.agent.answer_after(2)
    on.rest_call(status_callback=f"{HOME}/s", status_callback_events=EVERY_EVENT)
    on.clock.advance(20)
    assert set(on.codes()) == {15003}
    assert {error.level for error in on.carrier.errors} == {"warning"}
    assert on.agent.heard == ["hello"]


def client_01_a_softphones_call_reaches_the_application_with_its_own_parameters() -> None:
    on = line(app="<Say>hello</Say>")
    made = on.carrier.add_application("desk", voice_url=f"{HOME}/app")
    on.carrier.phone("client:anna").connect(made.sid, {"To": "+48699999999", "reservation": "r-1"})
    sent = on.app.last("/app")
    assert (sent["From"], sent["To"], sent["Direction"]) == ("client:anna", "+48699999999", "inbound")
    assert (sent["ApplicationSid"], sent["reservation"]) == (made.sid, "r-1")
    assert DID not in sent.values()
