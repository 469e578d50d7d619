"""Behaviour cases of REST, queues and conferences."""

import pytest

from app.phone_simulator.model import CallStatus, RestError
from app.phone_simulator.server import serve
from tests.scripted_line import AGENT, DID, EVERY_EVENT, HOME, Line, Reply, line

QUEUE = '<Enqueue waitUrl="/w" action="/a">q</Enqueue>'
EVENTS = 'statusCallback="/conf" statusCallbackEvent="start end join leave mute hold"'


def _room(flags: str = "", after: str = "") -> str:
    return f'<Dial action="/after"><Conference {EVENTS} {flags}>room</Conference></Dial>{after}'


def _refused(on: Line, sid: str, **change: str) -> tuple[int, int]:
    with pytest.raises(RestError) as refusal:
        on.carrier.update_call(sid, **change)
    return refusal.value.status, refusal.value.code


def rest_01_a_redirect_abandons_a_gather_without_its_action() -> None:
    on = line(voice='<Gather action="/g" timeout="60"/>', x="<Say>x</Say>")
    call = on.dial()
    on.carrier.update_call(call.sid, url=f"{HOME}/x")
    on.clock.advance(0)
    assert on.paths() == ["/voice", "/x"]
    assert call.hears() == ["x"]


def rest_03_a_finished_call_cannot_be_changed() -> None:
    on = line(voice="")
    call = on.dial()
    assert _refused(on, call.sid, url=f"{HOME}/x") == (400, 21220)
    assert _refused(on, call.sid, status="completed") == (400, 21220)


def rest_04_a_queued_call_is_cancelled_without_callbacks_a_ringing_one_with() -> None:
    on = line({"cps": 0.1})
    settings = {"status_callback": f"{HOME}/s", "status_callback_events": EVERY_EVENT}
    ringing, queued = on.rest_call(**settings), on.rest_call(to="+48603000000", **settings)
    on.clock.advance(1)
    for sid in (queued, ringing):
        on.carrier.update_call(sid, status="canceled")
    on.clock.advance(30)
    assert on.carrier.calls[queued].status is CallStatus.CANCELED
    assert on.carrier.ledger.to("+48603000000") == []
    told = [(one.params["CallSid"], one.params["CallStatus"]) for one in on.app.requests("/s")]
    assert told == [(ringing, "initiated"), (ringing, "ringing"), (ringing, "canceled")]


def rest_05_completed_hangs_up_a_ringing_call_too() -> None:
    on = line()
    sid = on.rest_call()
    on.clock.advance(2)
    assert on.agent.ringing
    on.carrier.update_call(sid, status="completed")
    assert on.carrier.calls[sid].status.is_final
    assert not on.agent.ringing


def rest_07_one_call_a_second_is_dialled() -> None:
    on = line()
    sids = [on.rest_call(to=f"+4860300000{place}") for place in range(5)]
    calls = [on.carrier.calls[sid] for sid in sids]
    assert {call.status for call in calls} == {CallStatus.QUEUED}
    assert [call.queue_time_ms for call in calls] == [0, 1000, 2000, 3000, 4000]
    on.clock.advance(10)
    dialled = [(dial.at - on.carrier.ledger.dials[0].at).total_seconds() for dial in on.carrier.ledger.dials]
    assert dialled == [0, 1, 2, 3, 4]


def rest_08_an_unknown_parameter_is_ignored_with_a_warning() -> None:
    on = line()
    account = on.carrier.account
    server = serve(on.carrier)
    try:
        answer = server.app.test_client().post(
            f"/2010-04-01/Accounts/{account.sid}/Calls.json",
            data={"To": AGENT, "From": DID, "Url": f"{HOME}/agent", "Colour": "blue"},
            auth=(account.sid, account.auth_token),
        )
    finally:
        server.stop()
    assert answer.status_code == 201
    assert [(error.code, error.level) for error in on.carrier.errors] == [(20001, "warning")]


def rest_10_on_hold_the_exit_flag_cannot_be_changed() -> None:
    on = line(voice=_room())
    call = on.dial()
    room = next(iter(on.carrier.conferences))
    on.carrier.update_participant(room, call.sid, hold=True)
    changed = on.carrier.update_participant(room, call.sid, end_conference_on_exit=True)
    assert changed.end_conference_on_exit is False


def queue_01_the_wait_document_is_told_the_place_and_asked_for_again() -> None:
    on = line(voice=QUEUE, w="<Say>one moment</Say>")
    on.dial()
    first = on.app.last("/w")
    told = {"QueuePosition": "1", "QueueTime": "0", "AvgQueueTime": "0", "CurrentQueueSize": "1"}
    assert {name: first[name] for name in told} == told
    assert (first["MaxQueueSize"], first["QueueSid"][:2]) == ("1000", "QU")
    on.clock.advance(10)
    assert len(on.app.requests("/w")) > 3


def queue_02_leave_asks_the_action_at_once_or_runs_the_next_verb() -> None:
    on = line(voice=QUEUE, w="<Leave/>", a="<Say>left</Say>")
    assert on.dial().hears() == ["left"]
    assert on.app.last("/a")["QueueResult"] == "leave"
    on = line(voice='<Enqueue waitUrl="/w">q</Enqueue><Say>next</Say>', w="<Leave/>")
    assert on.dial().hears() == ["next"]


def queue_04_dialling_an_empty_queue_waits_for_somebody_until_the_timeout() -> None:
    on = line(voice=QUEUE, w="<Leave/>", agent='<Dial timeout="20" action="/d"><Queue>q</Queue></Dial>')
    on.dial()
    on.agent.answer_after(0)
    on.rest_call()
    on.clock.advance_until(lambda: "/d" in on.paths(), 40)
    assert on.clock.elapsed == pytest.approx(25.5)
    assert on.app.last("/d")["DialCallStatus"] == "no-answer"


def queue_05_a_queue_that_does_not_exist_is_an_error_at_once() -> None:
    on = line(voice='<Dial action="/d"><Queue>nope</Queue></Dial>', d="<Hangup/>")
    on.dial()
    assert on.app.last("/d")["DialCallStatus"] == "failed"
    assert on.clock.elapsed == 0


def queue_07_a_hang_up_asks_the_action_whose_answer_is_ignored() -> None:
    on = line(voice=QUEUE, w='<Pause length="60"/>', a="<Say>never</Say>")
    call = on.dial()
    on.clock.advance(41)
    call.hang_up()
    sent = on.app.last("/a")
    assert (sent["QueueResult"], sent["CallStatus"], sent["QueueTime"]) == ("hangup", "completed", "41")
    on.clock.advance(10)
    assert call.hears() == []


def queue_09_a_failing_wait_document_is_an_error() -> None:
    on = line(voice=QUEUE, w=Reply(status=500), a="<Say>sorry</Say>")
    assert on.dial().hears() == ["sorry"]
    assert on.app.last("/a")["QueueResult"] == "error"


def queue_10_an_empty_wait_url_is_silence() -> None:
    on = line(voice='<Enqueue waitUrl="">q</Enqueue>')
    call = on.dial()
    on.clock.advance(60)
    assert on.paths() == ["/voice"]
    assert call.hears() == []


def conf_01_the_first_waits_until_somebody_starts_the_conference() -> None:
    on = line(
        voice=_room('startConferenceOnEnter="false" waitUrl="/music"'),
        music="<Say>wait</Say>",
        agent=_room('startConferenceOnEnter="true"'),
    )
    call = on.dial()
    assert on.paths()[:2] == ["/voice", "/music"]
    assert call.hears() == ["wait"]
    on.agent.answer_after(0)
    on.rest_call()
    on.clock.advance(3)
    events = [one.params for one in on.app.requests("/conf")]
    assert [event["StatusCallbackEvent"] for event in events].count("conference-start") == 1
    assert [int(event["SequenceNumber"]) for event in events] == [1, 2, 3]


def conf_04_a_label_twice_is_an_error_and_the_call_goes_on() -> None:
    join = _room('participantLabel="customer"')
    on = line(voice=join, agent=join, after="<Say>next</Say>")
    on.dial()
    on.agent.answer_after(0)
    on.rest_call()
    on.clock.advance(3)
    assert on.codes() == [16025]
    assert on.agent.heard == ["next"]


def conf_05_a_failing_wait_document_keeps_the_participant_out() -> None:
    on = line(voice=_room('waitUrl="/music"'), music=Reply(status=500), after="<Say>next</Say>")
    call = on.dial()
    assert call.hears() == ["next"]
    assert on.app.requests("/conf") == []
