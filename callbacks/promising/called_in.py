"""A customer rings us while we are about to ring them: the call that they make wins, and nobody talks twice."""

from dataclasses import dataclass
from datetime import datetime

from call_routing.talking.talk import start_talk
from callbacks.promising.policy import Cause
from callbacks.promising.stopping import stop_attempt
from callbacks.steps import Step
from ticket_store import callbacks as book
from ticket_store import reservations
from ticket_store.agents import agent_by_id
from ticket_store.callback_steps import write_step
from ticket_store.calls import (
    call_by_id,
    change_call,
    change_leg,
    leg_of_attempt,
    legs_of_reservation,
)
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.rows import Call, Callback, Reservation


@dataclass(frozen=True)
class Together:
    """The agent who waited for this customer has them now; they meet in the room where the agent is."""

    agent_name: str


@dataclass(frozen=True)
class ToTheQueue:
    """The caller waits where the callback stood in the queue; an agent may be ringing for them already."""

    department_key: str
    arrived_at: datetime


def meet_caller(
    tx: Transaction, line: Line, call: Call, promised: Callback, now: datetime
) -> Together | ToTheQueue | None:
    """What becomes of a caller for whom an agent is rung, or whom we are ringing; None where neither is so.

    `call` is written already, and locked; `promised` was read without a lock, so everything is looked at again.
    """
    if promised.department_key not in line.departments:
        return None
    match promised.status:
        case "reserved":
            return _take_over_ring(tx, line, call, promised, now)
        case "dialing":
            return _take_over_dial(tx, line, call, promised, now)
        case _:
            return None


def _take_over_ring(
    tx: Transaction, line: Line, call: Call, promised: Callback, now: datetime
) -> Together | ToTheQueue | None:
    """The agent's phone rings: from now on for the call. The lease is locked before the callback, as who accepts."""
    held = reservations.live_reservation(tx, callback_id=promised.id)
    found = book.callback_by_id(tx, promised.id)
    if found is not None and found.status == "dialing":
        return _take_over_dial(tx, line, call, found, now)  # accepted in this very moment
    if found is None or found.status != "reserved" or held is None or held.state != "ringing":
        return None
    _turn(tx, held, call)
    book.let_callback_wait(tx, found.id, None)
    write_step(tx, found.id, Step.CALLED_IN, now, actor="customer", agent=held.agent_id)
    return ToTheQueue(found.department_key, found.arrived_at)


def _take_over_dial(
    tx: Transaction, line: Line, call: Call, promised: Callback, now: datetime
) -> Together | ToTheQueue | None:
    """The customer's own phone is rung, or a machine has taken it: our leg ends, the agent has the caller."""
    seen = book.live_attempt(tx, promised.id)
    leg = leg_of_attempt(tx, seen.id) if seen is not None else None
    ours = call_by_id(tx, leg.call_id) if leg is not None and leg.call_id else None
    held = reservations.live_reservation(tx, callback_id=promised.id)
    found = book.callback_by_id(tx, promised.id)
    attempt = book.attempt_by_id(tx, seen.id) if seen is not None else None
    if ours is None or found is None or attempt is None or attempt.state == "ended":
        return None
    if ours.status != "dialing" or found.status != "dialing":
        return None
    stop_attempt(tx, attempt, Cause.CALLED_IN, now)
    book.let_callback_wait(tx, found.id, None)
    write_step(tx, found.id, Step.CALLED_IN, now, actor="customer", agent=held.agent_id if held else None)
    if held is None or held.state != "accepted":
        return ToTheQueue(found.department_key, found.arrived_at)
    return _meet(tx, line, call, ours, found, _turn(tx, held, call), now)


def _meet(
    tx: Transaction, line: Line, call: Call, ours: Call, found: Callback, held: Reservation, now: datetime
) -> Together:
    """Their talk begins, and the promise is kept by it."""
    change_call(
        tx,
        call.id,
        department_key=found.department_key,
        ticket_id=found.ticket_id,
        arrived_at=found.arrived_at,
        queued_at=now,
        waiting_since=now,
        walk=None,
        meets_in=ours.id,
    )
    start_talk(tx, line, call_by_id(tx, call.id) or call, held, now)
    agent = agent_by_id(tx.db, held.agent_id)
    return Together(agent.name if agent is not None else "")


def _turn(tx: Transaction, held: Reservation, call: Call) -> Reservation:
    """The lease, and the agent's leg with it, belong to the call that the customer makes."""
    reservations.turn_to_call(tx, held.id, call.id)
    for leg in legs_of_reservation(tx, held.id):
        if leg.role == "agent" and leg.ended_at is None:
            change_leg(tx, leg.id, call_id=call.id)
    tx.topics.update({"calls", f"call:{call.id}", f"agent:{held.agent_id}"})
    return reservations.reservation_by_id(tx, held.id) or held
