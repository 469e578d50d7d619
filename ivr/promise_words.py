"""A promise to ring back, spoken: when, which other times there are, and the keys that change it."""

from datetime import datetime

from callbacks.promising.other_times import SOONEST, TimeOnOffer
from ivr.menus import gather_key
from ivr.places import ChoosingTime, Promised, ToldPromise
from ivr.speech import Phrase, spoken_after, spoken_number, spoken_window
from ivr.turn import Tongue, Turn, Verbs
from ivr.twiml import Hangup, Play, Say
from ticket_store.callbacks import callback_by_id
from ticket_store.rows import Call, Callback

WAIT_ON_KEY = "0"  # 3, which means it elsewhere, is another number here
_TIME_TO_HANG_UP_S = 4  # the promise stands: whoever is content hangs up in the middle of the keys


def window_of(turn: Turn, tongue: Tongue, start: datetime, end: datetime) -> str:
    """A window as it is spoken: from no earlier than now, to the minute by which we ring."""
    return spoken_window(
        tongue.language, tongue.local(max(start, turn.now)), tongue.local(end), tongue.local(turn.now)
    )


def promised_window(turn: Turn, tongue: Tongue, found: Callback) -> str:
    return window_of(turn, tongue, found.promised_from, found.promised_until)


def speak_promise(
    turn: Turn, call: Call | None, tongue: Tongue, where: ToldPromise | Promised | ChoosingTime, step: int
) -> Verbs:
    """What is said of a promise at this place; the line ends where there is none any more.

    `call` is None while it is not written yet: who has just rung has waited nowhere.
    """
    found = callback_by_id(turn.tx, where.callback_id)
    if found is None:
        return (tongue.say(Phrase.GOODBYE), Hangup())
    match where:
        case ToldPromise():
            said = (*_told_first(turn, tongue, found, where), tongue.say(Phrase.PROMISE_LINE_KEYS))
            return gather_key(turn.addresses, said, step)
        case Promised():
            may_wait = call is not None and call.queued_at is not None
            said = _promise(turn, tongue, found, where, may_wait=may_wait)
            return gather_key(turn.addresses, said, step, timeout_s=_TIME_TO_HANG_UP_S)
        case ChoosingTime(times=times):
            return gather_key(turn.addresses, _times(turn, tongue, times), step)


def _told_first(turn: Turn, tongue: Tongue, found: Callback, where: ToldPromise) -> tuple[Say | Play, ...]:
    """The promise; after a wrong key, that there is nothing on it."""
    if where.tried:
        return (tongue.say(Phrase.NO_MATCH),)
    department = tongue.department(found.department_key)
    if found.promised_until <= turn.now:
        return (tongue.say(Phrase.PROMISE_LINE_LATE, department=department),)
    window = promised_window(turn, tongue, found)
    return (tongue.say(Phrase.PROMISE_LINE, window=window, department=department),)


def _promise(
    turn: Turn, tongue: Tongue, found: Callback, where: Promised, *, may_wait: bool
) -> tuple[Say | Play, ...]:
    said: list[Say | Play] = []
    window = promised_window(turn, tongue, found)
    if where.how == "number_refused":
        said.append(tongue.say(Phrase.OTHER_NUMBER_REFUSED))
    if where.tried:
        said.append(tongue.say(Phrase.NO_MATCH))
    else:
        number = spoken_number(tongue.language, found.customer_number)
        said.append(tongue.say(Phrase.CALLBACK_PROMISED, number=number, window=window))
    said.append(tongue.say(Phrase.PROMISE_KEYS))
    if may_wait:
        said.append(tongue.say(Phrase.WAIT_ON, key=WAIT_ON_KEY))
    return tuple(said)


def _times(turn: Turn, tongue: Tongue, times: tuple[str, ...]) -> tuple[Say | Play, ...]:
    """Each time with its key, from 1 on."""
    on_offer = [TimeOnOffer.read(kept) for kept in times]
    return tuple(_time(turn, tongue, one, str(key)) for key, one in enumerate(on_offer, start=1))


def _time(turn: Turn, tongue: Tongue, one: TimeOnOffer, key: str) -> Say | Play:
    if one.start is None or one.kind == SOONEST:
        return tongue.say(Phrase.TIME_SOONEST, key=key)
    window = window_of(turn, tongue, one.start, one.end)
    if one.kind == "after":
        after = spoken_after(tongue.language, turn.line.shop.callbacks.slots.after_work)
        return tongue.say(Phrase.TIME_AFTER, after=after, window=window, key=key)
    return tongue.say(Phrase.TIME_SLOT, window=window, key=key)
