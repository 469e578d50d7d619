"""A customer whom we ring does not talk: it does not suit them, they want no calls, or a machine has taken it."""

from callbacks.promising.by_key import put_off, refuse_for_good
from callbacks.promising.moving import move_callback
from callbacks.promising.other_times import free_near, tomorrow_at_this_time
from callbacks.promising.policy import Cause
from callbacks.ringing.attempts import end_attempt
from callbacks.telling.texting import sender
from ivr.promise_words import promised_window, window_of
from ivr.speech import Phrase, spoken_number
from ivr.turn import Turn, Verbs
from ivr.twiml import Gather, Hangup, Pause
from ticket_store.callback_steps import write_step
from ticket_store.callbacks import attempt_by_id, callback_by_id, change_callback
from ticket_store.calls import call_by_id, leg_by_token
from ticket_store.rows import Attempt, Call, Callback, Leg

TOMORROW_KEY = "2"
_MACHINE_GREETS_S = 8  # where the carrier tells it at the first word; then the tone
_TIME_TO_HANG_UP_S = 4


def refuse(turn: Turn, leg: Leg, call: Call) -> Verbs:
    """9: no further dial to this number. In a talk the key means nothing: it is the late report of an earlier one."""
    if call.answered_at is not None or call.customer_number is None:
        return (Hangup(),)
    refuse_for_good(turn.tx, call.customer_number, attempt_by_id(turn.tx, leg.attempt_id or ""), turn.now)
    return (turn.tongue(call.language).say(Phrase.CUSTOMER_STOPPED), Hangup())


def suits_later(turn: Turn, leg: Leg, call: Call) -> Verbs:
    """2: promised for an hour later at once, so that a hang-up loses nothing; one more key makes it tomorrow."""
    attempt = attempt_by_id(turn.tx, leg.attempt_id or "")
    if attempt is None or call.answered_at is not None:
        return (Hangup(),)
    found = put_off(turn.tx, turn.line, attempt, turn.now)
    tongue = turn.tongue(call.language)
    if found is None:
        return (tongue.say(Phrase.GOODBYE), Hangup())
    said = tongue.say(Phrase.CUSTOMER_LATER, window=promised_window(turn, tongue, found))
    other = free_near(turn.tx.db, turn.line, found, tomorrow_at_this_time(turn.line, turn.now), turn.now)
    if other is None or other.start == found.promised_from:
        return (said, tongue.say(Phrase.GOODBYE), Hangup())
    window = window_of(turn, tongue, other.start, other.end)
    asked = tongue.say(Phrase.CUSTOMER_LATER_OTHER, window=window, key=TOMORROW_KEY)
    return (
        Gather(
            (said, asked),
            action=turn.addresses.of_leg("customer-later", leg.token or ""),
            num_digits=1,
            finish_on_key="",
            timeout=_TIME_TO_HANG_UP_S,
        ),
        tongue.say(Phrase.GOODBYE),
        Hangup(),
    )


def hear_later_key(turn: Turn) -> Verbs:
    """2 once more: tomorrow at this time. Any other key leaves it as it was; either way the promise is read."""
    leg = leg_by_token(turn.tx, turn.hook.token)
    call = call_by_id(turn.tx, leg.call_id) if leg is not None and leg.call_id else None
    if call is None or call.callback_id is None:
        return (Hangup(),)
    if turn.hook["Digits"] == TOMORROW_KEY:
        _move_to_tomorrow(turn, call.callback_id)
    tongue = turn.tongue(call.language)
    found = callback_by_id(turn.tx, call.callback_id)
    if found is None or found.status != "waiting":
        return (tongue.say(Phrase.GOODBYE), Hangup())
    return (tongue.say(Phrase.PROMISE_KEPT, window=promised_window(turn, tongue, found)), Hangup())


def _move_to_tomorrow(turn: Turn, callback_id: str) -> None:
    """A repeat of the key, seconds later, finds it moved."""
    found = callback_by_id(turn.tx, callback_id)
    wanted = tomorrow_at_this_time(turn.line, turn.now)
    if found is None or found.status != "waiting":
        return
    window = free_near(turn.tx.db, turn.line, found, wanted, turn.now)
    if window is not None and window.start != found.promised_from:
        move_callback(turn.tx, turn.line, callback_id, window.start, turn.now, actor="customer")


def answered_by_machine(turn: Turn, leg: Leg, call: Call, told: str) -> Verbs:
    """The carrier knows that it is one; a fax is told nothing. `told` is its own word.

    Source: https://www.twilio.com/docs/voice/answering-machine-detection (AnsweredBy).
    """
    verbs = left_unanswered(turn, leg, call)
    if told == "fax":
        return (Hangup(),)
    is_greeting = told == "machine_start" and len(verbs) > 1
    return (Pause(_MACHINE_GREETS_S), *verbs) if is_greeting else verbs


def left_unanswered(turn: Turn, leg: Leg, call: Call) -> Verbs:
    """No key: the attempt is over as taken by a machine and the agent is told; a message, once for each request."""
    attempt = attempt_by_id(turn.tx, leg.attempt_id or "")
    found = callback_by_id(turn.tx, call.callback_id or "")
    if attempt is None or found is None or call.answered_at is not None or call.status == "waiting":
        return (Hangup(),)
    if call.status == "dialing":
        end_attempt(turn.tx, turn.line, attempt, Cause.MACHINE, turn.now)
    elif attempt.cause != Cause.MACHINE:
        return (Hangup(),)
    if not _leaves_message(turn, attempt, found):
        return (Hangup(),)
    tongue = turn.tongue(call.language)
    said = tongue.say(
        Phrase.CUSTOMER_MESSAGE,
        shop=turn.line.shop.name,
        department=tongue.department(call.department_key or turn.default_department),
        number=spoken_number(tongue.language, sender(turn.line)),
    )
    return (said, Hangup())


def _leaves_message(turn: Turn, attempt: Attempt, found: Callback) -> bool:
    """Whether this attempt leaves the one message: a repeat of its webhook says it again, a later attempt does not."""
    if found.machine_told_at is not None:
        return found.machine_told_at >= attempt.placed_at
    change_callback(turn.tx, found.id, machine_told_at=turn.now)
    facts = {"notice": "machine", "number": attempt.number}
    write_step(turn.tx, found.id, "told", turn.now, actor="telephone", **facts)
    return True
