"""The caller presses a key, or none: through the menus, or in answer to an offer."""

from dataclasses import replace
from typing import Any

from call_routing.because import Rule
from call_routing.choosing.distribution import distribute
from call_routing.menu_walk import Ask, GoTo, Move, Speak, enter, keys_at, press, stay_silent
from call_routing.queue.recognition import Thread
from callbacks.limits.dial_gate import may_text
from callbacks.limits.numbers import typed_number
from callbacks.promising.requests import (
    CallbackAlreadyPromised,
    CallbackPromised,
    CallbackRefused,
    CallbackWish,
    request_callback,
)
from ivr.agent_line import choose_own_status, take_pin
from ivr.answers import MESSAGE_KEY, TEXT_KEY, WAIT_ON_KEY, answer, farewell, offers_callback
from ivr.arriving import go_on_as_caller
from ivr.beginning import answer_incident
from ivr.menus import ask_menu, takes_up
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
    ToldIncident,
    ToldPromise,
    TypingNumber,
    Whereabouts,
    as_walk,
    whereabouts,
)
from ivr.promise_keys import hear_about_promise, ring_number
from ivr.reasons import tell, tell_choice, tell_promised, tell_refused
from ivr.speech import Phrase
from ivr.to_department import go_to_department, move_to
from ivr.turn import CallTurn, Verbs
from ivr.twiml import Play, Say
from ticket_store.calls import change_call
from ticket_store.customers import keep_language
from ticket_store.rows import Call

MOST_TRIES = 2  # silence or wrong keys in answer to an offer; then a goodbye, never a loop
CALLBACK_KEY, CONFIRM_KEY = "1", "1"
OWNER_CHOICES = {"1": "wait", "2": "colleague"}


def hear_key(turn: CallTurn, call: Call) -> Verbs:
    """A key in answer to the step before."""
    return _hear(turn, call, turn.hook["Digits"] or None)


def hear_silence(turn: CallTurn, call: Call) -> Verbs:
    """No key in answer to the step before."""
    return _hear(turn, call, None)


def _hear(turn: CallTurn, call: Call, key: str | None) -> Verbs:
    where = whereabouts(call.walk)
    match where:
        case InMenu(place) if call.status == "menu" and place.menu in turn.menus:
            return _choose(turn, call, where, key)
        case ToldIncident() if call.status == "menu":
            return _after_incident(turn, call, where, key)
        case AskedOwner() if call.status == "waiting":
            return _choose_whom(turn, call, key)
        case Offered():
            return _answer_offer(turn, call, where, key)
        case ToldPromise() | Promised() | ChoosingTime():
            return hear_about_promise(turn, call, where, key)
        case TypingNumber() | ConfirmingNumber():
            return _hear_number(turn, call, where, key)
        case AskingPin() | ChoosingStatus():
            return _hear_agent(turn, call, where, key)
        case _:
            return answer(turn, call)


def _hear_number(
    turn: CallTurn, call: Call, where: TypingNumber | ConfirmingNumber, key: str | None
) -> Verbs:
    match where:
        case TypingNumber():
            return _take_number(turn, call, where, key)
        case ConfirmingNumber():
            return _confirm_number(turn, call, where, key)


def _hear_agent(turn: CallTurn, call: Call, where: AskingPin | ChoosingStatus, key: str | None) -> Verbs:
    match where:
        case AskingPin():
            return go_on_as_caller(turn, call) if key is None else take_pin(turn, call, where, key)
        case ChoosingStatus():
            return choose_own_status(turn, call, where, key)


def _choose(turn: CallTurn, call: Call, where: InMenu, key: str | None) -> Verbs:
    """A key of the menu, or the star that goes on with what the caller was told."""
    place, default = where.place, turn.default_department
    if where.thread is not None and takes_up(turn, place, key):
        there = where.thread.department_key
        tell(turn, Rule.KEY, menu=place.menu, key=key, to="thread", target=there)
        return go_to_department(turn, call, there, call.step + 1, thread=where.thread)
    menus = turn.menus
    move = stay_silent(menus, place, default) if key is None else press(menus, place, key, default)
    tell_choice(turn, place, key, move)
    return _move(turn, call, move, where.thread)


def _after_incident(turn: CallTurn, call: Call, where: ToldIncident, key: str | None) -> Verbs:
    """A key that the menu knows acts at once as in the menu, unless it is the one that was spoken about."""
    offered = key == TEXT_KEY and may_text(turn.line, call.customer_number)
    if where.menu_key is not None and key is not None and not offered:
        menu = InMenu(enter(where.menu_key).place, where.thread)
        if key in keys_at(turn.menus, menu.place, turn.default_department):
            return _choose(turn, call, menu, key)
    return answer_incident(turn, call, where, key)


def _choose_whom(turn: CallTurn, call: Call, key: str | None) -> Verbs:
    """Already in the queue: 1 waits for the owner of the case, 2 takes any colleague, silence the usual way."""
    choice = OWNER_CHOICES.get(key or "")
    change_call(turn.tx, call.id, walk=None, owner_choice=choice)
    distribute(turn.tx, turn.line, turn.now)
    return answer(turn, call)


def _move(turn: CallTurn, call: Call, move: Move, thread: Thread | None) -> Verbs:
    step = call.step + 1
    match move:
        case Ask(place):
            turn.changes["walk"] = as_walk(InMenu(place, thread))
            return ask_menu(turn, turn.tongue(call.language), move, step)
        case Speak(language, place):
            spoken = replace(call, language=language)
            turn.changes.update(walk=as_walk(InMenu(place, thread)), language=language)
            if call.customer_id is not None:
                keep_language(turn.tx, call.customer_id, language)
            return ask_menu(turn, turn.tongue(spoken.language), Ask(place), step)
        case GoTo(department, order_status_away):
            first: tuple[Say | Play, ...] = ()
            if order_status_away:
                tell(turn, Rule.ORDER_STATUS_AWAY, department=department)
                first = (turn.tongue(call.language).say(Phrase.ORDER_STATUS_AWAY),)
            return go_to_department(turn, call, department, step, *first, thread=thread)


def _answer_offer(turn: CallTurn, call: Call, where: Offered, key: str | None) -> Verbs:
    if key == CALLBACK_KEY and offers_callback(turn, where.why):
        return ask_for_callback(turn, call, call.step + 1, "closed" if where.why == "closed" else "key")
    if key == MESSAGE_KEY:
        return move_to(turn, call, LeavingMessage(), call.step + 1)
    if key == WAIT_ON_KEY and where.why == "waited" and call.department_key is not None:
        return go_to_department(turn, call, call.department_key, call.step + 1, told=True)
    return _once_more(turn, call, replace(where, tried=where.tried + 1))


def _once_more(turn: CallTurn, call: Call, where: Offered | ConfirmingNumber) -> Verbs:
    if where.tried <= MOST_TRIES:
        return move_to(turn, call, where, call.step + 1)
    if isinstance(where, ConfirmingNumber):
        return _type_again(turn, call, TypingNumber(MOST_TRIES, where.callback_id))
    return farewell(turn, call, Phrase.GOODBYE)


def ask_for_callback(turn: CallTurn, call: Call, step: int, through: str) -> Verbs:
    """Promise a callback to the caller's number, or ask for one where it is withheld."""
    where, changes = wish_callback(turn, call, through)
    if changes:
        change_call(turn.tx, call.id, **changes)
    return move_to(turn, call, where, step)


def wish_callback(
    turn: CallTurn, call: Call, through: str, *, number: str | None = None
) -> tuple[Whereabouts, dict[str, Any]]:
    """Where the wish leads, and what changes in the call. The arrival of the call is kept."""
    number = number or call.customer_number
    if number is None:
        tell(turn, Rule.NO_NUMBER)
        return TypingNumber(), {}
    wish = CallbackWish(
        customer_number=number,
        department_key=call.department_key or turn.default_department,
        language=call.language,
        asked_through=through,
        verified=number == call.customer_number,  # another one is proven by the gate, where it has called us
        customer_id=call.customer_id if number == call.customer_number else None,
        call_id=call.id,
        ticket_id=call.ticket_id,
        arrived_at=call.arrived_at,
    )
    match request_callback(turn.tx, turn.line, wish, turn.now):
        case CallbackPromised(callback_id):
            tell_promised(turn, Rule.PROMISED, callback_id)
            return Promised(callback_id), {"outcome": "callback"}
        case CallbackAlreadyPromised(callback_id):
            tell_promised(turn, Rule.PROMISED_BEFORE, callback_id)
            is_own = number == call.customer_number
            return Promised(callback_id, may_change=is_own), {"outcome": "callback"}
        case CallbackRefused():
            tell_refused(turn)
            return Offered("refused"), {}


def _take_number(turn: CallTurn, call: Call, where: TypingNumber, typed: str | None) -> Verbs:
    number = typed_number(typed or "", turn.line.shop.country)
    if number is None:
        return _type_again(turn, call, where)
    confirming = ConfirmingNumber(number, callback_id=where.callback_id, typed=where.tried)
    return move_to(turn, call, confirming, call.step + 1)


def _confirm_number(turn: CallTurn, call: Call, where: ConfirmingNumber, key: str | None) -> Verbs:
    """1: it is right. What the gate refuses is answered like what is no number at all."""
    typing = TypingNumber(where.typed, where.callback_id)
    if key is None:
        return _once_more(turn, call, replace(where, tried=where.tried + 1))
    if key != CONFIRM_KEY:
        return _type_again(turn, call, typing)
    if where.callback_id is not None:
        return ring_number(turn, call, where, where.callback_id) or _type_again(turn, call, typing)
    there, changes = wish_callback(turn, call, "key", number=where.number)
    if isinstance(there, Offered):
        return _type_again(turn, call, typing)
    change_call(turn.tx, call.id, **changes)
    return move_to(turn, call, there, call.step + 1)


def _type_again(turn: CallTurn, call: Call, where: TypingNumber) -> Verbs:
    """Another number, not for ever: then what was promised stands, or a message may be left."""
    if where.tried < MOST_TRIES:
        return move_to(turn, call, replace(where, tried=where.tried + 1), call.step + 1)
    if where.callback_id is not None:
        return move_to(turn, call, Promised(where.callback_id, "number_refused"), call.step + 1)
    return move_to(turn, call, Offered("refused"), call.step + 1)
