"""An agent calls the shop's own number, types the PIN, and hears and changes the status.

No desk page and no browser is needed for it. Caller ids can be forged, so nothing is said before the PIN.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from call_routing.people.agent_status import AgentStatus, StatusReason, choose_status
from call_routing.people.pin_check import Locked, RightPin, WrongPin, check_pin, holders_at, locked_until
from call_routing.people.pins import looks_like_pin
from ivr.places import AskingPin, ChoosingStatus, Told, Whereabouts, as_walk
from ivr.speech import Phrase, phrase, spoken_opening
from ivr.status_words import status_in_words
from ivr.turn import CallTurn, Tongue, Turn, Verbs
from ivr.twiml import Gather, Hangup, Redirect
from ticket_store.call_states import Outcome
from ticket_store.pins_kept import PinHolder, pin_holder
from ticket_store.rows import Call

PIN_TIMEOUT_S = 8
STATUS_KEYS = {"1": AgentStatus.AVAILABLE, "2": AgentStatus.AWAY, "3": AgentStatus.OFFLINE}
MOST_TRIES = 2  # keys that mean nothing, or silence; then the line ends
# The phone on which they have just become available is still at their ear: it would ring busy.
RINGS_AFTER = timedelta(seconds=10)


def first_words(turn: Turn, holders: Sequence[PinHolder]) -> tuple[Whereabouts, Verbs]:
    """What an agent hears at first who calls from the phone at which they are rung."""
    until = locked_until(holders, turn.now)
    if until is not None:
        return Told("pin_locked"), _locked(turn, holders, until)
    return AskingPin(), _ask_pin(turn, holders, AskingPin(), 1)


def speak_to_agent(turn: Turn, call: Call, where: AskingPin | ChoosingStatus, step: int) -> Verbs:
    """What is said at this place; the line ends for one who has no PIN any more."""
    if isinstance(where, AskingPin):
        return _ask_pin(turn, holders_at(turn.tx, turn.line, call.customer_number), where, step)
    holder = pin_holder(turn.tx, where.agent_id)
    return (Hangup(),) if holder is None else _ask_status(turn, holder, step)


def _ask_pin(turn: Turn, holders: Sequence[PinHolder], where: AskingPin, step: int) -> Verbs:
    """Digits up to the hash key. They go to an address of their own, of which no digit is ever kept."""
    tongue = _tongue(turn, holders)
    said = [tongue.say(Phrase.PIN_WRONG)] if where.wrong else []
    said.append(tongue.say(Phrase.PIN_AGAIN if where.tried or where.wrong else Phrase.ASK_PIN))
    return (
        Gather(
            tuple(said), action=turn.addresses.step("pin", step), finish_on_key="#", timeout=PIN_TIMEOUT_S
        ),
        Redirect(turn.addresses.step("silence", step)),
    )


def take_pin(turn: CallTurn, call: Call, where: AskingPin, typed: str) -> Verbs:
    """The right one opens the choice, the fifth wrong one ends the call."""
    holders = holders_at(turn.tx, turn.line, call.customer_number)
    if not looks_like_pin(typed):
        again = replace(where, tried=where.tried + 1, wrong=False)
        return _go_to(turn, again, _ask_pin(turn, holders, again, call.step + 1), gives_up=again.tried)
    match check_pin(turn.tx, holders, typed, turn.now):
        case RightPin(agent):
            turn.changes["outcome"] = Outcome.STATUS.value
            chosen = ChoosingStatus(agent.id)
            return _go_to(turn, chosen, _ask_status(turn, agent, call.step + 1))
        case Locked(until):
            return _go_to(turn, Told("pin_locked"), _locked(turn, holders, until))
        case WrongPin():
            again = replace(where, wrong=True)
            return _go_to(turn, again, _ask_pin(turn, holders, again, call.step + 1))


def choose_own_status(turn: CallTurn, call: Call, where: ChoosingStatus, key: str | None) -> Verbs:
    """1 available, 2 away, 3 offline. Any other key, or none, is asked again, and not for ever."""
    holder = pin_holder(turn.tx, where.agent_id)
    if holder is None:
        return (Hangup(),)
    status = STATUS_KEYS.get(key or "")
    if status is None:
        again = replace(where, tried=where.tried + 1)
        return _go_to(turn, again, _ask_status(turn, holder, call.step + 1), gives_up=again.tried)
    choose_status(
        turn.tx,
        holder.id,
        status,
        turn.now,
        actor=holder.email,
        line=turn.line,
        reason=StatusReason.BY_PHONE,
        rests_until=turn.now + RINGS_AFTER,
    )
    said = _tongue(turn, [holder]).text(status_in_words(_languages(turn, [holder]), status.value))
    return _go_to(turn, Told("status"), (said, Hangup()))


def _go_to(turn: CallTurn, where: Whereabouts, spoken: Verbs, *, gives_up: int = 0) -> Verbs:
    turn.changes["walk"] = as_walk(where)
    return (Hangup(),) if gives_up > MOST_TRIES else spoken


def _ask_status(turn: Turn, holder: PinHolder, step: int) -> Verbs:
    languages = _languages(turn, [holder])
    now = status_in_words(languages, holder.chosen_status, holder.status_reason)
    said = f"{now} {phrase(languages, Phrase.STATUS_KEYS)}"
    return (
        Gather(
            (_tongue(turn, [holder]).text(said),),
            action=turn.addresses.step("key", step),
            num_digits=1,
            finish_on_key="",
            timeout=PIN_TIMEOUT_S,
        ),
        Redirect(turn.addresses.step("silence", step)),
    )


def _locked(turn: Turn, holders: Sequence[PinHolder], until: datetime) -> Verbs:
    return (_tongue(turn, holders).text(locked_in_words(turn, _languages(turn, holders), until)), Hangup())


def locked_in_words(turn: Turn, languages: Sequence[str], until: datetime) -> str:
    """Until when no PIN is taken: the first whole minute in which one is."""
    minute = timedelta(minutes=1)
    opens_at = until + (-timedelta(seconds=until.second, microseconds=until.microsecond) % minute)
    opening = spoken_opening(languages, turn.tongue(languages[0]).local(opens_at), turn.now)
    return phrase(languages, Phrase.PIN_LOCKED, opening=opening)


def _tongue(turn: Turn, holders: Sequence[PinHolder]) -> Tongue:
    return turn.tongue(_languages(turn, holders)[0])


def _languages(turn: Turn, holders: Sequence[PinHolder]) -> tuple[str, ...]:
    """Of the first who is rung there; else the shop's."""
    own = holders[0].languages if holders else ()
    return (*own, *turn.line.shop.languages)
