"""A caller is brought to a department: into its queue, on to another one, or to an honest offer."""

from dataclasses import replace

from call_routing.incidents import incident_now
from call_routing.queue.arrival import (
    LastCall,
    NobodyThere,
    Overflow,
    OwnerBusy,
    QueueFull,
    Shut,
    Wait,
    arrive,
)
from call_routing.queue.recognition import KeptPlace, Thread
from ivr.answers import enter_queue, speak
from ivr.places import AskedOwner, Offered, ToldIncident, Whereabouts, as_walk
from ivr.reasons import tell_arrival, tell_incident_rule
from ivr.speech import Phrase
from ivr.turn import CallTurn, Verbs
from ivr.twiml import Play, Say
from ticket_store.calls import call_by_id, change_call
from ticket_store.line import Incident
from ticket_store.recognised import take_place
from ticket_store.rows import Call

_AFTER_THE_MENU = frozenset({"menu", "told_incident"})


def go_to_department(
    turn: CallTurn,
    call: Call,
    department_key: str,
    step: int,
    *first: Say | Play,
    thread: Thread | None = None,
    told: bool = False,
) -> Verbs:
    """Into the queue, or an honest offer instead.

    `first` is said before; with the `thread` of a kept place the caller goes on waiting where they were; `told`
    means that they have heard what is broken here.
    """
    key = department_key if department_key in turn.line.departments else turn.default_department
    incident = None if told else _to_tell(turn, call, key)
    if incident is not None:
        tell_incident_rule(turn, incident)
        where = ToldIncident(incident.id, department_key=key, thread=thread)
        return (*first, *move_to(turn, call, where, step))
    if isinstance(thread, KeptPlace) and thread.department_key == key:
        call, first = _take_up(turn, call, thread, first)
    return _arrive(turn, call, key, step, first)


def move_to(turn: CallTurn, call: Call, where: Whereabouts, step: int, *, status: str = "menu") -> Verbs:
    """Keep where the caller is now, and speak it."""
    change_call(turn.tx, call.id, walk=as_walk(where), status=status)
    return speak(turn, call, where, step)


def _arrive(turn: CallTurn, call: Call, key: str, step: int, first: tuple[Say | Play, ...]) -> Verbs:
    tongue = turn.tongue(call.language)
    moved = replace(call, department_key=key)
    arrival = arrive(turn.tx, turn.line, call, key, turn.now)
    tell_arrival(turn, call, key, arrival)
    match arrival:
        case Wait():
            greeting = tongue.say(Phrase.CONNECTING, department=tongue.department(key))
            return enter_queue(turn, moved, *first, greeting)
        case OwnerBusy(_, name):
            change_call(turn.tx, call.id, owner_choice="asked")  # no colleague rings while we still ask
            return (*first, *move_to(turn, moved, AskedOwner(name), step, status="waiting"))
        case Overflow(other):
            change_call(turn.tx, call.id, overflow_from=key)
            there = tongue.say(Phrase.OVERFLOW, department=tongue.department(other))
            recorded = call_by_id(turn.tx, call.id) or moved
            moved = replace(moved, overflow_from=key, ticket_id=recorded.ticket_id)  # the case opened here
            return _arrive(turn, moved, other, step, (*first, there))
        case Shut():
            why = "closed"
        case QueueFull():
            why = "full"
        case NobodyThere():
            why = "nobody"
        case LastCall():
            why = "last_call"
    return (*first, *move_to(turn, moved, Offered(why), step))


def _to_tell(turn: CallTurn, call: Call, key: str) -> Incident | None:
    """What is broken here and was not told before the menu."""
    found = incident_now(turn.line, key, turn.now)
    if found is None or found.department_key is not None:
        return found
    through_the_menu = (call.walk or {}).get("at") in _AFTER_THE_MENU
    return None if through_the_menu and found.began_at <= call.started_at else found


def _take_up(
    turn: CallTurn, call: Call, thread: KeptPlace, first: tuple[Say | Play, ...]
) -> tuple[Call, tuple[Say | Play, ...]]:
    """The place of the call before becomes this one's, unless a later call was quicker."""
    left = take_place(turn.tx, thread.call_id)
    if left is None:
        return call, first
    arrived_at = left.arrived_at or left.started_at
    change_call(turn.tx, call.id, arrived_at=arrived_at, redial_of=left.id)
    kept = turn.tongue(call.language).say(Phrase.PLACE_KEPT)
    return replace(call, arrived_at=arrived_at, redial_of=left.id), (*first, kept)
