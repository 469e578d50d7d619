"""The caller on the way into a talk, in it, and out of it; and a caller who speaks a message."""

from call_routing.talking.talk import drop_talk, finish_talk, led_back_key, start_talk, was_ended_by_agent
from call_routing.talking.transfers import is_handing_over, was_passed_on
from ivr.answers import answer, enter_queue, farewell, join_talk
from ivr.places import Told, as_walk
from ivr.speech import Phrase
from ivr.turn import CallTurn, Turn, Verbs
from ivr.twiml import Pause, Redirect
from ticket_store.calls import call_by_id, change_call, write_event
from ticket_store.company import live_leg
from ticket_store.outbox import send
from ticket_store.recordings import expect_recording, lose_recording, recording_to_fetch
from ticket_store.reporting.rolling_up import recount_call
from ticket_store.reservations import live_reservation, reservation_of
from ticket_store.rows import Call
from ticket_store.tickets import ticket_for

_NEWS_TAKES_S = 2  # until a busy machine of ours has heard of a star key too


def join(turn: CallTurn, call: Call) -> Verbs:
    """An agent has accepted and the caller was sent here: they meet."""
    reservation = live_reservation(turn.tx, call_id=call.id)
    if reservation is None or reservation.state != "accepted" or call.status == "ended":
        return answer(turn, call)  # the agent's line was lost in between: back to waiting
    start_talk(turn.tx, turn.line, call, reservation, turn.now)
    return join_talk(turn, call)


def leave_talk(turn: CallTurn, call: Call) -> Verbs:
    """The caller's leg is out of the room. Whoever ended it, the carrier's other reports may still be on their
    way: an agent who pressed star is told from one whose line broke by them, so we give them two seconds.
    """
    return _out_of_the_room(turn, call, patient=True)


def talk_over(turn: CallTurn, call: Call) -> Verbs:
    """Two seconds later: without any word of the agent, their line broke."""
    return _out_of_the_room(turn, call, patient=False)


def _out_of_the_room(turn: CallTurn, call: Call, *, patient: bool) -> Verbs:
    if call.status == "waiting":
        return back_to_queue(turn, call)
    if call.status != "talking":
        return answer(turn, call)
    reservation = reservation_of(turn.tx, call)
    if reservation is None or turn.hook.has_ended or was_ended_by_agent(turn.tx, call, reservation):
        return say_goodbye(turn, call)
    if live_leg(turn.tx.db, reservation.id) is not None:
        if is_handing_over(turn.tx, call, reservation):
            return join_talk(turn, call)
        if patient:
            return (Pause(_NEWS_TAKES_S), Redirect(turn.addresses.of_call("talk-over"), method="POST"))
    drop_talk(turn.tx, turn.line, call, reservation, turn.now)
    return back_to_queue(turn, call_by_id(turn.tx, call.id) or call)


def back_to_queue(turn: CallTurn, call: Call) -> Verbs:
    """Out of a talk and waiting again, with the arrival that they had: the agent's line broke, or they are passed
    on. Once the caller is here, an errand that was to bring them has nothing to do.
    """
    reservation = live_reservation(turn.tx, call_id=call.id)
    is_met = reservation is not None and reservation.state == "accepted"
    if call.status != "waiting" or call.talk_ended_at is None or is_met:
        return answer(turn, call)
    write_event(turn.tx, "led_back", led_back_key(call.id, call.talk_ended_at), turn.now, call_id=call.id)
    tongue = turn.tongue(call.language)
    if was_passed_on(turn.tx, call):
        department = tongue.department(call.department_key or turn.default_department)
        return enter_queue(turn, call, tongue.say(Phrase.PASSING_ON, department=department))
    return enter_queue(turn, call, tongue.say(Phrase.AGENT_GONE))


def say_goodbye(turn: CallTurn, call: Call) -> Verbs:
    """The talk is over, by the agent's wish or since the caller has left."""
    if call.status != "talking":
        return answer(turn, call)
    reservation = reservation_of(turn.tx, call)
    if reservation is not None:
        finish_talk(turn.tx, turn.line, call, reservation, turn.now)
    change_call(turn.tx, call.id, walk=as_walk(Told("goodbye")))
    return farewell(turn, call, Phrase.TALK_ENDED)


def keep_message(turn: CallTurn, call: Call) -> Verbs:
    """A message was spoken: kept with the case; fetched from the carrier by a job, since it may not be ready."""
    hook = turn.hook
    if not hook["RecordingSid"] or hook["RecordingDuration"] == "0":
        return farewell(turn, call, Phrase.MESSAGE_EMPTY)
    if call.status == "ended":
        recount_call(turn.tx, call.id)
    ticket_id = call.ticket_id or _open_case(turn, call)
    is_new = expect_recording(
        turn.tx,
        turn.now,
        sid=hook["RecordingSid"],
        url=hook["RecordingUrl"],
        call_id=call.id,
        ticket_id=ticket_id,
        duration_s=_whole(hook["RecordingDuration"]),
    )
    if call.outcome not in {"callback", "answered"}:
        change_call(turn.tx, call.id, outcome="message")
    if call.status != "ended":  # a late webhook brings no call back to life
        change_call(turn.tx, call.id, status="message", walk=as_walk(Told("thanks")))
    if is_new:
        send(turn.tx, "fetch_recording", turn.now, recording_sid=hook["RecordingSid"])
    turn.tx.topics.update({"calls", f"call:{call.id}", f"ticket:{ticket_id}"})
    return farewell(turn, call, Phrase.MESSAGE_THANKS)


def _open_case(turn: CallTurn, call: Call) -> str:
    """A message of a caller who never reached a department: the first one looks after it."""
    department = call.department_key or turn.default_department
    case = ticket_for(turn.tx, call.customer_id, department, turn.now)
    change_call(turn.tx, call.id, ticket_id=case.id, department_key=department)
    return case.id


def hear_of_recording(turn: Turn) -> Verbs:
    """The carrier's word on a recording: ready to be fetched, or lost."""
    hook = turn.hook
    waits = recording_to_fetch(turn.tx, hook["RecordingSid"]) is not None
    if waits and hook["RecordingStatus"] == "completed":
        send(turn.tx, "fetch_recording", turn.now, recording_sid=hook["RecordingSid"])
    elif hook["RecordingStatus"] == "absent":
        lose_recording(turn.tx, hook["RecordingSid"])
    return ()


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None  # noqa: PLR2004 - ten days at most
