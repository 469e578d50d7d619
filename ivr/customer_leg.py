"""The phone of a customer whom we ring back: who calls and why; 1 talks, 2 is another time, 9 is never again.

Only a key tells a person from a machine. Without one a message is left, once for each request.
"""

from call_routing.addresses import room_of
from call_routing.queue.place_in_queue import rank_in
from call_routing.talking.talk import start_talk
from callbacks.promising.policy import Cause
from callbacks.ringing.legs import customer_leg_ended, hear_of_leg
from ivr.answers import conference, enter_queue, join_talk
from ivr.customer_keys import answered_by_machine, left_unanswered, refuse, suits_later
from ivr.speech import Phrase, spoken_day
from ivr.turn import Tongue, Turn, Verbs
from ivr.twiml import Gather, Hangup, Pause, Play, Redirect, Say
from ticket_store.agents import agent_by_id
from ticket_store.callbacks import attempt_by_id, callback_by_id, change_attempt
from ticket_store.calls import call_by_id, change_call, leg_by_token
from ticket_store.reservations import reservation_by_id, reservation_of
from ticket_store.rows import Call, Leg

MOST_TRIES = 2
_KEY_TIMEOUT_S = 6


def greet_customer(turn: Turn) -> Verbs:
    """Somebody answered, or a machine, where the carrier can tell."""
    found = _leg_and_call(turn)
    if found is None:
        return (Hangup(),)
    leg, call = found
    hear_of_leg(turn.tx, leg, "in-progress", turn.hook.told_at(turn.now), turn.hook.call_sid)
    if call.status == "ended":
        return (Hangup(),)
    attempt = attempt_by_id(turn.tx, leg.attempt_id or "")
    if attempt is not None and attempt.state != "ended":
        change_attempt(turn.tx, attempt.id, state="answered")
    told = turn.hook["AnsweredBy"]
    if told.startswith("machine") or told == "fax":
        return answered_by_machine(turn, leg, call, told)
    return _greet(turn, leg, call, 1)


def hear_customer_key(turn: Turn) -> Verbs:
    """1: both meet. 2: later. 9: never again, whatever has become of this call. Another key is asked about once."""
    found = _leg_and_call(turn)
    if found is None:
        return (Hangup(),)
    leg, call = found
    match turn.hook["Digits"]:
        case "1":
            return _talk(turn, leg, call)
        case "2":
            return suits_later(turn, leg, call)
        case "9":
            return refuse(turn, leg, call)
        case _ if turn.hook.step < MOST_TRIES and call.status == "dialing":
            return _greet(turn, leg, call, MOST_TRIES)
        case _:
            return left_unanswered(turn, leg, call)


def hear_customer_silence(turn: Turn) -> Verbs:
    """Nobody pressed a key: most likely a machine."""
    found = _leg_and_call(turn)
    return (Hangup(),) if found is None else left_unanswered(turn, *found)


def hear_of_customer_leg(turn: Turn) -> Verbs:
    """The life of a customer's leg, event by event, in any order."""
    leg = leg_by_token(turn.tx, turn.hook.token)
    if leg is None:
        return ()
    at = turn.hook.told_at(turn.now)
    state = hear_of_leg(turn.tx, leg, turn.hook.status, at, turn.hook.call_sid)
    if state.has_ended:
        customer_leg_ended(turn.tx, turn.line, leg, state.status, state.ended_at or at, turn.now)
    elif leg.attempt_id is not None and turn.hook.status == "ringing":
        attempt = attempt_by_id(turn.tx, leg.attempt_id)
        if attempt is not None and attempt.state in {"placing", "unknown"}:
            change_attempt(turn.tx, leg.attempt_id, state="ringing")
        elif attempt is not None and attempt.cause == Cause.AGENT_LEFT:
            # Told late: it rang before it was ended.
            change_attempt(turn.tx, leg.attempt_id, cause=Cause.LEFT_RINGING)
    return ()


def _greet(turn: Turn, leg: Leg, call: Call, tries: int) -> Verbs:
    """Who, why and the keys; the keys twice, since a phone at the ear misses them."""
    tongue = turn.tongue(call.language)
    keys = tongue.say(Phrase.CUSTOMER_KEYS)
    who = tongue.say(Phrase.NO_MATCH) if tries > 1 else _who_and_why(turn, leg, call, tongue)
    token = leg.token or ""
    return (
        Gather(
            (who, keys, Pause(2), keys),
            action=turn.addresses.of_leg("customer-key", token, tries),
            num_digits=1,
            finish_on_key="",
            timeout=_KEY_TIMEOUT_S,
        ),
        Redirect(turn.addresses.of_leg("customer-silence", token), method="POST"),
    )


def _who_and_why(turn: Turn, leg: Leg, call: Call, tongue: Tongue) -> Say | Play:
    """The shop, the agent by the first name, the department, and when it was asked for."""
    held = reservation_by_id(turn.tx, leg.reservation_id or "")
    agent = agent_by_id(turn.tx.db, held.agent_id) if held is not None else None
    asked = callback_by_id(turn.tx, call.callback_id or "")
    asked_at = asked.created_at if asked is not None else call.started_at
    return tongue.say(
        Phrase.CUSTOMER_CALLBACK,
        shop=turn.line.shop.name,
        name=(agent.name.split() or [agent.name])[0] if agent is not None else turn.line.shop.name,
        department=tongue.department(call.department_key or turn.default_department),
        day=spoken_day(tongue.language, tongue.local(asked_at), turn.now),
    )


def _talk(turn: Turn, leg: Leg, call: Call) -> Verbs:
    """Both meet. The agent may have left in between: then the customer is first in the queue."""
    if call.status == "ended":
        asked = callback_by_id(turn.tx, call.callback_id or "")
        cancelled = asked is not None and asked.status == "cancelled"
        said = turn.tongue(call.language).say(Phrase.CALLBACK_CANCELLED)
        return (said, Hangup()) if cancelled else (Hangup(),)
    held = reservation_by_id(turn.tx, leg.reservation_id or "")
    if held is None or held.state != "accepted" or held.callback_id is None:
        return _without_that_agent(turn, leg, call)
    start_talk(turn.tx, turn.line, call, held, turn.now)
    # No word of ours comes first: the agent is there and says hello within the second.
    return (conference(turn, room_of(call), "customer", turn.addresses.of_call("talk-ended")),)


def _without_that_agent(turn: Turn, leg: Leg, call: Call) -> Verbs:
    """The agent for whom this customer was rung is not held any more: gone before they met, or, where this key
    is told late, after a talk that was passed on, broke off or is over.
    """
    if call.status == "dialing":
        return _to_the_front(turn, leg, call)
    if call.status == "waiting":
        return enter_queue(turn, call)
    talk = reservation_of(turn.tx, call)
    if call.status == "talking" and talk is not None and talk.state == "accepted":
        return join_talk(turn, call)
    return (turn.tongue(call.language).say(Phrase.TALK_ENDED), Hangup())


def _to_the_front(turn: Turn, leg: Leg, call: Call) -> Verbs:
    """The customer keeps the place of the first arrival, so nobody is before them."""
    if leg.attempt_id is not None:
        change_attempt(turn.tx, leg.attempt_id, state="ended", cause=Cause.LEFT_RINGING, ended_at=turn.now)
    arrived_at = call.arrived_at or call.started_at
    ranks_at = rank_in(turn.tx.db, turn.line, call.department_key, call.customer_id, arrived_at, front=True)
    queued = {"queued_at": call.queued_at or turn.now, "waiting_since": turn.now}
    change_call(turn.tx, call.id, status="waiting", ranks_at=ranks_at, **queued)
    return enter_queue(turn, call, turn.tongue(call.language).say(Phrase.AGENT_GONE))


def _leg_and_call(turn: Turn) -> tuple[Leg, Call] | None:
    leg = leg_by_token(turn.tx, turn.hook.token)
    call = call_by_id(turn.tx, leg.call_id) if leg is not None and leg.call_id else None
    return None if leg is None or call is None else (leg, call)
