"""Whoever is in a talk besides the two leaves it, with words where they would hear them."""

from datetime import datetime, timedelta

from call_routing.people.offers import LINE_ENDS
from ticket_store import reservations
from ticket_store.agents import change_agent
from ticket_store.calls import change_leg, legs_of_reservation
from ticket_store.company import company_of
from ticket_store.engine import Transaction
from ticket_store.outbox import send
from ticket_store.rows import Reservation

ROOM_EMPTIES = timedelta(seconds=2)
WORDS_TAKE = timedelta(seconds=15)


def dismiss(
    tx: Transaction, held: Reservation, cause: str, now: datetime, *, room_ends: bool = False
) -> bool:
    """Let somebody go who is not needed in this talk any more; False when that was done before.

    `room_ends`: the carrier sends everybody out of the room by itself, so we look after them a little later.
    """
    if not reservations.release(tx, held.id, cause, now):
        return False
    if held.state == "accepted":  # who helped until now has not been idle
        change_agent(tx, held.agent_id, idle_since=now)
    end_line(tx, held.id, now, now + ROOM_EMPTIES if room_ends else now)
    tx.topics.update({f"agent:{held.agent_id}", f"call:{held.call_id}"})
    return True


def dismiss_all(tx: Transaction, call_id: str, cause: str, now: datetime) -> None:
    """The talk is over, and its room ends: nobody who was asked or listened stays in it alone."""
    for held in company_of(tx, call_id):
        dismiss(tx, held, cause, now, room_ends=True)


def end_line(tx: Transaction, reservation_id: str, now: datetime, at: datetime) -> None:
    """The agent's leg of this lease ends at that time, if it has not by then: first with words, then without.

    Whoever came into the room after all others had left would else wait there for ever.
    """
    for leg in legs_of_reservation(tx, reservation_id):
        if leg.role != "agent" or leg.ended_at is not None:
            continue
        change_leg(tx, leg.id, deadline_at=now + LINE_ENDS)
        if leg.answered_at is None:
            send(tx, "end_leg", now, leg_id=leg.id)
        else:
            send(tx, "tell_agent", now, due_at=at, leg_id=leg.id)
            send(tx, "end_leg", now, due_at=at + WORDS_TAKE, leg_id=leg.id)
