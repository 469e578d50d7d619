"""A try to keep a promise is broken off: whatever rings for it stops, and whoever waits for it hears why."""

from datetime import datetime

from call_routing.people.offers import withdraw_offer
from callbacks.steps import Step
from ticket_store import reservations
from ticket_store.agents import change_agent
from ticket_store.call_states import LegStatus
from ticket_store.callback_steps import write_step
from ticket_store.callbacks import change_attempt, live_attempt
from ticket_store.calls import call_by_id, change_call, change_leg, leg_of_attempt, legs_of_reservation
from ticket_store.engine import Transaction
from ticket_store.outbox import send
from ticket_store.rows import Attempt


def stop_callback(tx: Transaction, callback_id: str, now: datetime) -> None:
    """It was cancelled or moved: end the customer's ringing phone and let the agent go. A talk is not cut."""
    attempt = live_attempt(tx, callback_id)
    if attempt is not None and not stop_attempt(tx, attempt, "cancelled", now):
        return
    held = reservations.live_reservation(tx, callback_id=callback_id)
    if held is None:
        return
    if held.state == "accepted":
        let_agent_go(tx, held.id, now, why="stopped")
    else:
        withdraw_offer(tx, held, "stopped", now)


def stop_attempt(
    tx: Transaction, attempt: Attempt, cause: str, now: datetime, *, hang_up: bool = True
) -> bool:
    """This attempt ends without a talk, and its call with it; the agent is let go by whoever asks for this.

    `hang_up` is False where the customer listens to us and their line ends by itself. False when they talk already.
    """
    leg = leg_of_attempt(tx, attempt.id)
    call = call_by_id(tx, leg.call_id) if leg is not None and leg.call_id else None
    if call is not None and call.answered_at is not None:
        return False
    write_end(tx, attempt, cause, now)
    if call is not None and call.status == "dialing":
        change_call(tx, call.id, status="ended", ended_at=now, outcome="failed")
    if leg is None or leg.ended_at is not None or not hang_up:
        return True
    if leg.status == LegStatus.PLACING:  # nobody has asked the carrier for it yet, and nobody will
        change_leg(tx, leg.id, status=LegStatus.CANCELED.value, ended_at=now)
    else:
        send(tx, "end_leg", now, leg_id=leg.id)
    return True


def write_end(tx: Transaction, attempt: Attempt, cause: str, now: datetime) -> None:
    """No talk came of this attempt."""
    change_attempt(tx, attempt.id, state="ended", cause=cause, ended_at=now)
    ended = {"number": attempt.number, "cause": str(cause)}
    write_step(tx, attempt.callback_id, Step.ENDED_ATTEMPT, now, actor="dialling", **ended)


def let_agent_go(tx: Transaction, reservation_id: str, now: datetime, *, why: str = "customer_away") -> None:
    """The agent waits in the room alone: they hear why, and are free again at once. A repeat changes nothing."""
    if not reservations.release(tx, reservation_id, why, now):
        return
    for leg in legs_of_reservation(tx, reservation_id):
        if leg.role == "agent" and leg.ended_at is None:
            send(tx, "tell_agent", now, leg_id=leg.id)
            if leg.agent_id is not None:
                change_agent(tx, leg.agent_id, idle_since=now)
