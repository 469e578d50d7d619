"""Record: how it ends, how long it is, who is told."""

from tests.scripted_line import Line, line


def _recording(attributes: str = "") -> Line:
    told = 'recordingStatusCallback="/rec" recordingStatusCallbackEvent="in-progress completed absent"'
    return line(voice=f'<Record action="/done" {told} {attributes}/>', done="<Say>Thank you.</Say>")


def test_a_beep_comes_first_unless_it_is_switched_off() -> None:
    assert _recording().dial().hears() == ["(beep)"]
    assert _recording('playBeep="false"').dial().hears() == []


def test_silence_after_speech_ends_it_and_is_cut_off() -> None:
    on = _recording('timeout="4"')
    call = on.dial()
    call.speak("x" * 90)
    on.clock.advance(10.5)
    sent = on.app.last("/done")
    assert (sent["RecordingDuration"], sent["Digits"]) == ("6", "")
    assert "Thank you." in call.hears()


def test_a_hang_up_keeps_what_was_said_and_asks_the_action() -> None:
    on = _recording()
    call = on.dial()
    call.speak("my parcel is lost")
    on.clock.advance(3)
    call.hang_up()
    sent = on.app.last("/done")
    assert (sent["Digits"], sent["CallStatus"]) == ("hangup", "completed")
    recording = on.carrier.recordings[sent["RecordingSid"]]
    assert recording.spoken == "my parcel is lost"
    on.clock.advance(5)
    assert on.app.last("/rec")["RecordingStatus"] == recording.status == "completed"


def test_the_longest_time_ends_it() -> None:
    on = _recording('maxLength="10" timeout="0"')
    on.dial()
    on.clock.advance(10)
    assert on.app.last("/done")["RecordingDuration"] == "10"


def test_only_a_finish_key_ends_it() -> None:
    on = _recording('finishOnKey="#"')
    call = on.dial()
    call.press("1")
    assert "/done" not in on.paths()
    call.press("#")
    assert on.app.last("/done")["Digits"] == "#"


def test_each_event_that_was_asked_for_is_told_in_order() -> None:
    on = _recording()
    call = on.dial()
    call.press("#")
    on.clock.advance(5)
    assert [one.params["RecordingStatus"] for one in on.app.requests("/rec")] == ["in-progress", "completed"]


def test_a_recording_can_be_deleted() -> None:
    on = _recording()
    on.dial().press("#")
    sid = on.app.last("/done")["RecordingSid"]
    on.carrier.delete_recording(sid)
    assert on.carrier.recordings == {}
