"""Behaviour cases of Gather, Record and the flow of a single call."""

from app.phone_simulator.model import CallStatus
from tests.scripted_line import DID, HOME, Asked, Reply, line

JSON = Reply('{"say": "hello"}', content_type="application/json")


def gather_01_a_key_stops_the_prompt_and_the_action_replaces_the_document() -> None:
    on = line(
        voice='<Gather action="/g" numDigits="1"><Say>Press a key now, please.</Say></Gather><Say>none</Say>',
        g="<Say>got it</Say>",
    )
    call = on.dial()
    call.press("2")
    sent = on.app.last("/g")
    assert (sent["Digits"], sent["FinishedOnKey"], sent["msg"]) == ("2", "", "Gather End")
    assert on.clock.elapsed == 0
    on.clock.advance(60)
    assert call.hears() == ["Press a key now, please.", "got it"]


def gather_02_without_input_it_falls_through_five_seconds_after_the_prompts() -> None:
    on = line(voice='<Gather><Pause length="2"/></Gather><Say>none</Say>')
    call = on.dial()
    on.clock.advance(6.9)
    assert call.hears() == []
    on.clock.advance(0.2)
    assert call.hears() == ["none"]
    assert on.paths() == ["/voice"]


def gather_04_the_finish_key_first_is_no_input() -> None:
    on = line(voice='<Gather finishOnKey="#" action="/g"/><Say>none</Say>')
    call = on.dial()
    call.press("#")
    assert call.hears() == ["none"]
    assert on.paths() == ["/voice"]


def gather_06_action_on_empty_result_sends_empty_digits() -> None:
    on = line(voice='<Gather actionOnEmptyResult="true" action="/g"/>', g="<Hangup/>")
    on.dial()
    on.clock.advance(5)
    assert on.app.last("/g")["Digits"] == ""


def gather_08_digits_are_not_sent_again_after_an_http_redirect() -> None:
    moved = Reply(status=302, headers=(("Location", "/moved"),))
    on = line(voice='<Gather numDigits="1" action="/g"/>', g=moved, moved="<Say>here</Say>")
    call = on.dial()
    call.press("7")
    assert on.app.last("/g")["Digits"] == "7"
    assert "Digits" not in on.app.last("/moved")
    assert on.app.last("/moved")["CallSid"] == call.sid
    assert call.hears() == ["here"]


def gather_09_a_relative_action_in_twiml_given_by_rest_is_an_error() -> None:
    on = line()
    twiml = '<Response><Gather numDigits="1" action="/g"/></Response>'
    on.carrier.create_call(to=on.agent.address, from_number=DID, twiml=twiml)
    on.agent.answer_after(1)
    on.clock.advance(10)
    assert on.codes() == [11100]
    assert "absolute" in on.carrier.errors[0].message


def gather_10_a_get_action_carries_everything_in_the_signed_query() -> None:
    on = line(voice='<Gather method="GET" numDigits="1" action="/g?x=1"/>', g="<Hangup/>")
    on.dial().press("1")
    asked = on.app.requests("/g")[0]
    assert (asked.method, asked.body) == ("GET", {})
    assert asked.query.startswith("x=1&")
    assert asked.params["Digits"] == "1"
    record = next(record for record in on.carrier.webhooks if "/g?" in record.url)
    assert record.url == f"{HOME}/g?{asked.query}"


def gather_11_a_bad_child_is_reported_and_left_out() -> None:
    on = line(voice="<Gather><Dial/><Say>hello</Say></Gather>")
    call = on.dial()
    assert 13320 in on.codes()
    assert call.hears() == ["hello"]


def gather_12_speech_sends_no_digits() -> None:
    on = line(voice='<Gather input="dtmf speech" action="/g" language="pl-PL"/>', g="<Hangup/>")
    on.dial().speak("Banana.")
    sent = on.app.last("/g")
    assert (sent["SpeechResult"], sent["Language"]) == ("Banana.", "pl-PL")
    assert 0 < float(sent["Confidence"]) <= 1
    assert "Digits" not in sent
    assert "FinishedOnKey" not in sent


def flow_01_an_empty_response_hangs_up() -> None:
    on = line(voice="")
    call = on.dial()
    assert call.status is CallStatus.COMPLETED


def flow_02_nothing_after_a_redirect_runs() -> None:
    on = line(voice="<Redirect>/b</Redirect><Say>x</Say>", b="<Say>b</Say>")
    call = on.dial()
    on.clock.advance(10)
    assert on.paths()[:2] == ["/voice", "/b"]
    assert call.hears() == ["b"]


def flow_03_plain_text_is_run_when_it_is_twiml_and_spoken_otherwise() -> None:
    twiml = Reply("<Response><Say>run</Say></Response>", content_type="text/plain")
    on = line(voice=twiml)
    assert on.dial().hears() == ["run"]
    on = line(voice=Reply("just words", content_type="text/plain"))
    call = on.dial()
    on.clock.advance(10)
    assert call.hears() == ["just words"]
    assert call.status is CallStatus.COMPLETED


def flow_04_a_wrong_content_type_goes_to_the_fallback_or_ends_with_an_apology() -> None:
    on = line({"fallback": f"{HOME}/fallback"}, voice=JSON, fallback="<Say>fallback</Say>")
    call = on.dial()
    assert on.codes() == [12300]
    assert call.hears() == ["fallback"]
    sent = on.app.last("/fallback")
    assert (sent["ErrorCode"], sent["ErrorUrl"]) == ("12300", f"{HOME}/voice")
    _apologises(JSON, 12300)


def flow_06_a_body_over_64_kb_is_refused() -> None:
    filler = 65_537 - len("<Response></Response>")
    _apologises(Reply(f"<Response>{' ' * filler}</Response>"), 11750)


def flow_07_malformed_xml_is_refused() -> None:
    _apologises(Reply("<Response><Say>"), 12100)


def flow_09_the_eleventh_redirect_is_one_too_many() -> None:
    def hop(asked: Asked) -> Reply:
        return Reply(status=302, headers=(("Location", f"/voice?{len(asked.query) + 1}"),))

    on = line(voice=hop)
    on.dial()
    assert on.codes() == [11215]
    assert len(on.app.asked) == 11


def flow_11_the_fragment_asks_for_retries_with_one_token() -> None:
    answers = iter([Reply(status=503), Reply(status=503), Reply("<Response/>")])
    on = line(voice=lambda _asked: next(answers))
    on.carrier.update_number(on.number.sid, voice_url=f"{HOME}/voice#rc=2&rp=5xx,ct,rt")
    on.dial()
    asked = on.app.requests("/voice")
    assert len(asked) == 3
    assert len({one.headers["I_TWILIO_IDEMPOTENCY_TOKEN"] for one in asked}) == 1
    records = [record for record in on.carrier.webhooks if record.kind == "voice"]
    assert [record.attempt for record in records] == [1, 2, 3]
    assert all("#" not in record.url for record in records)
    assert on.carrier.errors == []
    slow = line({"takes": lambda request: 8.0 if "/voice" in request.url else 0.0}, voice=Reply(status=503))
    slow.carrier.update_number(slow.number.sid, voice_url=f"{HOME}/voice#rc=5&rp=5xx,rt")
    slow.dial()
    slow.clock.advance(15)
    assert slow.codes() == [11200]


def flow_12_an_http_500_is_not_repeated() -> None:
    on = line(voice=Reply(status=500))
    on.dial()
    assert len(on.app.asked) == 1
    assert on.codes() == [11200]


def reject_01_a_rejected_call_was_never_answered() -> None:
    on = line(voice='<Reject reason="busy"/><Say>x</Say>')
    call = on.dial()
    assert call.status is CallStatus.BUSY
    assert call.leg.call.answered_at is None
    assert call.hears() == []
    assert on.app.last("/status")["CallStatus"] == "busy"


def pause_01_a_first_pause_rings_on_before_the_call_is_picked_up() -> None:
    on = line(voice='<Pause length="4"/><Say>hello</Say>')
    call = on.dial()
    on.clock.advance(3.9)
    assert call.status is CallStatus.RINGING
    on.clock.advance(0.2)
    assert call.status is CallStatus.IN_PROGRESS
    assert call.hears() == ["hello"]


def rec_02_without_an_action_the_current_document_is_asked_for_again() -> None:
    on = line(voice="<Record/>")
    call = on.dial()
    call.speak("hello")
    call.press("#")
    call.speak("again")
    call.press("#")
    assert on.paths() == ["/voice"] * 3
    assert on.app.last("/voice")["RecordingSid"].startswith("RE")


def rec_03_the_recording_callback_comes_later_and_names_no_numbers() -> None:
    on = line(voice='<Record action="/done" recordingStatusCallback="/rec"/>', done="<Hangup/>")
    call = on.dial()
    call.speak("please ring me back about my parcel")
    on.clock.advance(3)
    call.press("#")
    assert on.app.last("/done")["Digits"] == "#"
    assert "/rec" not in on.paths()
    on.clock.advance(5)
    sent = on.app.last("/rec")
    assert (sent["RecordingStatus"], sent["ErrorCode"], sent["CallSid"]) == ("completed", "0", call.sid)
    assert not {"From", "To", "CallStatus"} & set(sent)
    assert sent["RecordingDuration"] == "3"


def rec_04_silence_alone_falls_through_and_is_absent() -> None:
    on = line(
        voice='<Record timeout="5" recordingStatusCallback="/rec" '
        'recordingStatusCallbackEvent="absent"/><Say>nothing</Say>'
    )
    call = on.dial()
    on.clock.advance(10)
    assert "nothing" in call.hears()
    assert on.app.last("/rec")["RecordingStatus"] == "absent"


def _apologises(answer: Reply, code: int) -> None:
    on = line(voice=answer)
    call = on.dial()
    assert on.codes() == [code]
    assert "application error has occurred" in call.hears()[0]
    on.clock.advance(10)
    assert call.status is CallStatus.COMPLETED
