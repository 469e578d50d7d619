"""Queues: waiting, leaving, and being taken by a Dial to the queue."""

from app.phone_simulator.model import CallStatus
from tests.scripted_line import HOME, Line, line

ENQUEUE = '<Enqueue waitUrl="/w" action="/a">q</Enqueue>'
TAKE = '<Dial action="/d"><Queue url="/u">q</Queue></Dial>'
SECOND = "+48605000000"


def _waiting(**scripts: str) -> Line:
    given = {"voice": ENQUEUE, "w": '<Pause length="10"/>', "a": "<Hangup/>", "agent": TAKE, "d": "<Hangup/>"}
    on = line(**given | {"u": "<Say>You are connected.</Say>"} | scripts)
    on.agent.answer_after(0)
    return on


def test_the_front_caller_is_taken_hears_the_url_and_talks() -> None:
    on = _waiting()
    call = on.dial()
    on.clock.advance(20)
    agent_sid = on.rest_call()
    on.clock.advance(10)
    sent = on.app.last("/u")
    assert (sent["CallSid"], sent["DequeingCallSid"], sent["QueueTime"]) == (call.sid, agent_sid, "20")
    on.agent.speak("hello")
    assert call.hears() == ["You are connected.", "hello"]


def test_the_action_comes_only_after_the_talk_with_the_time_waited() -> None:
    on = _waiting()
    on.dial()
    on.clock.advance(20)
    on.rest_call()
    on.clock.advance(30)
    assert "/a" not in on.paths()
    on.agent.hang_up()
    assert on.app.last("/a")["QueueResult"] == "bridged"
    assert on.app.last("/a")["QueueTime"] == "20"


def test_a_caller_who_hangs_up_in_the_talk_ends_the_agents_dial() -> None:
    on = _waiting()
    call = on.dial()
    on.rest_call()
    on.clock.advance(10)
    call.hang_up()
    assert on.app.last("/d")["DialCallStatus"] == "completed"
    assert on.app.last("/a")["QueueResult"] == "hangup"


def test_somebody_who_dials_an_empty_queue_gets_the_next_who_joins() -> None:
    on = _waiting()
    first = on.dial()
    first.hang_up()
    on.rest_call()
    on.clock.advance(5)
    second = on.carrier.phone(SECOND).dial(on.number.number)
    on.clock.advance(5)
    assert second.hears() == ["You are connected."]


def test_places_move_up_when_the_first_leaves() -> None:
    on = _waiting()
    first = on.dial()
    on.carrier.phone(SECOND).dial(on.number.number)
    assert on.app.last("/w")["QueuePosition"] == "2"
    on.clock.advance(5)
    first.hang_up()
    on.clock.advance(10)
    assert on.app.last("/w")["QueuePosition"] == "1"
    assert on.app.last("/w")["AvgQueueTime"] == "5"


def test_a_full_queue_sends_the_caller_on_at_once() -> None:
    on = _waiting(voice='<Enqueue maxQueueSize="1" waitUrl="/w" action="/a">q</Enqueue>')
    on.dial()
    on.carrier.phone(SECOND).dial(on.number.number)
    assert on.app.last("/a")["QueueResult"] == "queue-full"


def test_a_redirect_asks_the_action_at_once_and_then_the_new_url() -> None:
    on = _waiting(x="<Say>new document</Say>", a="<Say>never</Say>")
    call = on.dial()
    on.clock.advance(7)
    on.carrier.update_call(call.sid, url=f"{HOME}/x")
    on.clock.advance(0)
    assert on.paths()[-2:] == ["/a", "/x"]
    assert (on.app.last("/a")["QueueResult"], on.app.last("/a")["CallStatus"]) == (
        "redirected",
        "in-progress",
    )
    assert call.hears() == ["new document"]


def test_keys_work_while_waiting_and_keep_the_caller_in_the_queue() -> None:
    on = _waiting(
        w='<Gather numDigits="1" action="/key"><Say>Press 1.</Say></Gather>', key="<Say>Still waiting.</Say>"
    )
    call = on.dial()
    call.press("1")
    assert on.app.last("/key")["QueuePosition"] == "1"
    on.clock.advance(3)
    assert call.hears()[:3] == ["Press 1.", "Still waiting.", "Press 1."]


def test_a_hang_up_verb_in_the_wait_document_ends_the_call() -> None:
    on = _waiting(w="<Say>Goodbye.</Say><Hangup/>")
    call = on.dial()
    on.clock.advance(5)
    assert call.status is CallStatus.COMPLETED
    assert on.app.last("/a")["QueueResult"] == "hangup"
    assert next(iter(on.carrier.queues.values())).members == []


def test_without_a_wait_url_the_carrier_plays_its_own_music() -> None:
    on = line(voice="<Enqueue>q</Enqueue>")
    call = on.dial()
    on.clock.advance(100)
    assert call.hears() == ["(hold music)"]


def test_a_wait_document_that_takes_no_time_is_asked_for_once_a_second() -> None:
    on = _waiting(w="")
    on.dial()
    on.clock.advance(10)
    assert 9 <= len(on.app.requests("/w")) <= 12
