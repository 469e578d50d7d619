"""In the talk: hold, ask a colleague, talk by three.

All of it happens in the call's one room. While a colleague is asked, the customer hears music; whoever is asked
comes in without being able to end the room.
"""

from dataclasses import dataclass
from datetime import datetime

from call_routing.choosing.distribution import distribute, ring_one
from call_routing.people.offers import LONGEST_TALK, Miss, miss_offer
from call_routing.talking.company import dismiss
from call_routing.talking.takers import NotPossible, department_refuses
from call_routing.talking.talk import MEET_WITHIN
from ticket_store import reservations
from ticket_store.agents import change_agent
from ticket_store.calls import call_by_id, change_call, change_leg, write_event
from ticket_store.company import live_leg
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.outbox import send
from ticket_store.reporting.talks_kept import add_hold
from ticket_store.rows import Call, Reservation
from ticket_store.talk_view import Colleague, agents_to_ask
from ticket_store.tickets import join_ticket


@dataclass(frozen=True)
class Consulting:
    """The colleague's phone rings."""

    reservation_id: str


def hold_customer(tx: Transaction, call_id: str, now: datetime) -> bool:
    """The customer hears music, and nobody hears them. False without a talk; a repeat changes nothing."""
    call = call_by_id(tx, call_id)
    if call is None or call.status != "talking":
        return False
    set_hold(tx, call, now, held=True)
    return True


def unhold_customer(tx: Transaction, call_id: str, now: datetime) -> bool:
    """The customer is back in the talk. False without one; a repeat changes nothing."""
    call = call_by_id(tx, call_id)
    if call is None or call.status != "talking":
        return False
    set_hold(tx, call, now, held=False)
    return True


def set_hold(tx: Transaction, call: Call, now: datetime, *, held: bool) -> None:
    """Music for the customer of this talk, or the talk again; the errand does it at the carrier."""
    if (call.held_at is not None) == held:
        return
    change_call(tx, call.id, held_at=now if held else None)
    add_hold(tx, call.id, call.held_at, now)
    kind = "hold" if held else "unhold"
    write_event(tx, kind, f"{call.id}:{kind}:{now.isoformat()}", now, call_id=call.id)
    send(tx, "hold_customer", now, call_id=call.id)
    tx.topics.update({f"call:{call.id}", f"agent:{call.agent_id}"})


# --- ask a colleague ---


def consult(
    tx: Transaction,
    line: Line,
    call_id: str,
    by_agent_id: str,
    now: datetime,
    *,
    agent_id: str | None = None,
    department_key: str | None = None,
) -> Consulting | NotPossible:
    """Ring a colleague, or the best free one of a department; the customer hears music from now on.

    Nobody is asked in a department that could take no customer now: it is closed, unstaffed or full.
    """
    talk = talk_led_by(tx, call_id, by_agent_id)
    if talk is None:
        return NotPossible("not_talking")
    if agent_id == by_agent_id:
        return NotPossible("yourself")
    if reservations.consulted(tx, call_id) is not None:
        return NotPossible("asking_already")
    refused = (
        department_refuses(tx.db, line, department_key, now, but={by_agent_id}) if department_key else None
    )
    if refused is not None:
        return refused
    asked = [agent_id] if agent_id else _free_of(tx, department_key, by_agent_id, now)
    for one in asked:
        held = ring_one(tx, line, agent_id=one, call_id=call_id, purpose="consult", now=now)
        if held is not None:
            break
    else:
        return NotPossible("nobody_free")
    set_hold(tx, talk[0], now, held=True)
    _note(tx, "consult", talk[0], held, now)
    return Consulting(held.id)


def _free_of(tx: Transaction, department_key: str | None, but: str, now: datetime) -> list[str]:
    """Free colleagues of a department: who knows it best, then idle longest."""
    fitting = [
        one for one in agents_to_ask(tx.db, but, now) if one.free and department_key in one.departments
    ]

    def order(one: Colleague) -> tuple[int, float, str]:
        idle = one.idle_since.timestamp() if one.idle_since else 0.0
        return (-one.departments[department_key or ""], idle, one.id)

    return [one.id for one in sorted(fitting, key=order)]


def accept_consult(tx: Transaction, held: Reservation, now: datetime) -> bool:
    """The colleague pressed 1 and enters the room, where the customer hears music. A repeat enters again.

    False when they are not needed any more.
    """
    call = call_by_id(tx, held.call_id or "")
    if call is None or call.status != "talking" or held.state == "released":
        return False
    if held.state == "accepted":
        return True
    if not reservations.accept(tx, held.id, now, LONGEST_TALK):
        return False
    leg = live_leg(tx.db, held.id)
    if leg is not None:
        change_leg(tx, leg.id, deadline_at=now + MEET_WITHIN)
    set_hold(tx, call, now, held=True)
    _note(tx, "consulted", call, held, now)
    return True


def consult_gone(tx: Transaction, line: Line, held: Reservation, miss: Miss, now: datetime) -> None:
    """The colleague did not come, said no, or left again: the first agent is back with the customer."""
    if held.state == "ringing":
        miss_offer(tx, line, held, miss, now)
    elif reservations.release(tx, held.id, "left", now):
        change_agent(tx, held.agent_id, idle_since=now)
    else:
        distribute(tx, line, now)  # only now is the line free for somebody else
        return
    _back_to_two(tx, held, now)
    distribute(tx, line, now)


def cancel_consult(tx: Transaction, line: Line, call_id: str, now: datetime) -> bool:
    """The colleague is not needed any more: their line ends, the customer is back. False without a consult."""
    call_by_id(tx, call_id)
    held = reservations.consulted(tx, call_id)
    if held is None or not dismiss(tx, held, "cancelled", now):
        return False
    _back_to_two(tx, held, now)
    distribute(tx, line, now)
    return True


def _back_to_two(tx: Transaction, held: Reservation, now: datetime) -> None:
    """The customer is back in the talk, unless the agent had put them on hold before asking anybody."""
    call = call_by_id(tx, held.call_id or "")
    if call is not None and call.status == "talking":
        on_hold_before = call.held_at is not None and call.held_at < held.created_at
        set_hold(tx, call, now, held=on_hold_before)
        _note(tx, "consult_over", call, held, now)


def join_three(tx: Transaction, line: Line, call_id: str, now: datetime) -> bool:
    """Customer, agent and colleague talk together; the colleague counts as one of the people of the case.

    False when the colleague has not come in yet.
    """
    del line
    call = call_by_id(tx, call_id)
    held = reservations.consulted(tx, call_id)
    if call is None or call.status != "talking" or held is None or held.state != "accepted":
        return False
    set_hold(tx, call, now, held=False)
    if call.ticket_id is not None:
        join_ticket(tx, call.ticket_id, held.agent_id, now)
    return True


def talk_led_by(tx: Transaction, call_id: str, by_agent_id: str) -> tuple[Call, Reservation] | None:
    """The talk that this agent leads."""
    call = call_by_id(tx, call_id)
    if call is None or call.status != "talking" or call.sid is None:
        return None
    held = reservations.reservation_of(tx, call)
    if held is None or held.state != "accepted" or held.agent_id != by_agent_id:
        return None
    return call, held


def _note(tx: Transaction, kind: str, call: Call, held: Reservation, now: datetime) -> None:
    """What happened with a colleague who was asked, once."""
    key = f"{call.id}:{kind}:{held.id}"
    write_event(tx, kind, key, now, call_id=call.id, body={"agent": held.agent_id})
    tx.topics.update({"calls", f"call:{call.id}", f"agent:{call.agent_id}", f"agent:{held.agent_id}"})
