"""The caller on the way into a talk, in it, and out of it; and a caller who speaks a message."""

from call_routing.talk import finish_talk, start_talk
from ivr.answers import answer, farewell, join_talk
from ivr.places import Told, as_walk
from ivr.speech import Phrase
from ivr.turn import CallTurn, Turn, Verbs
from ticket_store.calls import change_call
from ticket_store.outbox import send
from ticket_store.recordings import expect_recording, lose_recording, recording_to_fetch
from ticket_store.reservations import live_reservation, reservation_of
from ticket_store.rows import Call
from ticket_store.tickets import ticket_for


def join(turn: CallTurn, call: Call) -> Verbs:
    """An agent has accepted and the caller was sent here: they meet."""
    reservation = live_reservation(turn.tx, call_id=call.id)
    if reservation is None or reservation.state != "accepted" or call.status == "ended":
        return answer(turn, call)  # the agent's line was lost in between: back to waiting
    start_talk(turn.tx, call, reservation, turn.now)
    return join_talk(turn, call)


def leave_talk(turn: CallTurn, call: Call) -> Verbs:
    """The caller's leg is out of the room: the agent ended the talk, or the caller did."""
    if call.status != "talking":
        return answer(turn, call)
    reservation = reservation_of(turn.tx, call)
    if reservation is not None:
        finish_talk(turn.tx, turn.line, call, reservation, turn.now)
    change_call(turn.tx, call.id, walk=as_walk(Told("goodbye")))
    return farewell(turn, call, Phrase.TALK_ENDED)


def say_goodbye(turn: CallTurn, call: Call) -> Verbs:
    """The agent pressed End at the desk."""
    return leave_talk(turn, call)


def keep_message(turn: CallTurn, call: Call) -> Verbs:
    """A message was spoken: kept with the case; fetched from the carrier by a job, since it may not be ready."""
    hook = turn.hook
    if not hook["RecordingSid"] or hook["RecordingDuration"] == "0":
        return farewell(turn, call, Phrase.MESSAGE_EMPTY)
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
