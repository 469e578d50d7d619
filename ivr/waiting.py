"""The waiting room: music, a spoken place, and a key at any moment that turns waiting into a callback."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from call_routing.because import Rule
from call_routing.hours.opening_hours import is_open
from call_routing.hours.schedules import schedule_of
from call_routing.people.offers import nobody_left, withdraw_offers
from call_routing.queue.arrival import LONGEST_SILENCE, arrive, overflow_target
from call_routing.queue.estimates import Estimate, LastSaid, News, worth_saying
from call_routing.queue.foretelling import Foretold, foretell
from ivr.answers import MESSAGE_KEY, answer, join_talk
from ivr.choosing import CALLBACK_KEY, wish_callback
from ivr.places import LeavingMessage, Offered, Whereabouts, as_walk
from ivr.reasons import tell, tell_end_of_waiting, tell_keys_told
from ivr.speech import Phrase, spoken_wait
from ivr.turn import CallTurn, Tongue, Verbs
from ivr.twiml import Gather, Hangup, Leave, Pause, Play, Say
from ticket_store.calls import call_by_id, change_call
from ticket_store.line import NextStep, OfferCallback, Routing
from ticket_store.reservations import live_reservation
from ticket_store.rows import Call

MUSIC = "hold.wav"


def wait(turn: CallTurn, call: Call) -> Verbs:
    """One round of the waiting room. The carrier asks again for ever, so each round checks what has changed."""
    reservation = live_reservation(turn.tx, call_id=call.id)
    if reservation is not None and reservation.state == "accepted":
        return (Pause(2),)  # the way to the agent is being opened
    if call.status != "waiting":
        return (Hangup(),) if call.status == "ended" else (Leave(),)
    seen = _foretell(turn, call)
    why = _no_longer(turn, call, seen)
    if why is not None:
        return _go_on(turn, call, why)
    return _comfort(turn, call, seen, ringing=reservation is not None)


def hear_waiting_key(turn: CallTurn, call: Call) -> Verbs:
    """A key in the waiting room: 1 rings back and keeps the place, where callbacks are promised; 2 takes a message."""
    if call.status != "waiting":
        return wait(turn, call)
    key = turn.hook["Digits"]
    if key not in {CALLBACK_KEY, MESSAGE_KEY} or (key == CALLBACK_KEY and not _accepts(turn)):
        return wait(turn, call)
    reservation = live_reservation(turn.tx, call_id=call.id)
    if reservation is not None and reservation.state == "accepted":
        return (Pause(2),)  # an agent was quicker than the key: they meet now
    if key == MESSAGE_KEY:
        return _leave(turn, call, LeavingMessage())
    where, changes = wish_callback(turn, call, "key")
    return _leave(turn, call, where, **changes)


def leave_queue(turn: CallTurn, call: Call) -> Verbs:
    """The caller is out of the carrier's queue, for whatever reason; their state says what comes next.

    One who left it and waits all the same met a fault in the waiting room: back there it would come again.
    """
    result = turn.hook["QueueResult"]
    if call.status == "waiting" and result in {"error", "system-error", "queue-full", "leave"}:
        _leave(turn, call, Offered("full"))
        call = call_by_id(turn.tx, call.id) or call
    elif call.status == "talking":
        return join_talk(turn, call)
    return answer(turn, call)


def _no_longer(turn: CallTurn, call: Call, seen: Foretold) -> str | None:
    """Why this caller should not wait any longer; None while waiting has a sense."""
    key = _department_of(turn, call)
    if call.answered_at is None and not is_open(schedule_of(turn.line, key), turn.now):
        return "closed"  # whoever talked already and is back may wait on, as long as somebody is there
    if not seen.outlook.staffed:
        return "nobody"
    if nobody_left(turn.tx, turn.line, call):
        return "declined"
    return "waited" if _waited_here(turn, call) > turn.line.departments[key].max_wait else None


def _department_of(turn: CallTurn, call: Call) -> str:
    """Where they wait. One that was removed in the instant in which they came keeps nobody: the first looks after
    them.
    """
    key = call.department_key
    return key if key is not None and key in turn.line.departments else turn.default_department


def _waited_here(turn: CallTurn, call: Call) -> timedelta:
    """Since they came to this department, by whatever way."""
    since = [at for at in (call.queued_at, call.waiting_since) if at is not None]
    return turn.now - max(since, default=turn.now)


def _go_on(turn: CallTurn, call: Call, why: str) -> Verbs:
    """The department's next step: another department, where one is set and can take the caller, else an offer."""
    key = _department_of(turn, call)
    tell_end_of_waiting(turn, key, why, _waited_here(turn, call))
    step = _next_step(turn.line.departments[key].routing, why)
    target = overflow_target(turn.tx, turn.line, call, step, turn.now)
    if target is None:
        return _leave(turn, call, Offered(why))
    tell(turn, Rule.OVERFLOW, department=key, target=target)
    withdraw_offers(turn.tx, "moved_on", turn.now, call_id=call.id)
    change_call(turn.tx, call.id, overflow_from=key)
    arrive(turn.tx, turn.line, replace(call, overflow_from=key), target, turn.now)
    turn.tx.topics.add(f"department:{key}")
    moved = call_by_id(turn.tx, call.id) or call
    tongue = turn.tongue(call.language)
    there = tongue.say(Phrase.OVERFLOW, department=tongue.department(target))
    return _comfort(turn, moved, _foretell(turn, moved), there)


def _next_step(routing: Routing, why: str) -> NextStep:
    match why:
        case "waited":
            return routing.when_waited
        case "nobody":
            return routing.when_nobody
        case _:
            return OfferCallback()


def _leave(turn: CallTurn, call: Call, where: Whereabouts, **changes: Any) -> Verbs:
    """Out of the queue: whoever is being rung for this caller is let go."""
    withdraw_offers(turn.tx, "caller_left", turn.now, call_id=call.id)
    status = "message" if isinstance(where, LeavingMessage) else "menu"
    change_call(turn.tx, call.id, status=status, walk=as_walk(where), **changes)
    turn.tx.topics.update({"calls", f"call:{call.id}", f"department:{call.department_key}"})
    return (Leave(),)


def _foretell(turn: CallTurn, call: Call) -> Foretold:
    key = _department_of(turn, call)
    ranks_at = call.ranks_at or call.arrived_at or call.started_at
    return foretell(turn.tx.db, turn.line, key, ranks_at, turn.now)


def _comfort(turn: CallTurn, call: Call, seen: Foretold, *first: Say | Play, ringing: bool = False) -> Verbs:
    """Place and expected wait, only when better than the last time, then music; a key acts at any moment."""
    tongue = turn.tongue(call.language)
    changes: dict[str, Any] = {"deadline_at": turn.now + LONGEST_SILENCE}
    said = list(first)
    wait = None if ringing else seen.wait  # while somebody's phone rings for them the wait is nearly over
    last = LastSaid(call.spoken_place, call.spoken_high_minutes, call.spoken_at)
    news = worth_saying(seen.ahead + 1, wait, last, turn.now)
    if news is not None:
        said += _news(tongue, news)
        changes["spoken_at"] = turn.now
        if news.place is not None:
            changes["spoken_place"] = news.place
        if news.wait is not None:
            changes["spoken_high_minutes"] = news.wait.high_minutes
    if _speaks_of_keys(turn, call, wait):
        if _accepts(turn):
            tell_keys_told(turn, _department_of(turn, call), wait, _waited_here(turn, call))
            said.append(tongue.say(Phrase.WAIT_KEYS))
        else:
            said.append(tongue.say(Phrase.OFFER_MESSAGE, key=MESSAGE_KEY))
        changes["keys_told_at"] = turn.now
    change_call(turn.tx, call.id, **changes)
    return (
        Gather(
            (*said, Play(turn.addresses.audio(MUSIC))),
            action=turn.addresses.of_call("wait-key"),
            num_digits=1,
            finish_on_key="",
            timeout=1,
        ),
    )


def _news(tongue: Tongue, news: News) -> Iterator[Say | Play]:
    if news.place is not None:
        yield tongue.say(Phrase.PLACE, n=news.place)
    if news.wait is not None:
        words = spoken_wait(tongue.language, news.wait.low_minutes, news.wait.high_minutes)
        yield tongue.say(Phrase.EXPECTED_WAIT, wait=words)


def _accepts(turn: CallTurn) -> bool:
    return turn.line.shop.callbacks.accept


def _speaks_of_keys(turn: CallTurn, call: Call, wait: Estimate | None) -> bool:
    """The keys work from the first second; they are spoken about once, when waiting gets long or will be."""
    if call.keys_told_at is not None:
        return False
    policy = turn.line.departments[_department_of(turn, call)].callback
    long_expected = wait is not None and wait.expected >= policy.offer_after_expected
    return long_expected or _waited_here(turn, call) >= policy.offer_after_waited
