"""A customer calls who was promised a call: found at the first webhook, and brought to whoever is held for them."""

from dataclasses import replace

from call_routing.hours.opening_hours import is_open
from call_routing.hours.schedules import schedule_of
from call_routing.people.offers import withdraw_offers
from callbacks.promising.called_in import Together, ToTheQueue, meet_caller
from ivr.answers import join_talk
from ivr.speech import Phrase
from ivr.to_department import go_to_department
from ivr.turn import CallTurn, Verbs
from ivr.twiml import Play, Say
from ticket_store.calls import call_by_id, change_call
from ticket_store.customers import Known
from ticket_store.recognised import promises_open
from ticket_store.rows import Call, Callback


def nearest_promise(turn: CallTurn, known: Known | None, number: str | None) -> Callback | None:
    """What is told first; whom we are just ringing before all others. A stranger costs no look-up."""
    if known is None or number is None or known.is_new:
        return None
    promised = [
        one
        for one in promises_open(turn.tx.db, number)
        if one.status != "talking" and one.department_key in turn.line.departments
    ]
    return next((one for one in promised if one.status != "waiting"), next(iter(promised), None))


def meet_meanwhile(turn: CallTurn, call: Call, promised: Callback) -> Verbs | None:
    """The caller has the agent who is held for them; None where nobody is any more."""
    met = meet_caller(turn.tx, turn.line, call, promised, turn.now)
    tongue = turn.tongue(call.language)
    match met:
        case None:
            return None
        case Together(name):
            said = tongue.say(Phrase.CALLED_IN_TOGETHER, name=(name.split() or [""])[0])
            return (said, *join_talk(turn, call_by_id(turn.tx, call.id) or call))
        case ToTheQueue():
            return to_old_place(turn, call, met, tongue.say(Phrase.CALLED_IN_SOON), told=True)


def wait_now(turn: CallTurn, call: Call, promised: Callback) -> Verbs:
    """Into the queue with the place of the callback, which is not rung while they wait and ends once they talk."""
    met = meet_meanwhile(turn, call, promised)
    if met is not None:
        return met
    old_place = ToTheQueue(promised.department_key, promised.arrived_at)
    opens = is_open(schedule_of(turn.line, promised.department_key), turn.now)
    kept = (turn.tongue(call.language).say(Phrase.PLACE_OF_PROMISE),) if opens else ()
    return to_old_place(turn, call, old_place, *kept)


def to_old_place(
    turn: CallTurn, call: Call, place: ToTheQueue, *first: Say | Play, told: bool = False
) -> Verbs:
    """Where the callback stood; an agent who rings for somebody who cannot wait now is let go."""
    arrived_at = min(place.arrived_at, call.arrived_at or call.started_at)
    change_call(turn.tx, call.id, arrived_at=arrived_at, outcome="callback")
    moved = replace(call, arrived_at=arrived_at)
    verbs = go_to_department(turn, moved, place.department_key, call.step + 1, *first, told=told)
    now_at = call_by_id(turn.tx, call.id)
    if now_at is not None and now_at.status != "waiting":
        withdraw_offers(turn.tx, "moved_on", turn.now, call_id=call.id)
    return verbs
