"""In the talk: the customer is passed on, to a colleague who was asked before or without asking.

The case, its notes and its owner stay; so does the customer's arrival. Hold and consult, which come before, are
in `call_routing.talking.consulting`.
"""

from dataclasses import dataclass
from datetime import datetime

from call_routing.choosing.distribution import distribute
from call_routing.queue.place_in_queue import rank_in
from call_routing.talking.company import ROOM_EMPTIES, dismiss_all, end_line
from call_routing.talking.consulting import set_hold, talk_led_by
from call_routing.talking.takers import NotPossible, agent_refuses, department_refuses, past_asking
from call_routing.talking.talk import take_part, to_the_queue, wrap_up
from ticket_store import reservations
from ticket_store.agents import agent_by_id
from ticket_store.calls import call_by_id, was_written, write_event
from ticket_store.company import company_of, live_leg, name_call
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.outbox import send
from ticket_store.rows import Call, Reservation


@dataclass(frozen=True)
class PassedOn:
    """The customer waits in this department now."""

    department_key: str


def complete_transfer(tx: Transaction, line: Line, call_id: str, now: datetime) -> bool:
    """The colleague takes the customer over, and the first agent wraps up. Case, notes and owner stay.

    The errand makes the room end with the colleague and no longer with the first agent, then ends the first
    agent's leg. False when the colleague has not come in yet.
    """
    call = call_by_id(tx, call_id)
    if call is None or call.status != "talking":
        return False
    first, taking = reservations.reservation_of(tx, call), reservations.consulted(tx, call_id)
    if first is None or taking is None or taking.state != "accepted":
        return False
    reservations.release(tx, first.id, "transferred", now)
    reservations.make_answering(tx, taking.id)
    set_hold(tx, call, now, held=False)
    wrap_up(tx, line, call, first.agent_id, now)
    take_part(tx, line, call, taking, now)
    write_event(tx, "transfer", _transfer_key(call, taking), now, call_id=call.id, body=_who(first, taking))
    leg = live_leg(tx.db, first.id)
    send(tx, "hand_over", now, call_id=call.id, reservation_id=taking.id, leg_id=leg.id if leg else None)
    for watcher in company_of(tx, call_id):  # a whisper is for whoever talks with the customer
        listening = live_leg(tx.db, watcher.id)
        if listening is not None:
            send(tx, "seat_leg", now, leg_id=listening.id)
    distribute(tx, line, now)
    return True


def is_handing_over(tx: Transaction, call: Call, reservation: Reservation) -> bool:
    """Whether this agent has taken the customer over in the store, and the room may still end with the first.

    Whoever falls out of the room in that moment goes back into it.
    """
    return was_written(tx.db, _transfer_key(call, reservation)) and not was_written(
        tx.db, handed_over_key(call.id, reservation.id)
    )


def handed_over_key(call_id: str, reservation_id: str) -> str:
    """The key of the event that the room belongs to the colleague now."""
    return f"{call_id}:handed_over:{reservation_id}"


def _transfer_key(call: Call, taking: Reservation) -> str:
    return f"{call.id}:transfer:{taking.id}"


def transfer_blind(
    tx: Transaction,
    line: Line,
    call_id: str,
    by_agent_id: str,
    now: datetime,
    *,
    department_key: str | None = None,
    agent_id: str | None = None,
) -> PassedOn | NotPossible:
    """Pass the customer on to a department, or first to an agent, without asking before.

    The arrival, the case and its owner stay; whoever passed the customer on is not rung for them again.
    Where nobody could take the customer, nothing happens and the answer says why: nobody waits in vain.
    """
    talk = talk_led_by(tx, call_id, by_agent_id)
    if talk is None:
        return NotPossible("not_talking")
    if agent_id == by_agent_id:
        return NotPossible("yourself")
    target = department_key or _department_for(tx, line, talk[0].department_key, agent_id)
    if target is None or target not in line.departments:
        return NotPossible("unknown")
    gone = past_asking(tx.db, call_id, by_agent_id)
    refused = (
        agent_refuses(tx.db, agent_id, but=gone)
        if agent_id
        else department_refuses(tx.db, line, target, now, but=gone)
    )
    if refused is not None:
        return refused
    call, held = talk
    reservations.release(tx, held.id, "transferred", now)
    name_call(tx, held.id, call.id)
    ranks_at = rank_in(tx.db, line, target, call.customer_id, call.arrived_at or call.started_at)
    to_the_queue(tx, call, now, department_key=target, ranks_at=ranks_at, prefers_agent_id=agent_id)
    wrap_up(tx, line, call, by_agent_id, now)
    dismiss_all(tx, call.id, "talk_over", now)
    body = {"from": by_agent_id, "department": target, "agent": agent_id}
    write_event(tx, "passed_on", _passed_on_key(call.id, now), now, call_id=call.id, body=body)
    send(tx, "redirect_caller", now, call_id=call.id, to="back-to-queue")
    end_line(tx, held.id, now, now + ROOM_EMPTIES)
    distribute(tx, line, now)
    return PassedOn(target)


def was_passed_on(tx: Transaction, call: Call) -> bool:
    """Whether this caller waits since an agent passed them on."""
    ended_at = call.talk_ended_at
    return ended_at is not None and was_written(tx.db, _passed_on_key(call.id, ended_at))


def _passed_on_key(call_id: str, talk_ended_at: datetime) -> str:
    return f"{call_id}:passed_on:{talk_ended_at.isoformat()}"


def _department_for(tx: Transaction, line: Line, present: str | None, agent_id: str | None) -> str | None:
    """Where an agent is asked: in the present department if they are in it, else where they know most."""
    agent = agent_by_id(tx.db, agent_id or "")
    setup = next((one for one in line.agents if agent and one.email.lower() == agent.email), None)
    if setup is None or not setup.departments:
        return None
    return (
        present if present in setup.departments else max(setup.departments, key=setup.departments.__getitem__)
    )


def _who(first: Reservation, taking: Reservation) -> dict[str, str]:
    return {"from": first.agent_id, "agent": taking.agent_id}
