"""What the carrier tells of a call's room: which conference it is, who has met in it, and whose line is over."""

from datetime import timedelta

from call_routing.addresses import conference_name
from call_routing.talking.ending import end_call
from callbacks.ringing.legs import agent_leg_ended, customer_leg_ended, hear_of_leg
from ivr.turn import Turn, Verbs
from ticket_store.call_states import ENDED
from ticket_store.calls import call_by_id, change_call, change_leg, leg_by_sid
from ticket_store.company import call_meeting_in, live_leg
from ticket_store.reservations import reservation_by_id, reservation_of
from ticket_store.rows import Call

_ROOM = conference_name("")
TOGETHER = timedelta(minutes=2)  # while both are known to be in the room, the carrier's books can wait


def hear_of_room(turn: Turn) -> Verbs:
    """An event of a room, in any order and twice. The legs' own reports say the same, but may be lost."""
    name = turn.hook["FriendlyName"]
    call = _call_in(turn, name.removeprefix(_ROOM)) if name.startswith(_ROOM) else None
    if call is None or call.status == "ended":
        return ()
    match turn.hook["StatusCallbackEvent"]:
        case "participant-join":
            _know_room(turn, call)
        case "conference-start":
            _know_room(turn, call)
            _both_are_in(turn, call)
        case "participant-leave" if turn.hook["ParticipantCallStatus"] in ENDED:
            _line_over(turn, call)
    return ()


def _call_in(turn: Turn, named: str) -> Call | None:
    """The call that has its talk in the room of this name: its own, or that of a customer who rang us meanwhile."""
    call = call_by_id(turn.tx, named)
    if call is None or call.status != "ended" or call.callback_id is None:
        return call
    other = call_meeting_in(turn.tx.db, named)
    return call if other is None else call_by_id(turn.tx, other)


def _know_room(turn: Turn, call: Call) -> None:
    sid = turn.hook["ConferenceSid"]
    if call.status == "talking" and sid and call.room_sid != sid:
        change_call(turn.tx, call.id, room_sid=sid)


def _both_are_in(turn: Turn, call: Call) -> None:
    """Nobody waits alone: the carrier need not be asked so soon."""
    until = turn.now + TOGETHER
    held = reservation_of(turn.tx, call)
    leg = live_leg(turn.tx.db, held.id) if held is not None else None
    if leg is not None:
        change_leg(turn.tx, leg.id, deadline_at=until)
    change_call(turn.tx, call.id, deadline_at=until)


def _line_over(turn: Turn, call: Call) -> None:
    """Somebody has left the room because their line is over."""
    tx, now, at = turn.tx, turn.now, turn.hook.told_at(turn.now)
    leg = leg_by_sid(tx, turn.hook.call_sid)
    if leg is None:
        if turn.hook.call_sid == call.sid:
            end_call(tx, turn.line, call, at, now)
        return
    state = hear_of_leg(tx, leg, turn.hook["ParticipantCallStatus"], at)
    held = reservation_by_id(tx, leg.reservation_id or "")
    if leg.role == "customer":
        customer_leg_ended(tx, turn.line, leg, state.status, state.ended_at or at, now)
    elif held is not None:
        agent_leg_ended(tx, turn.line, leg, held, state.status, now)
