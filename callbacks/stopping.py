"""A callback was cancelled: whatever rings for it stops."""

from datetime import datetime

from call_routing.offers import withdraw_offer
from ticket_store.callbacks import change_attempt, live_attempt
from ticket_store.calls import leg_of_attempt
from ticket_store.engine import Transaction
from ticket_store.outbox import send
from ticket_store.reservations import live_reservation


def stop_callback(tx: Transaction, callback_id: str, now: datetime) -> None:
    """End the customer's ringing phone and let the agent go."""
    attempt = live_attempt(tx, callback_id)
    if attempt is not None:
        leg = leg_of_attempt(tx, attempt.id)
        if leg is not None and leg.ended_at is None:
            send(tx, "end_leg", now, leg_id=leg.id)
        change_attempt(tx, attempt.id, state="ended", cause="cancelled", ended_at=now)
    held = live_reservation(tx, callback_id=callback_id)
    if held is not None:
        withdraw_offer(tx, held, "served", now)
