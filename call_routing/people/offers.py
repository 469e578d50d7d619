"""What becomes of an offer to an agent: accepted by one, or missed, and then the next one is asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from call_routing.choosing.choice import Memory
from call_routing.choosing.distribution import distribute
from call_routing.people.agent_status import StatusReason
from ticket_store import reservations
from ticket_store.agents import agent_by_id, change_agent
from ticket_store.call_states import LegStatus
from ticket_store.callback_steps import write_step
from ticket_store.callbacks import let_callback_wait
from ticket_store.calls import call_by_id, change_leg, legs_of_reservation
from ticket_store.candidates import kinds_on_duty
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.outbox import send
from ticket_store.presence_kept import tell_departments
from ticket_store.queue import earlier_offers
from ticket_store.reporting.duty_kept import keep_duty
from ticket_store.rows import Agent, Call, Leg, Reservation

LONGEST_TALK = timedelta(hours=4)
MISSES_UNTIL_PAUSE = 2


class Miss(StrEnum):
    """Why an agent did not take an offer; each has a rest of its own before the next offer."""

    NO_ANSWER = "no_answer"
    VOICEMAIL = "voicemail"  # something answered and pressed no key
    DECLINED = "declined"
    BUSY = "busy"
    UNREACHABLE = "unreachable"
    DROPPED = "dropped"  # had it, and the line broke: the same agent is asked first when it is back


RESTS = {
    Miss.NO_ANSWER: timedelta(seconds=10),
    Miss.VOICEMAIL: timedelta(seconds=30),
    Miss.DECLINED: timedelta(seconds=10),
    Miss.BUSY: timedelta(seconds=60),
    Miss.UNREACHABLE: timedelta(seconds=15),
    Miss.DROPPED: timedelta(seconds=5),
}
COUNTED = frozenset({Miss.NO_ANSWER, Miss.VOICEMAIL, Miss.UNREACHABLE})
_NOT_RUNG = frozenset({Miss.NO_ANSWER, Miss.UNREACHABLE})
NO_RING_SO_SOON = timedelta(seconds=5)  # no ring that was heard ends before
LINE_ENDS = timedelta(seconds=30)  # nobody is rung while their line is up; so long we wait for news of it


@dataclass(frozen=True)
class Won:
    """The agent has it."""

    reservation: Reservation


@dataclass(frozen=True)
class Taken:
    """Somebody else has it, or the offer ran out."""


@dataclass(frozen=True)
class CallerLeft:
    """Nobody is there any more."""


def accept_offer(tx: Transaction, reservation: Reservation, now: datetime) -> Won | Taken | CallerLeft:
    """One compare-and-set decides; a repeat by the winner wins again.

    Of several who ring for a call the first has it: the others stop ringing at once. The call is locked before
    the leases, so that two who accept in the same instant follow each other.
    """
    call = call_by_id(tx, reservation.call_id) if reservation.call_id is not None else None
    reservation = reservations.reservation_by_id(tx, reservation.id) or reservation  # as it is by now
    if reservation.state == "accepted":
        return Won(reservation)
    if reservation.state == "released":
        return CallerLeft() if reservation.cause == "caller_left" else Taken()
    if call is not None and call.status != "waiting":
        return CallerLeft() if call.status == "ended" else Taken()
    if not reservations.accept(tx, reservation.id, now, LONGEST_TALK):
        return Taken()
    if call is not None:
        withdraw_offers(tx, "taken", now, call_id=call.id)
    change_agent(tx, reservation.agent_id, misses=0, not_before_at=None)
    tx.topics.update({"calls", f"call:{reservation.call_id}"})
    return Won(reservation)


def miss_offer(tx: Transaction, line: Line, reservation: Reservation, miss: Miss, now: datetime) -> None:
    """The offer came to nothing: the agent rests a little, the person is offered to the next one at once.

    Two calls missed in a row pause the agent, who is told why; declining and being busy do not count.
    """
    if not reservations.release(tx, reservation.id, miss, now):
        return
    if reservation.callback_id is not None:
        let_callback_wait(tx, reservation.callback_id, due_at=None)
        facts = {"agent": reservation.agent_id, "miss": str(miss)}
        write_step(tx, reservation.callback_id, "declined", now, actor="distribution", **facts)
    _let_rest(tx, reservation, miss, now)
    tx.topics.update({"calls", f"call:{reservation.call_id}"})
    distribute(tx, line, now)


def _let_rest(tx: Transaction, reservation: Reservation, miss: Miss, now: datetime) -> None:
    agent_id = reservation.agent_id
    agent = agent_by_id(tx.db, agent_id)
    if agent is None:
        return
    if miss in _NOT_RUNG and _has_no_browser(tx, agent, reservation):
        change_agent(tx, agent_id, reachable=False)
        keep_duty(tx, agent_id, now)
        tell_departments(tx, agent_id)
        return
    misses = agent.misses + (miss in COUNTED)
    if misses >= MISSES_UNTIL_PAUSE and agent.chosen_status == "available":
        paused = {"chosen_status": "away", "status_reason": StatusReason.MISSED_TWICE.value}
        change_agent(tx, agent_id, misses=0, chosen_at=now, **paused)
        keep_duty(tx, agent_id, now)
    else:
        change_agent(tx, agent_id, misses=misses, not_before_at=now + RESTS[miss])


def _has_no_browser(tx: Transaction, agent: Agent, reservation: Reservation) -> bool:
    """Whether the carrier found no browser to ring, and no desk tells us otherwise.

    It says failed, or no-answer at once and without a ring. Set available from elsewhere, such an agent counts as
    reachable until then; the first beat of a desk brings them back, or choosing available again. A call that was
    never placed says nothing of a browser.
    """
    if agent.rings != "browser" or agent.seen_at is not None:
        return False
    return any(_found_nobody(leg) for leg in legs_of_reservation(tx, reservation.id) if leg.role == "agent")


def _found_nobody(leg: Leg) -> bool:
    if leg.sid is None or leg.ended_at is None:
        return False
    at_once = leg.status == LegStatus.NO_ANSWER and leg.ended_at - leg.created_at < NO_RING_SO_SOON
    return at_once or leg.status == LegStatus.FAILED


def withdraw_offers(
    tx: Transaction,
    cause: str,
    now: datetime,
    *,
    call_id: str | None = None,
    callback_id: str | None = None,
) -> int:
    """Take back every offer that still rings for this call or callback; how many."""
    ringing = reservations.ringing_for(tx, call_id=call_id, callback_id=callback_id)
    return sum(withdraw_offer(tx, one, cause, now) for one in ringing)


def nobody_left(tx: Transaction, line: Line, call: Call) -> bool:
    """Whether nobody on duty will be asked for this caller any more: all have declined them, or missed them too
    often, or know the department too little for its last tier.

    True, too, when nobody is on duty at all, or there is no such department.
    """
    key = call.department_key or ""
    if key not in line.departments:
        return True
    memory = Memory(*earlier_offers(tx.db, "call", call.id))
    out = {one for one in (*memory.declined, *memory.missed) if memory.is_out(one)}
    least = min(tier.skill for tier in line.departments[key].routing.tiers)
    return not any(kind.skill >= least for kind in kinds_on_duty(tx.db, key, out))


def withdraw_offer(tx: Transaction, reservation: Reservation, cause: str, now: datetime) -> bool:
    """Take an offer back (the person left, chose a callback, was served): the agent's leg is ended.

    False when it had been released before. The agent is free again at once and no miss is counted.
    """
    if not reservations.release(tx, reservation.id, cause, now):
        return False
    end_agents_line(tx, reservation, now)
    tx.topics.add(f"agent:{reservation.agent_id}")
    return True


def end_agents_line(tx: Transaction, reservation: Reservation, now: datetime) -> None:
    """The agent's phone stops ringing, or is hung up without words."""
    for leg in legs_of_reservation(tx, reservation.id):
        if leg.role == "agent" and leg.ended_at is None:
            change_leg(tx, leg.id, deadline_at=now + LINE_ENDS)
            send(tx, "end_leg", now, leg_id=leg.id)
