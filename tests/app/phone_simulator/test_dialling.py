"""Dial: races, limits, and what an interruption leaves behind."""

from app.phone_simulator.model import CallStatus
from tests.scripted_line import AGENT, DID, HOME, OTHER_AGENT, Line, line

BOTH = f"<Number>{AGENT}</Number><Number>{OTHER_AGENT}</Number>"
SCREENED = BOTH.replace("<Number>", '<Number url="/w">')
SCREEN = '<Gather numDigits="1" action="/ok"><Say>Press 1.</Say></Gather><Hangup/>'


def _statuses(on: Line) -> list[CallStatus]:
    return [on.carrier.calls[dial.call_sid].status for dial in on.carrier.ledger.dials]


def test_the_first_who_answers_is_joined_and_the_other_stops_ringing() -> None:
    on = line(voice=f"<Dial>{BOTH}</Dial>")
    on.agent.answer_after(3)
    on.other_agent.answer_after(3.01)
    on.dial()
    on.clock.advance(10)
    assert _statuses(on) == [CallStatus.IN_PROGRESS, CallStatus.CANCELED]


def test_with_a_screen_both_may_hear_it_and_the_first_key_wins() -> None:
    on = line(voice=f"<Dial>{SCREENED}</Dial>", w=SCREEN, ok="")
    on.agent.answer_after(1, then_press=None)
    on.other_agent.answer_after(1, then_press=None)
    on.dial()
    on.clock.advance(3)
    on.other_agent.press("1")
    assert on.agent.heard == on.other_agent.heard == ["Press 1."]
    assert _statuses(on) == [CallStatus.COMPLETED, CallStatus.IN_PROGRESS]


def test_a_caller_who_gives_up_stops_the_ringing_and_the_action_is_told() -> None:
    on = line(voice=f'<Dial action="/d">{BOTH}</Dial>', d="<Say>never</Say>")
    call = on.dial()
    on.clock.advance(4)
    call.hang_up()
    assert _statuses(on) == [CallStatus.CANCELED, CallStatus.CANCELED]
    assert on.app.last("/d")["CallStatus"] == "completed"
    assert call.hears() == []


def test_a_redirect_inside_a_dial_asks_for_the_action_and_then_for_the_new_url() -> None:
    on = line(
        voice=f'<Dial action="/d"><Number>{AGENT}</Number></Dial>', d="<Say>never</Say>", x="<Say>x</Say>"
    )
    on.agent.answer_after(1)
    call = on.dial()
    on.clock.advance(5)
    on.carrier.update_call(call.sid, url=f"{HOME}/x")
    on.clock.advance(2)
    assert on.paths()[:3] == ["/voice", "/d", "/x"]
    assert on.app.last("/d")["DialCallStatus"] == "completed"
    assert call.hears() == ["x"]
    assert _statuses(on) == [CallStatus.COMPLETED]


def test_a_redirected_child_lives_on_with_its_new_document() -> None:
    on = line(voice=f'<Dial action="/d"><Number>{AGENT}</Number></Dial>', d='<Pause length="60"/>')
    on.app.scripts["/x"] = "<Say>hello agent</Say><Pause length='60'/>"
    on.agent.answer_after(1)
    call = on.dial()
    on.clock.advance(5)
    on.carrier.update_call(on.carrier.ledger.dials[0].call_sid, url=f"{HOME}/x")
    on.clock.advance(2)
    assert on.agent.heard == ["hello agent"]
    assert (_statuses(on), call.status) == ([CallStatus.IN_PROGRESS], CallStatus.IN_PROGRESS)
    assert on.app.last("/d")["DialBridged"] == "true"


def test_the_time_limit_ends_the_talk() -> None:
    on = line(voice=f'<Dial timeLimit="60" action="/d"><Number>{AGENT}</Number></Dial>', d="<Hangup/>")
    on.agent.answer_after(0)
    on.dial()
    on.clock.advance(62)
    assert on.app.last("/d")["DialCallDuration"] == "60"


def test_a_recorded_dial_names_its_recording_in_the_action_and_tells_when_it_is_ready() -> None:
    on = line(
        voice=f'<Dial record="record-from-answer-dual" recordingStatusCallback="/r" action="/d">'
        f"<Number>{AGENT}</Number></Dial>",
        d="<Hangup/>",
    )
    on.agent.answer_after(0)
    on.dial()
    on.clock.advance(30)
    on.agent.hang_up()
    on.clock.advance(5)
    assert on.app.last("/d")["RecordingSid"] == on.app.last("/r")["RecordingSid"]
    assert (on.app.last("/r")["RecordingChannels"], on.app.last("/r")["RecordingStatus"]) == (
        "2",
        "completed",
    )


def test_a_caller_id_that_is_not_ours_is_refused() -> None:
    on = line(
        voice=f'<Dial callerId="+48111111111" action="/d"><Number>{AGENT}</Number></Dial>', d="<Hangup/>"
    )
    on.dial()
    assert on.codes() == [13214]
    assert on.carrier.ledger.dials == []


def test_a_child_carries_its_parent_and_the_callers_number() -> None:
    noun = f'<Number statusCallback="/n" statusCallbackEvent="initiated">{AGENT}</Number>'
    on = line(voice=f"<Dial>{noun}</Dial>")
    call = on.dial()
    told = on.app.last("/n")
    assert told["ParentCallSid"] == call.sid
    assert (told["From"], told["To"], told["Direction"]) == (on.customer.address, AGENT, "outbound-dial")


def test_a_wrong_event_of_a_noun_silences_its_callbacks() -> None:
    noun = f'<Number statusCallback="/n" statusCallbackEvent="initiated,ringing">{AGENT}</Number>'
    on = line(voice=f"<Dial>{noun}</Dial>")
    on.dial()
    on.clock.advance(60)
    assert "/n" not in on.paths()
    assert 21626 in on.codes()


def test_a_sip_address_and_a_softphone_ring_like_telephones() -> None:
    on = line(voice="<Dial><Sip>sip:desk@shop.test</Sip><Client><Identity>anna</Identity></Client></Dial>")
    desk, anna = on.carrier.phone("sip:desk@shop.test"), on.carrier.phone("client:anna")
    on.dial()
    on.clock.advance(2)
    assert len(desk.ringing) == len(anna.ringing) == 1
    assert desk.ringing[0].call.from_number != DID
