"""What the carrier tells of the legs that we created, agents' and customers', in any order and twice."""

from datetime import datetime, timedelta

from call_routing.choosing.distribution import distribute
from call_routing.people.offers import RESTS, Miss, end_agents_line, miss_offer
from call_routing.talking.consulting import consult_gone
from call_routing.talking.ending import end_call
from call_routing.talking.supervision import watch_gone
from call_routing.talking.talk import drop_talk, finish_talk, was_ended_by_agent
from callbacks.promising.policy import Cause
from callbacks.ringing.attempts import end_attempt
from ticket_store import reservations
from ticket_store.agents import change_agent
from ticket_store.call_states import LegState, LegStatus, fact, join
from ticket_store.callbacks import attempt_by_id, change_attempt, live_attempt
from ticket_store.calls import call_by_id, change_call, change_leg, leg_of_attempt
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.outbox import send
from ticket_store.rows import Attempt, Leg, Reservation

SILENT_FOR = {
    LegStatus.PLACING: timedelta(seconds=60),
    LegStatus.UNKNOWN: timedelta(seconds=10),
    LegStatus.QUEUED: timedelta(seconds=60),
    LegStatus.INITIATED: timedelta(seconds=90),
    LegStatus.RINGING: timedelta(seconds=90),
    LegStatus.IN_PROGRESS: timedelta(minutes=2),
}

_MISS = {
    LegStatus.BUSY: Miss.BUSY,
    LegStatus.NO_ANSWER: Miss.NO_ANSWER,
    LegStatus.CANCELED: Miss.NO_ANSWER,
    LegStatus.FAILED: Miss.UNREACHABLE,
    LegStatus.COMPLETED: Miss.VOICEMAIL,  # answered, and no key was pressed
}
_CAUSE = {
    LegStatus.BUSY: Cause.BUSY,
    LegStatus.NO_ANSWER: Cause.NO_ANSWER,
    LegStatus.CANCELED: Cause.NO_ANSWER,
    LegStatus.FAILED: Cause.FAILED,
    LegStatus.COMPLETED: Cause.MACHINE,
}


def hear_of_leg(tx: Transaction, leg: Leg, status: str, at: datetime, sid: str = "") -> LegState:
    """Join one more fact to what is known of a leg; its state after that.

    The first to name the sid binds it: the webhook may come before the answer to our own asking.
    """
    known = LegState(LegStatus(leg.status), leg.answered_at, leg.ended_at)
    state = join(known, fact(status, at))
    changes: dict[str, object] = {}
    if state != known:
        changes.update(status=state.status.value, answered_at=state.answered_at, ended_at=state.ended_at)
        if not state.has_ended:
            changes["deadline_at"] = max(at, leg.created_at) + SILENT_FOR[state.status]
    if sid and leg.sid is None:
        changes["sid"] = sid
        if leg.role == "customer" and leg.call_id is not None:
            change_call(tx, leg.call_id, sid=sid)
    if changes:
        change_leg(tx, leg.id, **changes)
    return state


def agent_leg_ended(
    tx: Transaction, line: Line, leg: Leg, held: Reservation, status: LegStatus, now: datetime
) -> None:
    """The agent's line is over: an offer was missed, a wait for the customer broken off, or a talk."""
    if held.state == "released":
        distribute(tx, line, now)  # only now is the line free for somebody else
        return
    if held.state == "ringing" or held.purpose != "answer":
        let_slip(tx, line, held, _MISS[status], now)
        return
    call = call_by_id(tx, leg.call_id) if leg.call_id else None
    if call is not None and call.status == "talking":
        end = finish_talk if was_ended_by_agent(tx, call, held) else drop_talk
        end(tx, line, call, held, now)
    elif held.callback_id is not None:
        _leave_customer_unrung(tx, line, held, now)
    else:  # pressed 1 and was gone before the caller came: the caller waits on
        miss_offer(tx, line, held, Miss.NO_ANSWER, now)


def let_slip(tx: Transaction, line: Line, held: Reservation, miss: Miss, now: datetime) -> None:
    """Somebody who was rung does not come, or somebody besides the two has left; by what they were rung for."""
    match held.purpose:
        case "consult":
            consult_gone(tx, line, held, miss, now)
        case "listen":
            watch_gone(tx, line, held, miss, now)
        case _:
            miss_offer(tx, line, held, miss, now)


def leave_before_talk(tx: Transaction, line: Line, call_id: str, agent_id: str, now: datetime) -> bool:
    """The agent who took it lets go at the desk before the two have met: the agent's line ends, and others are asked.

    A customer whose phone rings already is not rung on, and the callback waits. False when the two have met, or
    this agent does not have the call.
    """
    call = call_by_id(tx, call_id)
    if call is None or call.status in {"talking", "ended"}:
        return False
    held = reservations.reservation_of(tx, call)
    if held is None or held.state != "accepted" or held.agent_id != agent_id:
        return False
    end_agents_line(tx, held, now)
    if held.callback_id is None:
        miss_offer(tx, line, held, Miss.DECLINED, now)
    else:
        change_agent(tx, agent_id, not_before_at=now + RESTS[Miss.DECLINED], idle_since=now)
        _leave_customer_unrung(tx, line, held, now)
    tx.topics.update({"calls", f"call:{call_id}", f"agent:{agent_id}"})
    return True


def _leave_customer_unrung(tx: Transaction, line: Line, held: Reservation, now: datetime) -> None:
    """Nobody would talk to this customer now: their phone stops ringing, another agent is found."""
    reservations.release(tx, held.id, "agent_left", now)
    attempt = live_attempt(tx, held.callback_id or "")
    if attempt is None:
        return
    leg = leg_of_attempt(tx, attempt.id)
    if leg is not None and leg.ended_at is None and leg.answered_at is None:
        send(tx, "end_leg", now, leg_id=leg.id)
        has_rung = leg.status == LegStatus.RINGING
        end_attempt(tx, line, attempt, Cause.LEFT_RINGING if has_rung else Cause.AGENT_LEFT, now)
    distribute(tx, line, now)


def customer_leg_ended(
    tx: Transaction, line: Line, leg: Leg, status: LegStatus, at: datetime, now: datetime
) -> None:
    """The customer's line is over: after a talk the call ends, without one the attempt does.

    One whose attempt is over already (its agent had left, the callback was cancelled) still has a call to end.
    """
    attempt = attempt_by_id(tx, leg.attempt_id) if leg.attempt_id else None
    call = call_by_id(tx, leg.call_id) if leg.call_id else None
    if call is not None and call.answered_at is not None:
        end_call(tx, line, call, at, now)
        close_talked(tx, attempt, now)
    elif attempt is not None and attempt.state != "ended":
        end_attempt(tx, line, attempt, _CAUSE[status], now)
    elif call is not None and call.status != "ended":
        end_call(tx, line, call, at, now)  # it waits for another agent, or the callback was cancelled


def close_talked(tx: Transaction, attempt: Attempt | None, now: datetime) -> None:
    """The attempt that led to a talk is over."""
    if attempt is not None and attempt.state != "ended":
        change_attempt(tx, attempt.id, state="ended", cause=Cause.TALKED, ended_at=now)
