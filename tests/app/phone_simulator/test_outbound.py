"""Calls that REST makes: refusals, machine detection, limits, fallback."""

import pytest

from app.phone_simulator.model import CallStatus, RestError
from tests.scripted_line import AGENT, DID, EVERY_EVENT, HOME, Reply, line


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        ({"to": "601234567"}, 21211),
        ({"to": "+0"}, 21211),
        ({"from_number": "hotline"}, 21212),
        ({"from_number": "+48229999999"}, 21210),
        ({"url": "agent"}, 21205),
        ({"url": None}, 21205),
        ({"url": None, "twiml": "x" * 4001}, 20001),
        ({"to": "+88213000000"}, 21215),
    ],
)
def test_a_senseless_wish_is_refused_with_the_carriers_code(wish: dict[str, str], code: int) -> None:
    on = line({"enabled_prefixes": ["+48"]})
    with pytest.raises(RestError) as refused:
        on.carrier.create_call(**{"to": AGENT, "from_number": DID, "url": f"{HOME}/agent"} | wish)
    assert (refused.value.status, refused.value.code) == (400, code)
    assert on.carrier.calls == {}


def test_the_url_wins_over_twiml() -> None:
    on = line(agent="<Say>from the url</Say>")
    on.agent.answer_after(0)
    on.rest_call(twiml="<Response><Say>from twiml</Say></Response>")
    on.clock.advance(2)
    assert on.agent.heard == ["from the url"]


def test_events_in_one_string_silence_all_callbacks() -> None:
    on = line(agent="<Hangup/>")
    on.agent.answer_after(0)
    on.rest_call(status_callback=f"{HOME}/s", status_callback_events=["initiated ringing answered completed"])
    on.clock.advance(20)
    assert on.codes() == [21626]
    assert "/s" not in on.paths()


def test_without_events_only_the_end_is_told() -> None:
    on = line(agent="<Hangup/>")
    on.agent.answer_after(0)
    on.rest_call(status_callback=f"{HOME}/s")
    on.clock.advance(20)
    assert [one.params["CallStatus"] for one in on.app.requests("/s")] == ["completed"]


@pytest.mark.parametrize(
    ("mode", "behaviour", "found"),
    [
        ("Enable", "answer", "human"),
        ("Enable", "voicemail", "machine_start"),
        ("DetectMessageEnd", "voicemail", "machine_end_beep"),
    ],
)
def test_detection_holds_the_document_back_until_it_is_decided(mode: str, behaviour: str, found: str) -> None:
    on = line(agent="<Hangup/>")
    on.agent.behave(behaviour, after_s=1)
    on.rest_call(machine_detection=mode)
    on.clock.advance(5)
    assert on.paths() == []
    on.clock.advance(1)
    assert on.app.last("/agent")["AnsweredBy"] == found


def test_asynchronous_detection_runs_the_document_at_once_and_tells_later() -> None:
    on = line(agent='<Pause length="60"/>')
    on.agent.behave("voicemail", after_s=0)
    on.rest_call(machine_detection="Enable", async_amd_status_callback=f"{HOME}/amd")
    on.clock.advance(2)
    assert on.paths() == ["/agent"]
    on.clock.advance(5)
    assert on.app.last("/amd")["AnsweredBy"] == "machine_start"
    assert "From" not in on.app.last("/amd")


def test_it_rings_five_seconds_longer_than_it_was_asked_to() -> None:
    on = line()
    sid = on.rest_call(timeout_s=10)
    on.clock.advance(15.4)
    assert on.carrier.calls[sid].status is CallStatus.RINGING
    on.clock.advance(0.2)
    assert on.carrier.calls[sid].status is CallStatus.NO_ANSWER


def test_the_fallback_url_of_a_call_is_asked_when_its_url_fails() -> None:
    on = line(agent=Reply(status=503), spare="<Say>spare</Say>")
    on.agent.answer_after(0)
    on.rest_call(fallback_url=f"{HOME}/spare")
    on.clock.advance(2)
    assert on.agent.heard == ["spare"]
    assert on.app.last("/spare")["ErrorCode"] == "11200"


def test_a_call_ends_at_its_time_limit() -> None:
    on = line(agent='<Pause length="600"/>')
    on.agent.answer_after(0)
    sid = on.rest_call(time_limit_s=60, status_callback=f"{HOME}/s", status_callback_events=EVERY_EVENT)
    on.clock.advance(70)
    assert on.carrier.calls[sid].duration_s == 60


def test_a_ringing_call_cannot_be_redirected_yet() -> None:
    on = line()
    sid = on.rest_call()
    on.clock.advance(2)
    with pytest.raises(RestError) as refused:
        on.carrier.update_call(sid, url=f"{HOME}/x")
    assert refused.value.code == 21220


def test_canceling_a_call_in_progress_changes_nothing() -> None:
    on = line(voice='<Say>hello</Say><Pause length="60"/>')
    call = on.dial()
    on.carrier.update_call(call.sid, status="canceled")
    assert call.status is CallStatus.IN_PROGRESS
    with pytest.raises(RestError):
        on.carrier.update_call(call.sid, status="paused")


def test_the_ledger_knows_every_telephone_that_was_made_to_ring() -> None:
    on = line()
    sid = on.rest_call()
    on.clock.advance(2)
    dialled = on.carrier.ledger.to(AGENT)
    assert [(one.call_sid, one.from_number, one.by) for one in dialled] == [(sid, DID, "rest")]
