"""What a caller hears next, by where they are: the one place where a call's state becomes speech."""

from call_routing.addresses import Addresses, queue_name, room_of
from call_routing.menu_walk import Ask
from callbacks.limits.dial_gate import may_text
from ivr.agent_line import speak_to_agent
from ivr.closed_words import say_closed
from ivr.menus import ask_menu, gather_key
from ivr.places import (
    AskedOwner,
    AskingPin,
    ChoosingStatus,
    ChoosingTime,
    ConfirmingNumber,
    InMenu,
    LeavingMessage,
    Offered,
    Promised,
    Told,
    ToldIncident,
    ToldPromise,
    TypingNumber,
    Whereabouts,
    whereabouts,
)
from ivr.promise_words import promised_window, speak_promise
from ivr.speech import Phrase, spoken_number
from ivr.turn import CallTurn, Tongue, Turn, Verbs
from ivr.twiml import DialConference, Enqueue, Hangup, Play, Record, Redirect, Say
from ticket_store.callbacks import callback_by_id
from ticket_store.line import Spoken
from ticket_store.reservations import live_reservation
from ticket_store.rows import Call

LONGEST_MESSAGE_S = 180
_SILENCE_ENDS_MESSAGE_S = 8
TEXT_KEY, MESSAGE_KEY, WAIT_ON_KEY = "1", "2", "3"
_NO_QUESTION_S = 1  # where no key is asked for, one of the menu may be pressed all the same


def answer(turn: CallTurn, call: Call) -> Verbs:
    """Whatever brought the carrier here, the state of the call decides what is said."""
    if call.status == "ended":
        return (Hangup(),)
    if call.status == "waiting":
        return enter_queue(
            turn, call
        )  # though an agent has accepted: the errand to bring the caller is on its way
    reservation = live_reservation(turn.tx, call_id=call.id)
    if reservation is not None and reservation.state == "accepted":
        return join_talk(turn, call)
    where = whereabouts(call.walk)
    if where is None or call.status == "talking":
        return farewell(turn, call, Phrase.TALK_ENDED)
    return speak(turn, call, where)


def speak(turn: CallTurn, call: Call, where: Whereabouts, step: int | None = None) -> Verbs:
    """The sentence of a place. `step` is the one that the next key will answer."""
    tongue = turn.tongue(call.language)
    step = call.step if step is None else step
    match where:
        case InMenu(place):
            return ask_menu(turn, tongue, Ask(place), step)
        case ToldIncident() | AskedOwner() | TypingNumber() | ConfirmingNumber():
            return _ask(turn, call, tongue, where, step)
        case Offered(why, tried):
            return offer(turn, call, tongue, why, step, again=tried > 0)
        case ToldPromise() | Promised() | ChoosingTime():
            return speak_promise(turn, call, tongue, where, step)
        case LeavingMessage():
            return take_message(turn.addresses, tongue)
        case AskingPin() | ChoosingStatus():
            return speak_to_agent(turn, call, where, step)
        case Told(what, callback_id):
            return _tell(turn, call, tongue, what, callback_id)


def _ask(
    turn: Turn,
    call: Call,
    tongue: Tongue,
    where: ToldIncident | AskedOwner | TypingNumber | ConfirmingNumber,
    step: int,
) -> Verbs:
    match where:
        case ToldIncident():
            return tell_incident(turn, tongue, where, step, number=call.customer_number)
        case AskedOwner(owner_name):
            return gather_key(turn.addresses, (tongue.say(Phrase.OWNER_BUSY, name=owner_name),), step)
        case TypingNumber(tried=tried):
            sentence = Phrase.NUMBER_UNUSABLE if tried else Phrase.ASK_NUMBER
            return gather_key(turn.addresses, (tongue.say(sentence),), step, digits=16)
        case ConfirmingNumber(number=number):
            said = tongue.say(Phrase.READ_BACK, number=spoken_number(tongue.language, number))
            return gather_key(turn.addresses, (said,), step)


def offers_callback(turn: Turn, why: str) -> bool:
    """Whether the key for a callback is spoken of and heard: not where one was refused or the shop promises none."""
    return why != "refused" and turn.line.shop.callbacks.accept


def offer(turn: Turn, call: Call, tongue: Tongue, why: str, step: int, *, again: bool) -> Verbs:
    """Why nobody can take the call now, and what we can do instead: ring back, or take a message."""
    said: list[Say | Play] = [] if again else [_reason(turn, call, tongue, why)]
    if offers_callback(turn, why):
        said.append(tongue.say(Phrase.OFFER_CALLBACK_OR_MESSAGE))
    else:
        said.append(tongue.say(Phrase.OFFER_MESSAGE, key=MESSAGE_KEY))
    if why == "waited":
        said.append(tongue.say(Phrase.WAIT_ON, key=WAIT_ON_KEY))
    return gather_key(turn.addresses, tuple(said), step)


def tell_incident(turn: Turn, tongue: Tongue, where: ToldIncident, step: int, *, number: str | None) -> Verbs:
    """What is broken just now, and for one key a text when it is solved; none where it could not be read.

    That is a withheld number, a fixed line, a country that is not rung.
    """
    incident = next((one for one in turn.line.incidents if one.id == where.incident_id), None)
    told = tongue.spoken({tag: Spoken(words) for tag, words in incident.text.items()}) if incident else None
    if told is None:
        return (Redirect(turn.addresses.step("silence", step)),)  # solved in this very moment
    if not may_text(turn.line, number):
        return gather_key(turn.addresses, (told,), step, timeout_s=_NO_QUESTION_S)
    return gather_key(turn.addresses, (told, tongue.say(Phrase.INCIDENT_TEXT, key=TEXT_KEY)), step)


def _reason(turn: Turn, call: Call, tongue: Tongue, why: str) -> Say | Play:
    key = call.department_key or turn.default_department
    department = tongue.department(key)
    match why:
        case "closed":
            closed = say_closed(turn.line, tongue, key, turn.now)
            return closed or tongue.say(Phrase.NOBODY_THERE, department=department)
        case "full":
            return tongue.say(Phrase.QUEUE_FULL, department=department)
        case "waited" | "declined":
            return tongue.say(Phrase.WAITED_TOO_LONG, department=department)
        case "last_call":
            return tongue.say(Phrase.LAST_CALL, department=department)
        case "refused":
            return tongue.say(Phrase.CALLBACK_REFUSED)
        case _:
            return tongue.say(Phrase.NOBODY_THERE, department=department)


def enter_queue(turn: Turn, call: Call, *first: Say | Play) -> Verbs:
    """Into the carrier's queue, where our own waiting room keeps the caller company."""
    key = call.department_key or turn.default_department
    return (
        *first,
        Enqueue(
            queue_name(key),
            wait_url=turn.addresses.of_call("wait"),
            wait_url_method="POST",
            action=turn.addresses.of_call("queue-left"),
            method="POST",
        ),
    )


def join_talk(turn: Turn, call: Call) -> Verbs:
    """The caller meets the agent in the call's own room; when either leaves, the room ends."""
    return (conference(turn, room_of(call), "customer", turn.addresses.of_call("talk-ended")),)


def conference(
    turn: Turn, room: str, label: str, action: str, *, start: bool = True, wait_url: str | None = ""
) -> DialConference:
    return DialConference(
        room,
        start_on_enter=start,
        end_on_exit=True,
        beep="false",
        wait_url=wait_url,
        wait_method="GET" if wait_url else None,
        status_callback=turn.addresses.of_call("conference"),
        status_callback_event=("start", "end", "join", "leave"),
        participant_label=label,
        action=action,
        method="POST",
    )


def take_message(addresses: Addresses, tongue: Tongue) -> Verbs:
    return (
        tongue.say(Phrase.MESSAGE_ASK),
        Record(
            action=addresses.of_call("recorded"),
            max_length=LONGEST_MESSAGE_S,
            timeout=_SILENCE_ENDS_MESSAGE_S,
            finish_on_key="#",
            play_beep=True,
            recording_status_callback=addresses.of_call("recording"),
            recording_status_callback_event=("completed", "absent"),
            method="POST",
        ),
    )


def sorry_leave_message(addresses: Addresses, tongue: Tongue) -> Verbs:
    """Something is broken behind us: an honest sentence, then the tone."""
    return (tongue.say(Phrase.SORRY_LEAVE_MESSAGE), *take_message(addresses, tongue)[1:])


def farewell(turn: Turn, call: Call, sentence: Phrase) -> Verbs:
    return (turn.tongue(call.language).say(sentence), Hangup())


def _tell(turn: Turn, call: Call, tongue: Tongue, what: str, callback_id: str | None) -> Verbs:
    """The last words, said again where they are asked for."""
    found = callback_by_id(turn.tx, callback_id) if callback_id else None
    match what:
        case "kept" | "stays" | "promised" | "already" if found is not None:
            sentence = Phrase.PROMISE_KEPT if what == "kept" else Phrase.PROMISE_STAYS
            return (tongue.say(sentence, window=promised_window(turn, tongue, found)), Hangup())
        case "cancelled":
            return (tongue.say(Phrase.CALLBACK_CANCELLED), Hangup())
        case _:
            return farewell(turn, call, Phrase.MESSAGE_THANKS if what == "thanks" else Phrase.GOODBYE)
