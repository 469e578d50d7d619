"""Errands about a talk: where the caller goes, who hears music, how everybody sits in the room.

Each looks at what the store says *now* and makes the room so. Done twice, late or after somebody has left, it
does no harm.
"""

from collections.abc import Callable
from functools import partial

from call_routing.addresses import room_of
from call_routing.talking.supervision import Mode, coached_leg
from call_routing.talking.talk import led_back_key
from call_routing.talking.transfers import handed_over_key
from callbacks.callback_desk import CallbackDesk, NotYetError
from callbacks.ringing.settling import settle_call
from ticket_store.calls import call_by_id, leg_by_id, look_up_call, was_written, write_event
from ticket_store.company import live_leg
from ticket_store.engine import Transaction
from ticket_store.outbox import Errand
from ticket_store.reservations import reservation_by_id
from ticket_store.rows import Call, Leg, Reservation

_TRIES_TO_HOLD = 4  # a customer who is not in the room yet will be within seconds


def redirect_caller(desk: CallbackDesk, errand: Errand) -> None:
    """Send the caller to another document; a caller who has left is settled with the carrier's books."""
    call = desk.store.read(lambda db: look_up_call(db, errand.body["call_id"]))
    if call is None or call.sid is None or call.status == "ended" or _is_there_already(desk, call, errand):
        return
    if not desk.phone.redirect(call.sid, desk.addresses.of_call(errand.body["to"])):
        settle_call(desk, call)


def _is_there_already(desk: CallbackDesk, call: Call, errand: Errand) -> bool:
    """An errand that is done again, or too late, would tear the caller out of what came afterwards."""
    match errand.body["to"]:
        case "join":
            return call.status != "waiting" or not _is_awaited(desk, errand.body.get("to_whom"))
        case "goodbye":
            return call.status != "talking" or (call.walk or {}).get("at") == "told"
        case "back-to-queue" if call.talk_ended_at is not None:
            key = led_back_key(call.id, call.talk_ended_at)
            return call.status != "waiting" or desk.store.read(lambda db: was_written(db, key))
        case _:
            return False


def _is_awaited(desk: CallbackDesk, reservation_id: str | None) -> bool:
    """Whether the agent who took the caller is still there for them, and not another one by now: each brings the
    caller with an errand of their own.
    """
    if reservation_id is None:
        return True
    held = desk.store.write(lambda tx: reservation_by_id(tx, reservation_id))
    return held is not None and held.state == "accepted"


def tell_agent(desk: CallbackDesk, errand: Errand) -> None:
    """Somebody sits in the room alone, or is not needed there: they are told why and the line ends."""
    leg = desk.store.write(lambda tx: leg_by_id(tx, errand.body["leg_id"]))
    if leg is None or leg.sid is None or leg.ended_at is not None:
        return
    if not desk.store.read(lambda db: was_written(db, told_key(leg.id))):
        desk.phone.redirect(leg.sid, desk.addresses.of_leg("agent-told", leg.token or ""))


def told_key(leg_id: str) -> str:
    """The key of the event that whoever is on this leg has heard why it ends."""
    return f"{leg_id}:told"


def hold_customer(desk: CallbackDesk, errand: Errand) -> None:
    """Music for the customer, or the talk again, as the store says when it is done."""
    done: bool | None = None  # as which it was done
    while True:
        call = desk.store.read(lambda db: look_up_call(db, errand.body["call_id"]))
        if call is None or call.sid is None or call.status != "talking":
            return
        held = call.held_at is not None
        if held is done:
            return  # nobody has changed their mind meanwhile
        sid, music = call.sid, desk.addresses.of_call("hold") if held else None
        if not _in_room(desk, call, partial(desk.phone.hold, call_sid=sid, music_url=music)):
            if held and errand.tries < _TRIES_TO_HOLD:
                raise NotYetError("the customer is not in the room yet")
            return
        done = held


def seat_leg(desk: CallbackDesk, errand: Errand) -> None:
    """How a supervisor sits in the room: heard by nobody, by the agent alone, or by all."""
    found = desk.store.write(lambda tx: _listening(tx, errand.body["leg_id"]))
    if found is None:
        return
    call, sid, held, coached = found
    coach = (coached.sid or "") if coached is not None and held.mode == Mode.WHISPER else ""
    muted = (
        held.mode != Mode.JOIN and not coach
    )  # a whisper that nobody could hear must not reach the customer
    _in_room(desk, call, lambda room: desk.phone.seat(room, sid, muted=muted, coach=coach))


def _listening(tx: Transaction, leg_id: str) -> tuple[Call, str, Reservation, Leg | None] | None:
    leg = leg_by_id(tx, leg_id)
    if leg is None or leg.sid is None or leg.ended_at is not None or leg.call_id is None:
        return None
    call, held = call_by_id(tx, leg.call_id), reservation_by_id(tx, leg.reservation_id or "")
    if call is None or call.status != "talking" or held is None or held.state != "accepted":
        return None
    return call, leg.sid, held, coached_leg(tx, call.id)


def hand_over(desk: CallbackDesk, errand: Errand) -> None:
    """The room ends with the colleague from now on and no longer with the first agent, whose leg then ends.

    Until the first two are done, whoever falls out of the room is sent back into it.
    """
    call_id, reservation_id = errand.body["call_id"], errand.body["reservation_id"]
    call = desk.store.read(lambda db: look_up_call(db, call_id))
    taking = desk.store.read(lambda db: live_leg(db, reservation_id))
    first = desk.store.write(lambda tx: leg_by_id(tx, errand.body["leg_id"] or ""))
    leaving = first.sid if first is not None and first.ended_at is None else None
    if call is not None and call.status == "talking" and taking is not None:
        _let_end_room(desk, call, taking.sid, ends=True)
        _let_end_room(desk, call, leaving, ends=False)
    key, now = handed_over_key(call_id, reservation_id), desk.clock()
    desk.store.write(lambda tx: write_event(tx, "handed_over", key, now, call_id=call_id))
    if leaving is not None:
        desk.phone.end(leaving)


def _let_end_room(desk: CallbackDesk, call: Call, sid: str | None, *, ends: bool) -> None:
    if sid is not None:
        _in_room(desk, call, lambda room: desk.phone.seat(room, sid, ends_room=ends))


def _in_room(desk: CallbackDesk, call: Call, act: Callable[[str], bool]) -> bool:
    """Do it in the room that we heard of, else in the one that the carrier has under the call's name."""
    if call.room_sid is not None and act(call.room_sid):
        return True
    found = desk.phone.room_of(room_of(call))
    return found is not None and found != call.room_sid and act(found)
