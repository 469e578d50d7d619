"""A supervisor in a talk: listens, whispers to the agent, or joins. Each step is written down.

They are rung like any agent and press 1; their leaving ends nothing, the end of the talk ends their part.
"""

from datetime import datetime
from enum import StrEnum

from call_routing.choosing.distribution import distribute, ring_one
from call_routing.people.offers import LONGEST_TALK, Miss
from call_routing.talking.company import dismiss
from call_routing.talking.talk import MEET_WITHIN
from ticket_store import reservations
from ticket_store.agents import agent_by_id
from ticket_store.audit import write_audit
from ticket_store.calls import call_by_id, change_leg, write_event
from ticket_store.company import live_leg, set_mode, watching
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.outbox import send
from ticket_store.rows import Call, Leg, Reservation


class Mode(StrEnum):
    LISTEN = "listen"  # nobody hears the supervisor
    WHISPER = "whisper"  # only the agent does
    JOIN = "join"  # everybody does


def watch(
    tx: Transaction, line: Line, supervisor_id: str, call_id: str, mode: Mode, now: datetime, *, actor: str
) -> bool:
    """Ring the supervisor to listen in, or change how they listen already.

    False when there is no such talk, when it is their own, or when they are busy elsewhere. `actor` is the
    e-mail address of who asked for it.
    """
    call = call_by_id(tx, call_id)
    if call is None or call.status != "talking":
        return False
    held = watching(tx.db, supervisor_id)
    if held is None:
        talk = reservations.reservation_of(tx, call)
        if talk is None or talk.agent_id == supervisor_id:
            return False
        held = ring_one(
            tx, line, agent_id=supervisor_id, call_id=call_id, purpose="listen", now=now, on_duty=False
        )
    if held is None or held.call_id != call_id:
        return False
    set_mode(tx, held.id, mode.value)
    leg = live_leg(tx.db, held.id)
    if held.state == "accepted" and leg is not None:
        send(tx, "seat_leg", now, leg_id=leg.id)
    _write_down(tx, f"call.{mode.value}", call, supervisor_id, now, actor)
    return True


def stop_watching(tx: Transaction, supervisor_id: str, now: datetime, *, actor: str) -> bool:
    """The supervisor's part ends, the talk goes on. False when there was none."""
    held = watching(tx.db, supervisor_id)
    if held is None:
        return False
    call = call_by_id(tx, held.call_id or "")  # locked before its leases
    if not dismiss(tx, held, "stopped", now):
        return False
    if call is not None:
        _write_down(tx, "call.stop_listening", call, supervisor_id, now, actor)
    return True


def accept_watch(tx: Transaction, held: Reservation, now: datetime) -> Mode | None:
    """The supervisor pressed 1: how they sit in the room; None when the talk is over. A repeat enters again."""
    call = call_by_id(tx, held.call_id or "")
    if call is None or call.status != "talking" or held.state == "released":
        return None
    if held.state == "ringing":
        if not reservations.accept(tx, held.id, now, LONGEST_TALK):
            return None
        leg = live_leg(tx.db, held.id)
        if leg is not None:
            change_leg(tx, leg.id, deadline_at=now + MEET_WITHIN)
        _topics(tx, call, held.agent_id)
    return Mode(held.mode or Mode.LISTEN)


def coached_leg(tx: Transaction, call_id: str) -> Leg | None:
    """The leg of the agent who talks with the customer: the one who hears a whisper."""
    call = call_by_id(tx, call_id)
    talk = None if call is None else reservations.reservation_of(tx, call)
    return None if talk is None else live_leg(tx.db, talk.id)


def watch_gone(tx: Transaction, line: Line, held: Reservation, miss: Miss, now: datetime) -> None:
    """The supervisor did not come, or has left: the talk goes on. Not counted as a miss of theirs."""
    was_in = held.state == "accepted"
    if reservations.release(tx, held.id, "left" if was_in else miss, now):
        call = call_by_id(tx, held.call_id or "")
        agent = agent_by_id(tx.db, held.agent_id)
        if call is not None and was_in:
            actor = agent.email if agent else held.agent_id
            _write_down(tx, "call.stop_listening", call, held.agent_id, now, actor)
    distribute(tx, line, now)


def _write_down(
    tx: Transaction, action: str, call: Call, supervisor_id: str, now: datetime, actor: str
) -> None:
    """In the audit, and among the events of the call."""
    agent = agent_by_id(tx.db, supervisor_id)
    after = {"call": call.id, "supervisor": agent.email if agent else supervisor_id}
    write_audit(tx, now, actor, action, f"call:{call.id}", after=after)
    key = f"{call.id}:{action}:{supervisor_id}:{now.isoformat()}"
    write_event(tx, action.partition(".")[2], key, now, call_id=call.id, body=after)
    _topics(tx, call, supervisor_id)


def _topics(tx: Transaction, call: Call, supervisor_id: str) -> None:
    tx.topics.update({"calls", f"call:{call.id}", f"agent:{call.agent_id}", f"agent:{supervisor_id}"})
