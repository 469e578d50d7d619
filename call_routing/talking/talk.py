"""A talk begins, breaks off, and ends: ticket, promise, wrap-up, agent free again."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from call_routing.choosing.distribution import distribute
from call_routing.people.agent_status import StatusReason
from call_routing.people.offers import RESTS, Miss
from call_routing.queue.handled import learn_handling
from call_routing.queue.place_in_queue import rank_in
from call_routing.talking.company import ROOM_EMPTIES, dismiss_all, end_line
from ticket_store import reservations
from ticket_store.agents import agent_by_id, change_agent
from ticket_store.callbacks import callback_talked, finish_callback, serve_waiting_callback
from ticket_store.calls import (
    call_by_id,
    change_call,
    change_leg,
    legs_of_reservation,
    was_written,
    write_event,
)
from ticket_store.company import count_talk
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.outbox import send
from ticket_store.reporting.duty_kept import keep_duty
from ticket_store.reporting.talks_kept import add_hold, begin_talk, drop_part, end_part, take_up_again
from ticket_store.rows import Call, Reservation
from ticket_store.tickets import join_ticket
from ticket_store.work_in_hand import Stage, current_work

MEET_WITHIN = timedelta(seconds=15)  # then the carrier is asked whether both are there
WAITS_SILENTLY = timedelta(minutes=5)


def start_talk(tx: Transaction, line: Line, call: Call, reservation: Reservation, now: datetime) -> None:
    """Customer and agent meet. A repeat changes nothing.

    A callback that waited for the same matter is served by this talk and closed.
    """
    if call.status == "talking":
        return
    change_call(
        tx,
        call.id,
        status="talking",
        answered_at=call.answered_at or now,
        talk_ended_at=None,
        held_at=None,
        deadline_at=now + MEET_WITHIN,
    )
    for leg in legs_of_reservation(tx, reservation.id):
        if leg.role == "agent" and leg.ended_at is None:
            change_leg(tx, leg.id, deadline_at=now + MEET_WITHIN)
    take_part(tx, line, call, reservation, now)
    callback_id = reservation.callback_id or call.callback_id
    if callback_id is not None:
        callback_talked(tx, callback_id, now)
    elif call.customer_number:
        for key in {call.department_key, call.overflow_from} - {None}:
            serve_waiting_callback(tx, call.customer_number, key or "", now)


def take_part(tx: Transaction, line: Line, call: Call, reservation: Reservation, now: datetime) -> None:
    """The customer is this agent's from now on: written in the call, its case and the agent's day."""
    if reservation.agent_id != call.agent_id:
        wrap_up_dropped(tx, line, call, now)
    change_call(tx, call.id, agent_id=reservation.agent_id, prefers_agent_id=None)
    write_event(
        tx,
        "talk",
        f"{call.id}:talk:{reservation.id}",
        now,
        call_id=call.id,
        body={"agent": reservation.agent_id, "department": call.department_key},
    )
    is_first = begin_talk(
        tx,
        call_id=call.id,
        agent_id=reservation.agent_id,
        reservation_id=reservation.id,
        department_key=call.department_key,
        before=call.agent_id,
        now=now,
    )
    if call.ticket_id is not None:
        join_ticket(tx, call.ticket_id, reservation.agent_id, now, is_contact=is_first)
    count_talk(tx, reservation.agent_id, now.astimezone(ZoneInfo(line.shop.timezone)).date())
    tx.topics.update(
        {"calls", f"call:{call.id}", f"agent:{reservation.agent_id}", f"department:{call.department_key}"}
    )


def finish_talk(tx: Transaction, line: Line, call: Call, reservation: Reservation, now: datetime) -> None:
    """The talk is over: wrap-up begins, the next status is taken on, the lease ends. A repeat changes nothing.

    Nobody stays in the room alone. The carrier empties it when one of two leaves, but whoever came in after
    the other had hung up would wait there for ever; an errand for a leg that has ended does nothing.
    """
    if not reservations.release(tx, reservation.id, "talked", now):
        return
    change_call(tx, call.id, talk_ended_at=now, held_at=None)
    add_hold(tx, call.id, call.held_at, now)
    callback_id = reservation.callback_id or call.callback_id
    if callback_id is not None:
        finish_callback(tx, callback_id, now)
    wrap_up(tx, line, call, reservation.agent_id, now)
    dismiss_all(tx, call.id, "talk_over", now)
    end_line(tx, reservation.id, now, now + ROOM_EMPTIES)
    send(tx, "redirect_caller", now, due_at=now + ROOM_EMPTIES, call_id=call.id, to="goodbye")
    tx.topics.update({"calls", f"call:{call.id}", f"department:{call.department_key}"})
    distribute(tx, line, now)


def wrap_up(tx: Transaction, line: Line, call: Call, agent_id: str, now: datetime) -> None:
    """The agent's part in this call is over: time for notes, and the status that was wished for."""
    end_part(tx, call.id, agent_id, now)
    agent = agent_by_id(tx.db, agent_id)
    department = line.departments.get(call.department_key or "")
    if agent is None:
        return
    changes: dict[str, object] = {"misses": 0, "idle_since": now, "wrap_up_call_id": call.id}
    if department is not None and department.wrap_up:
        changes["wrap_up_until"] = now + department.wrap_up
        changes["idle_since"] = now + department.wrap_up
    if agent.next_status is not None:
        changes.update(
            chosen_status=agent.next_status,
            chosen_at=now,
            next_status=None,
            status_reason=StatusReason.AFTER_CALL.value,
        )
    change_agent(tx, agent_id, **changes)
    if agent.next_status is not None:
        keep_duty(tx, agent_id, now)
    if "wrap_up_until" not in changes:
        learn_handling(tx, line, agent_id, now)


def wrap_up_dropped(tx: Transaction, line: Line, call: Call, now: datetime) -> None:
    """The talk of an agent whose line broke will not go on: the wrap-up that was put off begins now.

    Nobody can tell a handset that was put down first from a line that broke, so this is how most talks on a
    telephone end. Nothing for an agent who has had something else in hand since.
    """
    agent_id = call.prefers_agent_id
    if agent_id is None or agent_id != call.agent_id:
        return
    agent = agent_by_id(tx.db, agent_id)
    is_idle = current_work(tx.db, agent_id, now).stage is Stage.IDLE
    if agent is not None and is_idle and agent.idle_since == call.talk_ended_at:
        take_up_again(tx, call.id, agent_id)
        wrap_up(tx, line, call, agent_id, now)


def drop_talk(tx: Transaction, line: Line, call: Call, reservation: Reservation, now: datetime) -> bool:
    """The agent's line broke: the customer is first in the queue, and this agent is asked before all others.

    The carrier sends the customer out of the room by itself; an errand does where the agent had never been in
    it. No wrap-up yet, since the talk may go on. False when that was done before.
    """
    if not reservations.release(tx, reservation.id, Miss.DROPPED, now):
        return False
    arrived_at = call.arrived_at or call.started_at
    ranks_at = rank_in(tx.db, line, call.department_key, call.customer_id, arrived_at, front=True)
    to_the_queue(tx, call, now, ranks_at=ranks_at, prefers_agent_id=reservation.agent_id)
    drop_part(tx, call.id, reservation.agent_id, now)
    change_agent(tx, reservation.agent_id, not_before_at=now + RESTS[Miss.DROPPED], idle_since=now)
    dismiss_all(tx, call.id, "dropped", now)
    end_line(tx, reservation.id, now, now + ROOM_EMPTIES)
    send(tx, "redirect_caller", now, due_at=now + ROOM_EMPTIES, call_id=call.id, to="back-to-queue")
    write_event(
        tx,
        "line_dropped",
        f"{call.id}:dropped:{reservation.id}",
        now,
        call_id=call.id,
        body={"agent": reservation.agent_id},
    )
    distribute(tx, line, now)
    return True


def to_the_queue(tx: Transaction, call: Call, now: datetime, **changes: object) -> None:
    """Out of the talk and back among those who wait, with the original arrival.

    When they first queued is kept, too: how long they waited for an answer is told by it for ever.
    """
    change_call(
        tx,
        call.id,
        status="waiting",
        waiting_since=now,
        talk_ended_at=now,
        held_at=None,
        room_sid=None,
        owner_choice=None,
        spoken_place=None,
        spoken_high_minutes=None,
        spoken_at=None,
        keys_told_at=None,
        deadline_at=now + WAITS_SILENTLY,
        **changes,
    )
    add_hold(tx, call.id, call.held_at, now)
    tx.topics.update({"calls", f"call:{call.id}", f"department:{call.department_key}"})


def led_back_key(call_id: str, talk_ended_at: datetime) -> str:
    """The key of the event that a caller has come out of the room of the talk that ended then."""
    return f"{call_id}:led_back:{talk_ended_at.isoformat()}"


def end_talk(tx: Transaction, call_id: str, now: datetime) -> bool:
    """The agent ends the talk at the desk: the customer hears a goodbye, then all legs end.

    False when there is no talk to end.
    """
    call = call_by_id(tx, call_id)
    if call is None or call.status != "talking" or call.sid is None:
        return False
    reservation = reservations.reservation_of(tx, call)
    if reservation is not None:
        write_event(tx, "ended_by_agent", _ended_key(call, reservation), now, call_id=call.id)
    send(tx, "redirect_caller", now, call_id=call.id, to="goodbye")
    return True


def was_ended_by_agent(tx: Transaction, call: Call, reservation: Reservation) -> bool:
    """Whether the agent of this talk has said that it is over."""
    return was_written(tx.db, _ended_key(call, reservation))


def _ended_key(call: Call, reservation: Reservation) -> str:
    return f"{call.id}:ended_by_agent:{reservation.id}"
