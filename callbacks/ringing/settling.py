"""When the carrier has been silent for too long, its books are asked, and they decide."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from call_routing.people.attendance import alarm_call_ended
from call_routing.phone_line import CarrierCall, LineAwayError, LineRefusedError
from call_routing.talking.ending import end_call
from callbacks.callback_desk import CallbackDesk
from callbacks.promising.policy import Cause
from callbacks.promising.stopping import let_agent_go
from callbacks.ringing.attempts import end_attempt
from callbacks.ringing.dialling import leg_failed
from callbacks.ringing.legs import agent_leg_ended, close_talked, customer_leg_ended, hear_of_leg
from callbacks.ringing.unclear import CLOCKS_APART, asked_at, whose_call
from callbacks.steps import Step
from ticket_store.call_states import ENDED, LegStatus
from ticket_store.callback_steps import steps_of, write_step
from ticket_store.callbacks import attempt_by_id, attempts_not_dialled, live_attempt
from ticket_store.calls import call_by_id, change_call, change_leg, known_sids, leg_by_id, unclear_legs
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.reservations import reservation_by_id
from ticket_store.rows import Call, Leg

ASK_AGAIN_AFTER = timedelta(minutes=1)
# By then the carrier's list shows every call that it took, and its first report has come besides. Not longer: an agent
# sits alone meanwhile, and whatever died here is right again within half a minute.
PROOF_AFTER = {"agent": timedelta(seconds=20)}
PROOF_OTHERWISE = timedelta(seconds=25)
# Of one callback; then something is wrong with this number, and it waits as after a failure.
MOST_NEVER_MADE = 3
UNCLEAR_AFTER = timedelta(seconds=120)  # then a person is told; the books are asked on
_LOOK_EVERY = timedelta(seconds=15)


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
    """A leg of ours that has been silent: what the carrier knows of it is taken as told.

    Raises: LineAwayError, when its books cannot be read; the leg is looked at again in a quarter of a minute.
    """
    line, now = desk.lines.line(), desk.clock()
    if leg.status == LegStatus.PLACING:  # never asked for: its errand's business
        return desk.store.write(lambda tx: change_leg(tx, leg.id, deadline_at=now + ASK_AGAIN_AFTER))
    try:
        found = desk.phone.fetch(leg.sid) if leg.sid else _search(desk, leg)
    except (LineAwayError, LineRefusedError) as away:
        why = f"{type(away).__name__}: {away}"[:300]
        desk.store.write(lambda tx: _cannot_tell(tx, leg, why, now))
        raise
    if found is not None:
        desk.store.write(lambda tx: _take_as_told(tx, line, leg.id, found, now))
    elif leg.sid is not None or now - asked_at(leg) >= PROOF_AFTER.get(leg.role, PROOF_OTHERWISE):
        desk.store.write(lambda tx: _never_was(tx, line, leg.id, now))  # that is the proof
    else:
        desk.store.write(lambda tx: change_leg(tx, leg.id, deadline_at=now + _LOOK_EVERY / 3))
    return None


def _cannot_tell(tx: Transaction, leg: Leg, why: str, now: datetime) -> None:
    """Nobody dials on a guess. After two minutes a person is told, once: the callback stands among the tasks."""
    change_leg(tx, leg.id, deadline_at=now + _LOOK_EVERY)
    if leg.sid is not None or leg.attempt_id is None or now - asked_at(leg) < UNCLEAR_AFTER:
        return
    attempt = attempt_by_id(tx, leg.attempt_id)
    if attempt is not None and attempt.state != "ended":
        told = any(
            step.what == Step.UNCLEAR and step.facts.get("number") == attempt.number
            for step in steps_of(tx.db, attempt.callback_id)
        )
        if not told:
            facts = {"number": attempt.number, "since": asked_at(leg), "why": why}
            write_step(tx, attempt.callback_id, Step.UNCLEAR, now, actor="settling", **facts)


def _never_was(tx: Transaction, line: Line, leg_id: str, now: datetime) -> None:
    leg = leg_by_id(tx, leg_id)
    if leg is None or leg.ended_at is not None:
        return
    leg_failed(tx, line, leg_id, _cause_of_none(tx, leg), now)
    if leg.role == "alarm":
        alarm_call_ended(tx, LegStatus.FAILED, now)


def _cause_of_none(tx: Transaction, leg: Leg) -> Cause:
    """It was never made, which is not the customer's doing: no attempt of theirs is used up, unless it goes on so."""
    attempt = attempt_by_id(tx, leg.attempt_id or "")
    if attempt is None or attempts_not_dialled(tx.db, attempt.callback_id) >= MOST_NEVER_MADE:
        return Cause.FAILED
    return Cause.NOT_DIALLED


def _search(desk: CallbackDesk, leg: Leg) -> CarrierCall | None:
    """The call of an unclear answer: to that address, made about when we asked, no other leg's, and nearer to this
    leg than to any other to the same address whose answer is unclear, too.
    """
    listed = desk.phone.find(leg.address or "", asked_at(leg) - CLOCKS_APART)

    def look(db: Connection) -> tuple[set[str], list[Leg]]:
        return known_sids(db, [call.sid for call in listed]), unclear_legs(db, leg.address or "")

    taken, rivals = desk.store.read(look)
    return whose_call(leg, [call for call in listed if call.sid not in taken], rivals)


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
