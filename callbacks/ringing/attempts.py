"""One try to keep a promise: written before anything is dialled, ended by what came of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from call_routing.hours.dial_hours import dial_hours_of, may_ring
from callbacks.limits.dial_gate import GateRule
from callbacks.limits.gate import NotDialled, clear_dial
from callbacks.promising.next_time import plan_next, put_off
from callbacks.promising.policy import Cause
from callbacks.promising.putting_off import heed_gate
from callbacks.promising.stopping import let_agent_go, write_end
from callbacks.steps import Step
from ticket_store import callbacks as book
from ticket_store import reservations
from ticket_store.callback_steps import write_step
from ticket_store.calls import (
    call_by_id,
    change_call,
    change_leg,
    insert_call,
    insert_leg,
    leg_of_attempt,
    legs_of_reservation,
    write_event,
)
from ticket_store.engine import Transaction
from ticket_store.ids import new_id, new_token
from ticket_store.line import Line
from ticket_store.outbox import Turn, send
from ticket_store.recognised import is_on_the_line
from ticket_store.rows import Attempt, Callback, Reservation
from ticket_store.spend import serialise_gate

RINGS_FOR = timedelta(seconds=30)
PLACING_TAKES = timedelta(seconds=60)
ALONE_FOR = timedelta(minutes=3)
# Why the agent is let go who waited for this customer; they hear it.
_TOLD = {Cause.BUSY: "customer_busy", Cause.MACHINE: "customer_machine"}
ANOTHER_TAKES = timedelta(minutes=5)


@dataclass(frozen=True)
class Dialling:
    """The customer will be rung; the agent waits in the room of this call."""

    call_id: str


@dataclass(frozen=True)
class NotNow:
    """Closed in the meantime, refused by the gate, or already under way: the agent is let go."""


def begin_dialling(tx: Transaction, line: Line, held: Reservation, now: datetime) -> Dialling | NotNow:
    """The agent has accepted: gate and hours are asked again, the attempt is written, the errand too.

    A repeat finds the attempt of this reservation and changes nothing.
    """
    serialise_gate(tx)  # before the callback is locked
    found = book.callback_by_id(tx, held.callback_id or "")
    if found is None or found.status in book.OVER:
        reservations.release(tx, held.id, "served", now)
        return NotNow()
    under_way = book.live_attempt(tx, found.id)
    if under_way is not None:
        leg = leg_of_attempt(tx, under_way.id)
        if leg and under_way.reservation_id == held.id:
            return Dialling(leg.call_id or "")
        reservations.release(tx, held.id, "served", now)
        return NotNow()
    if is_on_the_line(tx.db, found.customer_number, now):
        reservations.release(tx, held.id, "called_in", now)
        book.let_callback_wait(tx, found.id, None)  # they talk now, or are rung once they have hung up
        return NotNow()
    if not may_ring(dial_hours_of(line, found.department_key), now):
        reservations.release(tx, held.id, "closed", now)
        put_off(tx, line, found, now, now)
        return NotNow()
    cleared = clear_dial(tx, line, found, now)
    if isinstance(cleared, NotDialled):
        reservations.release(tx, held.id, "refused", now)
        heed_gate(tx, line, found, cleared, now)
        return NotNow()
    attempt_id = book.begin_attempt(
        tx, found, held.id, now, cost_cents=cleared.cost_cents, cents_a_minute=cleared.cents_a_minute
    )
    if attempt_id is None:  # the index knows of a dial to this number that the gate did not see
        reservations.release(tx, held.id, "refused", now)
        heed_gate(tx, line, found, NotDialled(GateRule.ANOTHER_DIAL, now + ANOTHER_TAKES), now)
        return NotNow()
    write_step(
        tx, found.id, Step.DIALLED, now, actor="dialling", number=found.attempts + 1, agent=held.agent_id
    )
    return Dialling(_write_call(tx, line, found, held, attempt_id, now))


def _write_call(
    tx: Transaction, line: Line, found: Callback, held: Reservation, attempt_id: str, now: datetime
) -> str:
    """The conversation to be, and the customer's leg in it."""
    call_id = new_id(now)
    insert_call(
        tx,
        {
            "id": call_id,
            "direction": "callback",
            "did_number": line.shop.caller_id,
            "customer_number": found.customer_number,
            "customer_id": found.customer_id,
            "language": found.language,
            "menu_version": line.menu_version,
            "department_key": found.department_key,
            "ticket_id": found.ticket_id,
            "callback_id": found.id,
            "status": "dialing",
            "step": 0,
            "started_at": now,
            "arrived_at": found.arrived_at,
            "deadline_at": now + ALONE_FOR,
        },
    )
    leg_id = insert_leg(
        tx,
        now,
        PLACING_TAKES,
        call_id=call_id,
        role="customer",
        address=found.customer_number,
        token=new_token(),
        reservation_id=held.id,
        attempt_id=attempt_id,
        status="placing",
    )
    for leg in legs_of_reservation(tx, held.id):
        if leg.role == "agent":
            change_leg(tx, leg.id, call_id=call_id)
    write_event(tx, "attempt", f"{attempt_id}:begin", now, call_id=call_id, body={"callback": found.id})
    send(tx, "dial_customer", now, turn=Turn.CALLBACK, leg_id=leg_id)
    return call_id


def end_attempt(tx: Transaction, line: Line, attempt: Attempt, cause: Cause, now: datetime) -> None:
    """No talk came of it: the agent is told and let go, the callback waits for its next time or is given up.

    A repeat changes nothing.
    """
    if attempt.state == "ended":
        return
    write_end(tx, attempt, cause, now)
    leg = leg_of_attempt(tx, attempt.id)
    call = call_by_id(tx, leg.call_id) if leg and leg.call_id else None
    if call is not None and call.status != "ended":
        change_call(tx, call.id, status="ended", ended_at=now, outcome="failed")
    if attempt.reservation_id is not None:
        let_agent_go(tx, attempt.reservation_id, now, why=_TOLD.get(cause, "customer_away"))
    found = book.callback_by_id(tx, attempt.callback_id)
    if found is not None:
        plan_next(tx, line, found, cause, now)
