"""What an agent is told: who waits and why, before they take it, and why there is nobody any more."""

from ivr.promise_words import promised_window
from ivr.speech import Phrase, language_name, phrase
from ivr.text import clean_text
from ivr.turn import Tongue, Turn
from ticket_store.agents import agent_by_id
from ticket_store.callbacks import callback_by_id
from ticket_store.calls import look_up_call
from ticket_store.customers import customer_by_number
from ticket_store.rows import Callback, Reservation
from ticket_store.tickets import contacts_of_ticket

_LONGEST_MATTER = 120  # of a customer's own words, as far as they are read aloud
_LONGEST_NAME = 60
_GONE = {
    "caller_left": Phrase.AGENT_CALLER_LEFT,
    "served": Phrase.AGENT_CALLER_LEFT,
    "talked": Phrase.AGENT_CALLER_LEFT,
    "customer_away": Phrase.AGENT_CUSTOMER_AWAY,
    "customer_busy": Phrase.AGENT_CUSTOMER_BUSY,
    "customer_machine": Phrase.AGENT_CUSTOMER_MACHINE,
    "customer_later": Phrase.AGENT_CUSTOMER_LATER,
    "customer_refused": Phrase.AGENT_CUSTOMER_REFUSED,
    "called_in": Phrase.AGENT_CUSTOMER_CALLED_IN,
    "stopped": Phrase.AGENT_CUSTOMER_STOPPED,
}


def story_of(turn: Turn, reservation: Reservation, tongue: Tongue) -> str:
    """Who and why, in one sentence."""
    if reservation.callback_id is not None:
        return _callback(turn, callback_by_id(turn.tx, reservation.callback_id), tongue)
    call = look_up_call(turn.tx.db, reservation.call_id or "")
    department = tongue.department((call and call.department_key) or turn.default_department)
    story = _contacts(turn, tongue, call.ticket_id if call else None)
    agent = agent_by_id(turn.tx.db, (call and call.agent_id) or "")
    name = agent.name if agent else ""
    match reservation.purpose:
        case "consult":
            sentence = Phrase.AGENT_CONSULT
        case "listen":
            sentence = Phrase.AGENT_LISTEN
        case _:
            sentence = Phrase.AGENT_CALL
    language = language_name(tongue.language, call.language if call else tongue.language)
    return phrase(tongue.language, sentence, department=department, language=language, story=story, name=name)


def why_gone(reservation: Reservation) -> Phrase:
    """Why nobody is there for this agent any more."""
    otherwise = Phrase.AGENT_TAKEN if reservation.purpose == "answer" else Phrase.AGENT_PART_OVER
    return _GONE.get(reservation.cause or "", otherwise)


def _callback(turn: Turn, found: Callback | None, tongue: Tongue) -> str:
    """Who asked for it, about what, which try this is, and what was promised."""
    if found is None or found.department_key not in turn.line.departments:
        return phrase(tongue.language, Phrase.AGENT_CALLBACK, department="", story="")
    return phrase(
        tongue.language,
        Phrase.AGENT_CALLBACK,
        department=tongue.department(found.department_key),
        story=" ".join(_parts(turn, found, tongue)),
    )


def _parts(turn: Turn, found: Callback, tongue: Tongue) -> list[str]:
    """A customer's own words are data: as text they cannot end the sentence of the line."""
    known = customer_by_number(turn.tx.db, found.customer_number)
    name = clean_text(found.customer_name or (known and known.name) or "", _LONGEST_NAME).rstrip(".")
    matter = clean_text(found.matter or "", _LONGEST_MATTER).rstrip(".!? ")
    said = [phrase(tongue.language, Phrase.STORY_NAME, name=name)] if name else []
    if matter:
        said.append(phrase(tongue.language, Phrase.STORY_MATTER, matter=matter))
    said.append(_contacts(turn, tongue, found.ticket_id))
    if found.attempts:
        said.append(phrase(tongue.language, Phrase.STORY_ATTEMPT, n=found.attempts + 1))
    if found.promised_until <= turn.now:
        said.append(phrase(tongue.language, Phrase.STORY_PROMISE_LATE))
    else:
        window = promised_window(turn, tongue, found)
        said.append(phrase(tongue.language, Phrase.STORY_PROMISED, window=window))
    return said


def _contacts(turn: Turn, tongue: Tongue, ticket_id: str | None) -> str:
    contacts = contacts_of_ticket(turn.tx.db, ticket_id) if ticket_id else 1
    if contacts <= 1:
        return phrase(tongue.language, Phrase.STORY_FIRST)
    return phrase(tongue.language, Phrase.STORY_NTH, n=contacts)
