"""A call ends: whatever hung on it is let go, and its outcome is written."""

from datetime import datetime, timedelta

from call_routing.people.offers import withdraw_offer, withdraw_offers
from call_routing.talking.company import dismiss, dismiss_all
from call_routing.talking.talk import finish_talk, wrap_up_dropped
from ticket_store.call_states import CallFacts, Outcome, outcome_of
from ticket_store.callbacks import finish_callback, ring_again
from ticket_store.calls import change_call
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.reporting.rolling_up import recount_call
from ticket_store.reporting.talks_kept import end_open_parts
from ticket_store.reservations import reservation_of
from ticket_store.rows import Call

# A customer whom we rang, and who hung up while waiting because the agent had left, is rung again.
RING_AGAIN_AFTER = timedelta(minutes=5)


def end_call(tx: Transaction, line: Line, call: Call, ended_at: datetime, now: datetime) -> None:
    """The customer's leg has ended. Every live offer is withdrawn, a talk is finished, the outcome is set.

    A repeat changes nothing but may find an earlier end: of several reports the earliest time holds.
    """
    ended_at = max(ended_at, call.started_at)
    if call.status == "ended":
        if call.ended_at is not None and ended_at < call.ended_at:
            recount_call(tx, call.id)
            change_call(tx, call.id, ended_at=ended_at, outcome=_outcome(line, call, ended_at))
        return
    _let_agents_go(tx, line, call, now)
    if call.callback_id is not None and call.answered_at is None:
        ring_again(tx, call.callback_id, now + RING_AGAIN_AFTER)
    elif call.callback_id is not None:
        finish_callback(tx, call.callback_id, now)  # they talked, whatever became of the line afterwards
    if call.answered_at is not None:
        end_open_parts(tx, call.id, now)
    outcome = _outcome(line, call, ended_at)
    gone = {"held_at": None, "room_sid": None}
    change_call(tx, call.id, status="ended", ended_at=ended_at, outcome=outcome, **gone)
    tx.topics.update({"calls", f"call:{call.id}", f"department:{call.department_key}"})


def _let_agents_go(tx: Transaction, line: Line, call: Call, now: datetime) -> None:
    """Whoever talks, is being rung, was asked or listens; and whose line had broken before."""
    reservation = reservation_of(tx, call)
    if reservation is not None and reservation.state == "ringing":
        withdraw_offer(tx, reservation, "caller_left", now)
    elif reservation is not None and call.status == "talking":
        finish_talk(tx, line, call, reservation, now)
    elif reservation is not None and reservation.call_id is not None:
        dismiss(tx, reservation, "caller_left", now)  # pressed 1, and waits in the room
    withdraw_offers(tx, "caller_left", now, call_id=call.id)
    dismiss_all(tx, call.id, "caller_left", now)
    if call.status != "talking":
        wrap_up_dropped(tx, line, call, now)


def _outcome(line: Line, call: Call, ended_at: datetime) -> str:
    """The outcome by this end; a customer whom we rang and never reached has not left any menu."""
    if call.status == "dialing" or call.outcome == Outcome.FAILED:
        return Outcome.FAILED
    if call.outcome == Outcome.STATUS:
        return Outcome.STATUS
    return outcome_of(
        CallFacts(
            answered=call.answered_at is not None,
            callback_asked=call.outcome == "callback",
            message_left=call.outcome == "message",
            found_closed=call.outcome == "closed",
            queued_at=call.queued_at,
            ended_at=ended_at,
            short_abandon=line.shop.short_abandon,
        )
    )
