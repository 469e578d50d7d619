"""Where a call begins: at what is broken just now, in the menu, or on the way to a department."""

from call_routing.incidents import incident_now
from call_routing.menu_walk import enter
from call_routing.queue.recognition import KeptPlace, Thread, thread_of
from callbacks.limits.dial_gate import may_text
from ivr.answers import TEXT_KEY, tell_incident
from ivr.menus import ask_menu, say_first
from ivr.places import InMenu, ToldIncident, ToldPromise, as_walk
from ivr.promise_words import speak_promise
from ivr.reasons import tell_incident_rule
from ivr.speech import Phrase
from ivr.to_department import go_to_department
from ivr.turn import CallTurn, Tongue, Verbs
from ivr.twiml import Play, Say
from ticket_store.customers import Known
from ticket_store.incidents import listen_for
from ticket_store.line import Did
from ticket_store.recognised import recognise
from ticket_store.rows import Call


def first_place(turn: CallTurn, did: Did, thread: Thread | None) -> InMenu | ToldIncident | None:
    """Where a caller begins who dialled this number; None where it leads straight to a department."""
    if did.menu_key is None or did.menu_key not in turn.menus:
        return None
    incident = incident_now(turn.line, None, turn.now)
    if incident is not None:
        tell_incident_rule(turn, incident)
        return ToldIncident(incident.id, menu_key=did.menu_key, thread=thread)
    return InMenu(enter(did.menu_key).place, thread)


def first_words(
    turn: CallTurn,
    tongue: Tongue,
    where: InMenu | ToldIncident | ToldPromise,
    step: int,
    *,
    number: str | None,
) -> Verbs:
    """What is said there at first."""
    match where:
        case ToldPromise():
            return speak_promise(turn, None, tongue, where, step)
        case InMenu(place, thread):
            return ask_menu(turn, tongue, enter(place.menu), step, thread)
        case ToldIncident():
            return tell_incident(turn, tongue, where, step, number=number)


def recognised_thread(turn: CallTurn, did: Did, known: Known | None, number: str | None) -> Thread | None:
    """What this caller may go on with. A stranger costs no look-up; a direct number asks nothing, so there only
    the place in its own queue counts.
    """
    if known is None or number is None or known.is_new or known.blocked:
        return None
    thread = thread_of(recognise(turn.tx.db, known.id, number, turn.now), turn.line, turn.now)
    if did.menu_key is not None and did.menu_key in turn.menus:
        return thread
    return thread if isinstance(thread, KeptPlace) else None


def answer_incident(turn: CallTurn, call: Call, where: ToldIncident, key: str | None) -> Verbs:
    """After the incident was told: 1 asks for a text when it is solved; then on to where the caller was going."""
    tongue = turn.tongue(call.language)
    first: tuple[Say | Play, ...] = ()
    if key == TEXT_KEY and _is_noted(turn, call, where.incident_id):
        first = (tongue.say(Phrase.INCIDENT_TEXT_PROMISED),)
    step = call.step + 1
    if where.menu_key is None:
        key_of_queue = where.department_key or turn.default_department
        return go_to_department(turn, call, key_of_queue, step, *first, thread=where.thread, told=True)
    ask = enter(where.menu_key)
    turn.changes["walk"] = as_walk(InMenu(ask.place, where.thread))
    return say_first(ask_menu(turn, tongue, ask, step, where.thread), *first)


def _is_noted(turn: CallTurn, call: Call, incident_id: str) -> bool:
    """Whether a text is promised; not where it could not be read, nor where all is solved in this very moment."""
    number = call.customer_number
    if number is None or not may_text(turn.line, number):
        return False
    return listen_for(turn.tx, incident_id, number, call.language, call.id, turn.now)
