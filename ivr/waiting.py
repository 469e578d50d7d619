"""The waiting room: music, a spoken place, and a key at any moment that turns waiting into a callback."""

from typing import Any

from call_routing.arrival import LONGEST_SILENCE
from call_routing.estimates import Estimate
from call_routing.foretelling import foretell
from call_routing.offers import withdraw_offer
from call_routing.opening_hours import is_open
from call_routing.schedules import schedule_of
from ivr.answers import answer, join_talk
from ivr.choosing import CALLBACK_KEY, MESSAGE_KEY, wish_callback
from ivr.places import LeavingMessage, Offered, Whereabouts, as_walk
from ivr.speech import Phrase, spoken_wait
from ivr.turn import CallTurn, Tongue, Verbs
from ivr.twiml import Gather, Hangup, Leave, Pause, Play, Say
from ticket_store.agents import on_duty
from ticket_store.calls import call_by_id, change_call
from ticket_store.queue import people_ahead
from ticket_store.reservations import live_reservation
from ticket_store.rows import Call

MUSIC = "hold.wav"


def wait(turn: CallTurn, call: Call) -> Verbs:
    """One round of the waiting room. The carrier asks again for ever, so each round checks what has changed."""
    reservation = live_reservation(turn.tx, call_id=call.id)
    if reservation is not None and reservation.state == "accepted":
        return (Pause(2),)  # the way to the agent is being opened
    if call.status != "waiting":
        return (Hangup(),) if call.status == "ended" else (Leave(),)
    why = _no_longer(turn, call)
    if why is not None:
        return _leave(turn, call, Offered(why))
    return _comfort(turn, call)


def hear_waiting_key(turn: CallTurn, call: Call) -> Verbs:
    """A key in the waiting room: 1 rings back and keeps the place, 2 takes a message."""
    if call.status != "waiting":
        return wait(turn, call)
    key = turn.hook["Digits"]
    if key not in {CALLBACK_KEY, MESSAGE_KEY}:
        return wait(turn, call)
    reservation = live_reservation(turn.tx, call_id=call.id)
    if reservation is not None and reservation.state == "accepted":
        return (Pause(2),)  # an agent was quicker than the key: they meet now
    if key == MESSAGE_KEY:
        return _leave(turn, call, LeavingMessage())
    where, changes = wish_callback(turn, call, "key")
    return _leave(turn, call, where, **changes)


def leave_queue(turn: CallTurn, call: Call) -> Verbs:
    """The caller is out of the carrier's queue, for whatever reason; their state says what comes next."""
    result = turn.hook["QueueResult"]
    if call.status == "waiting" and result in {"error", "system-error", "queue-full"}:
        _leave(turn, call, Offered("full"))
        call = call_by_id(turn.tx, call.id) or call
    elif call.status == "talking":
        return join_talk(turn, call)
    return answer(turn, call)


def _no_longer(turn: CallTurn, call: Call) -> str | None:
    """Why this caller should not wait any longer; None while waiting has a sense."""
    key = call.department_key or turn.default_department
    if not is_open(schedule_of(turn.line, key), turn.now):
        return "closed"
    if not on_duty(turn.tx.db, key):
        return "nobody"
    waited = turn.now - (call.queued_at or turn.now)
    return "waited" if waited > turn.line.departments[key].max_wait else None


def _leave(turn: CallTurn, call: Call, where: Whereabouts, **changes: Any) -> Verbs:
    """Out of the queue: an agent who is being rung for this caller is let go."""
    reservation = live_reservation(turn.tx, call_id=call.id)
    if reservation is not None:
        withdraw_offer(turn.tx, reservation, "caller_left", turn.now)
    status = "message" if isinstance(where, LeavingMessage) else "menu"
    change_call(turn.tx, call.id, status=status, walk=as_walk(where), **changes)
    turn.tx.topics.update({"calls", f"call:{call.id}", f"department:{call.department_key}"})
    return (Leave(),)


def _comfort(turn: CallTurn, call: Call) -> Verbs:
    """Place and expected wait, only when better than the last time, then music; a key acts at any moment."""
    key = call.department_key or turn.default_department
    tongue = turn.tongue(call.language)
    place = people_ahead(turn.tx.db, key, call.ranks_at or call.arrived_at or turn.now, turn.now) + 1
    said = _place(turn, call, tongue, place)
    changes: dict[str, Any] = {"deadline_at": turn.now + LONGEST_SILENCE}
    if said:
        changes["spoken_place"] = place
    change_call(turn.tx, call.id, **changes)
    return (
        Gather(
            (*said, Play(turn.addresses.audio(MUSIC))),
            action=turn.addresses.of_call("wait-key"),
            num_digits=1,
            finish_on_key="",
            timeout=1,
        ),
    )


def _place(turn: CallTurn, call: Call, tongue: Tongue, place: int) -> tuple[Say | Play, ...]:
    if call.spoken_place is not None and place >= call.spoken_place:
        return ()
    estimate = _estimate(turn, call)
    said: list[Say | Play] = [tongue.say(Phrase.PLACE, n=place)]
    if estimate is not None and place > 1:
        wait_words = spoken_wait(tongue.language, estimate.low_minutes, estimate.high_minutes)
        said.append(tongue.say(Phrase.EXPECTED_WAIT, wait=wait_words))
    if call.spoken_place is None:
        said.append(tongue.say(Phrase.WAIT_KEYS))
    return tuple(said)


def _estimate(turn: CallTurn, call: Call) -> Estimate | None:
    key = call.department_key or turn.default_department
    return foretell(turn.tx.db, turn.line, key, call.ranks_at or call.arrived_at or turn.now, turn.now).wait
