"""A key changes what was promised: kept, moved, another number, cancelled, or not waited for.

The promise stands from the moment in which it was made: whoever hangs up in the middle has lost nothing.
"""

from dataclasses import replace

from call_routing.because import Rule
from callbacks.promising.moving import move_callback
from callbacks.promising.other_number import ring_other_number
from callbacks.promising.other_times import TimeOnOffer, times_on_offer
from callbacks.promising.requests import cancel_callback
from callbacks.wishes import CallbackPromised, CallbackRefused
from ivr.answers import farewell
from ivr.arriving import begin
from ivr.called_in import wait_now
from ivr.places import ChoosingTime, ConfirmingNumber, Promised, Told, ToldPromise, TypingNumber
from ivr.promise_words import WAIT_ON_KEY
from ivr.reasons import tell_promise, tell_promised
from ivr.speech import Phrase
from ivr.to_department import go_to_department, move_to
from ivr.turn import CallTurn, Verbs
from ticket_store.callbacks import WAITS, callback_by_id
from ticket_store.calls import change_call
from ticket_store.customers import customer_by_number
from ticket_store.rows import Call, Callback

_CHANGES = frozenset("239")  # another time, another number, not at all
ASK_ONCE_MORE = 1  # after a key that means nothing; then the line goes on without it


def hear_about_promise(
    turn: CallTurn, call: Call, where: ToldPromise | Promised | ChoosingTime, key: str | None
) -> Verbs:
    """One key, or none, in answer to a promise that was read out."""
    found = callback_by_id(turn.tx, where.callback_id)
    waits = found is not None and found.status in WAITS
    match where:
        case ToldPromise() if found is not None and waits:
            return _after_status_line(turn, call, where, found, key)
        case ToldPromise():
            return _begin(turn, call)  # kept, or cancelled elsewhere, in this very moment
        case Promised() if found is not None and waits:
            return _change(turn, call, where, found, key)
        case ChoosingTime() if waits:
            return _choose_time(turn, call, where, key)
        case _:
            return farewell(turn, call, Phrase.GOODBYE)


def _after_status_line(
    turn: CallTurn, call: Call, where: ToldPromise, found: Callback, key: str | None
) -> Verbs:
    """1 keeps it, 2 moves it, 3 waits now with the old place, 4 and silence go on to the menu: nobody is lost."""
    match key:
        case "1":
            change_call(turn.tx, call.id, outcome="callback")
            return move_to(turn, call, Told("kept", found.id), call.step + 1)
        case "2":
            change_call(turn.tx, call.id, outcome="callback")
            return _offer_times(turn, call, found)
        case "3":
            return wait_now(turn, call, found)
        case "4" | None:
            return _begin(turn, call)
        case _ if where.tried < ASK_ONCE_MORE:
            return move_to(turn, call, replace(where, tried=where.tried + 1), call.step + 1)
        case _:
            return _begin(turn, call)


def _begin(turn: CallTurn, call: Call) -> Verbs:
    known = customer_by_number(turn.tx.db, call.customer_number) if call.customer_number else None
    return begin(turn, call, known)


def _change(turn: CallTurn, call: Call, where: Promised, found: Callback, key: str | None) -> Verbs:
    """Whoever typed a number that had been promised a call hears the same words, and changes nothing of it."""
    if not where.may_change and key in _CHANGES:
        return farewell(turn, call, Phrase.GOODBYE)
    match key:
        case "2":
            return _offer_times(turn, call, found)
        case "3":
            return move_to(turn, call, TypingNumber(callback_id=found.id), call.step + 1)
        case "9":
            tell_promise(turn, Rule.PROMISE_CANCELLED, found)
            cancel_callback(turn.tx, found.id, turn.now, actor="customer")
            return move_to(turn, call, Told("cancelled", found.id), call.step + 1)
        case _ if key == WAIT_ON_KEY and call.queued_at is not None and call.department_key is not None:
            return go_to_department(turn, call, call.department_key, call.step + 1, told=True)
        case None:
            return farewell(turn, call, Phrase.GOODBYE)
        case _ if where.tried < ASK_ONCE_MORE:
            return move_to(turn, call, replace(where, tried=where.tried + 1), call.step + 1)
        case _:
            return farewell(turn, call, Phrase.GOODBYE)


def _offer_times(turn: CallTurn, call: Call, found: Callback) -> Verbs:
    times = tuple(one.kept() for one in times_on_offer(turn.tx.db, turn.line, found, turn.now))
    return move_to(turn, call, ChoosingTime(found.id, times), call.step + 1)


def _choose_time(turn: CallTurn, call: Call, where: ChoosingTime, key: str | None) -> Verbs:
    """The time behind this key is promised and read back; else all stays as it was."""
    chosen = int(key) if key is not None and key.isascii() and key.isdigit() else 0
    if not 1 <= chosen <= len(where.times):
        if key is not None and where.tried < ASK_ONCE_MORE:
            return move_to(turn, call, replace(where, tried=where.tried + 1), call.step + 1)
        return move_to(turn, call, Told("stays", where.callback_id), call.step + 1)
    wanted = TimeOnOffer.read(where.times[chosen - 1]).start
    moved = move_callback(turn.tx, turn.line, where.callback_id, wanted, turn.now, actor="customer")
    if isinstance(moved, CallbackPromised):
        tell_promised(turn, Rule.PROMISE_MOVED, where.callback_id)
        return move_to(turn, call, Promised(where.callback_id), call.step + 1)
    return move_to(turn, call, Told("stays", where.callback_id), call.step + 1)


def ring_number(turn: CallTurn, call: Call, where: ConfirmingNumber, callback_id: str) -> Verbs | None:
    """The number that was typed takes the place of the other; None where it may not be rung."""
    found = callback_by_id(turn.tx, callback_id)
    if found is None or found.status not in WAITS:
        return farewell(turn, call, Phrase.GOODBYE)
    match ring_other_number(turn.tx, turn.line, found, where.number, turn.now):
        case CallbackRefused():
            return None
        case made:
            is_new = isinstance(made, CallbackPromised) or made.callback_id == callback_id
            return move_to(turn, call, Promised(made.callback_id, may_change=is_new), call.step + 1)
