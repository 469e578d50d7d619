"""When the carrier has been silent for too long, its books are asked, and they decide."""

from datetime import datetime, timedelta

from call_routing.attendance import alarm_call_ended
from call_routing.ending import end_call
from call_routing.phone_line import CarrierCall
from callbacks.attempts import end_attempt, let_agent_go
from callbacks.callback_desk import CallbackDesk
from callbacks.dialling import leg_failed
from callbacks.legs import agent_leg_ended, close_talked, customer_leg_ended, hear_of_leg
from callbacks.policy import Cause
from ticket_store.call_states import ENDED, LegStatus
from ticket_store.callbacks import live_attempt
from ticket_store.calls import call_by_id, change_call, change_leg, known_sids, leg_by_id
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.reservations import reservation_by_id
from ticket_store.rows import Call, Leg

ASK_AGAIN_AFTER = timedelta(minutes=1)
PROOF_AFTER = timedelta(seconds=20)  # by then the carrier's list shows every call that it took
_SLACK = timedelta(seconds=5)


def settle_call(desk: CallbackDesk, call: Call) -> None:
    """A call that ought to have moved on: ended with the carrier's times, or looked at again later."""
    now, line = desk.clock(), desk.lines.line()
    found = desk.phone.fetch(call.sid) if call.sid else None
    # A customer's leg without a sid is settled as a leg; its call ends with it.
    over = call.sid is not None and (found is None or found.status in ENDED)
    ended_at = (found.ended_at if found else None) or now

    def work(tx: Transaction) -> None:
        fresh = call_by_id(tx, call.id)
        if fresh is None or fresh.status == "ended":
            return
        attempt = live_attempt(tx, fresh.callback_id) if fresh.callback_id else None
        if not over:
            change_call(tx, call.id, deadline_at=now + ASK_AGAIN_AFTER)
            if attempt is not None and attempt.reservation_id and fresh.sid is None:
                # Nobody knows yet whether the customer rings; the agent need not wait for the answer.
                let_agent_go(tx, attempt.reservation_id, now)
            return
        end_call(tx, line, fresh, min(ended_at, now), now)
        if attempt is not None and fresh.answered_at is None:
            end_attempt(tx, line, attempt, Cause.FAILED, now)
        else:
            close_talked(tx, attempt, now)

    desk.store.write(work)


def settle_leg(desk: CallbackDesk, leg: Leg) -> None:
    """A leg of ours that has been silent: what the carrier knows of it is taken as told."""
    line, now = desk.lines.line(), desk.clock()
    found = desk.phone.fetch(leg.sid) if leg.sid else _search(desk, leg)
    if found is not None:
        desk.store.write(lambda tx: _take_as_told(tx, line, leg.id, found, now))
    elif leg.sid is not None or now - leg.created_at >= PROOF_AFTER:
        # Proof that there is no such call. One that was never asked for is its errand's business.
        if leg.status == LegStatus.PLACING:
            desk.store.write(lambda tx: change_leg(tx, leg.id, deadline_at=now + ASK_AGAIN_AFTER))
        else:
            desk.store.write(lambda tx: _never_was(tx, line, leg.id, now))
    else:
        desk.store.write(lambda tx: change_leg(tx, leg.id, deadline_at=now + _SLACK))


def _never_was(tx: Transaction, line: Line, leg_id: str, now: datetime) -> None:
    leg = leg_by_id(tx, leg_id)
    if leg is None or leg.ended_at is not None:
        return
    leg_failed(tx, line, leg_id, Cause.FAILED, now)
    if leg.role == "alarm":
        alarm_call_ended(tx, LegStatus.FAILED, now)


def _search(desk: CallbackDesk, leg: Leg) -> CarrierCall | None:
    """The call of an unclear answer: to that address, made since then, and no other leg's."""
    if leg.status == LegStatus.PLACING or not leg.address:
        return None
    candidates = desk.phone.find(leg.address, leg.created_at - _SLACK)
    taken = desk.store.read(lambda db: known_sids(db, [call.sid for call in candidates]))
    return next((call for call in candidates if call.sid not in taken), None)


def _take_as_told(tx: Transaction, line: Line, leg_id: str, found: CarrierCall, now: datetime) -> None:
    leg = leg_by_id(tx, leg_id)
    if leg is None or leg.ended_at is not None:
        return
    at = min(found.ended_at or found.answered_at or now, now)
    state = hear_of_leg(tx, leg, found.status, at, found.sid)
    if not state.has_ended:
        change_leg(tx, leg_id, deadline_at=now + ASK_AGAIN_AFTER)
    elif leg.role == "customer":
        customer_leg_ended(tx, line, leg, state.status, at, now)
    elif leg.role == "alarm":
        alarm_call_ended(tx, state.status, now)
    elif leg.reservation_id is not None:
        held = reservation_by_id(tx, leg.reservation_id)
        if held is not None:
            agent_leg_ended(tx, line, leg, held, state.status, now)
