"""A talk begins, and ends: ticket, promise, wrap-up, agent free again."""

from datetime import datetime, timedelta

from call_routing.distribution import distribute
from call_routing.handled import learn_handling
from ticket_store import reservations
from ticket_store.agents import agent_by_id, change_agent
from ticket_store.callbacks import callback_talked, finish_callback, serve_waiting_callback
from ticket_store.calls import call_by_id, change_call, change_leg, legs_of_reservation, write_event
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.outbox import send
from ticket_store.rows import Call, Reservation
from ticket_store.tickets import join_ticket

ROOM_EMPTIES = timedelta(seconds=2)
LINE_ENDS = timedelta(seconds=30)  # nobody is rung while their line is up; so long we wait for news of it


def start_talk(tx: Transaction, call: Call, reservation: Reservation, now: datetime) -> None:
    """Customer and agent meet. A repeat changes nothing.

    A callback that waited for the same matter is served by this talk and closed.
    """
    if call.status == "talking":
        return
    change_call(
        tx,
        call.id,
        status="talking",
        agent_id=reservation.agent_id,
        answered_at=call.answered_at or now,
        talk_ended_at=None,
    )
    write_event(
        tx,
        "talk",
        f"{call.id}:talk:{reservation.id}",
        now,
        call_id=call.id,
        body={"agent": reservation.agent_id},
    )
    if call.ticket_id is not None:
        join_ticket(tx, call.ticket_id, reservation.agent_id, now)
    callback_id = reservation.callback_id or call.callback_id
    if callback_id is not None:
        callback_talked(tx, callback_id, now)
    elif call.customer_number and call.department_key:
        serve_waiting_callback(tx, call.customer_number, call.department_key, now)
    tx.topics.update(
        {"calls", f"call:{call.id}", f"agent:{reservation.agent_id}", f"department:{call.department_key}"}
    )


def finish_talk(tx: Transaction, line: Line, call: Call, reservation: Reservation, now: datetime) -> None:
    """The talk is over: wrap-up begins, the next status is taken on, the lease ends. A repeat changes nothing."""
    if not reservations.release(tx, reservation.id, "talked", now):
        return
    change_call(tx, call.id, talk_ended_at=now)
    callback_id = reservation.callback_id or call.callback_id
    if callback_id is not None:
        finish_callback(tx, callback_id, now)
    _wrap_up(tx, line, call, reservation.agent_id, now)
    _let_out(tx, call, reservation, now)
    tx.topics.update({"calls", f"call:{call.id}", f"department:{call.department_key}"})
    distribute(tx, line, now)


def _let_out(tx: Transaction, call: Call, reservation: Reservation, now: datetime) -> None:
    """Nobody stays in a room alone. The carrier empties it when one of two leaves, but whoever came in after
    the other had hung up would wait there for ever; an errand for a leg that has ended does nothing.
    """
    due_at = now + ROOM_EMPTIES
    for leg in legs_of_reservation(tx, reservation.id):
        if leg.role == "agent" and leg.ended_at is None:
            change_leg(tx, leg.id, deadline_at=now + LINE_ENDS)
            send(tx, "end_leg", now, due_at=due_at, leg_id=leg.id)
    send(tx, "redirect_caller", now, due_at=due_at, call_id=call.id, to="goodbye")


def _wrap_up(tx: Transaction, line: Line, call: Call, agent_id: str, now: datetime) -> None:
    agent = agent_by_id(tx.db, agent_id)
    department = line.departments.get(call.department_key or "")
    if agent is None:
        return
    changes: dict[str, object] = {"misses": 0, "idle_since": now, "wrap_up_call_id": call.id}
    if department is not None and department.wrap_up:
        changes["wrap_up_until"] = now + department.wrap_up
        changes["idle_since"] = now + department.wrap_up
    if agent.next_status is not None:
        changes.update(chosen_status=agent.next_status, chosen_at=now, next_status=None, status_reason=None)
    change_agent(tx, agent_id, **changes)
    if "wrap_up_until" not in changes:
        learn_handling(tx, line, agent_id, now)


def end_talk(tx: Transaction, call_id: str, now: datetime) -> bool:
    """The agent ends the talk at the desk: the customer hears a goodbye, then all legs end.

    False when there is no talk to end.
    """
    call = call_by_id(tx, call_id)
    if call is None or call.status != "talking" or call.sid is None:
        return False
    write_event(tx, "ended_by_agent", f"{call.id}:ended_by_agent", now, call_id=call.id)
    send(tx, "redirect_caller", now, call_id=call.id, to="goodbye")
    return True
