"""A call ends: whatever hung on it is let go, and its outcome is written."""

from datetime import datetime

from call_routing.offers import withdraw_offer
from call_routing.talk import finish_talk
from ticket_store.call_states import CallFacts, outcome_of
from ticket_store.calls import change_call
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.reservations import live_reservation
from ticket_store.rows import Call


def end_call(tx: Transaction, line: Line, call: Call, ended_at: datetime, now: datetime) -> None:
    """The customer's leg has ended. Every live offer is withdrawn, a talk is finished, the outcome is set.

    A repeat changes nothing but may find an earlier end: of several reports the earliest time holds.
    """
    if call.status == "ended":
        if call.ended_at is not None and ended_at < call.ended_at:
            change_call(tx, call.id, ended_at=ended_at)
        return
    reservation = live_reservation(
        tx, call_id=None if call.callback_id else call.id, callback_id=call.callback_id
    )
    if reservation is not None and reservation.state == "ringing":
        withdraw_offer(tx, reservation, "caller_left", now)
    elif reservation is not None and call.status == "talking":
        finish_talk(tx, line, call, reservation, now)
    elif reservation is not None and call.callback_id is None:
        withdraw_offer(tx, reservation, "caller_left", now)
    change_call(
        tx,
        call.id,
        status="ended",
        ended_at=ended_at,
        outcome=outcome_of(
            CallFacts(
                answered=call.answered_at is not None,
                callback_asked=call.outcome == "callback",
                message_left=call.outcome == "message",
                found_closed=call.outcome == "closed",
                queued_at=call.queued_at,
                ended_at=ended_at,
            )
        ),
    )
    tx.topics.update({"calls", f"call:{call.id}", f"department:{call.department_key}"})
