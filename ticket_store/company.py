"""Leases on those who are in a talk besides the two: the colleague who is asked, and supervisors who listen."""

from datetime import date

from sqlalchemy import Connection, case, select, update

from ticket_store.engine import Transaction
from ticket_store.reading import columns_of, filled
from ticket_store.rows import Leg, Reservation
from ticket_store.schema import agent, call, leg, reservation

_RESERVATION = columns_of(reservation, Reservation)
_LEG = columns_of(leg, Leg)


def company_of(tx: Transaction, call_id: str) -> list[Reservation]:
    """All live leases of this call but the answering one; locked."""
    rows = tx.db.execute(
        select(*_RESERVATION)
        .where(
            reservation.c.call_id == call_id,
            reservation.c.purpose != "answer",
            reservation.c.state != "released",
        )
        .order_by(reservation.c.id)
        .with_for_update(key_share=True)
    )
    return [Reservation(*row) for row in rows]


def watching(db: Connection, agent_id: str) -> Reservation | None:
    """The live lease by which this supervisor listens, or is being rung to; not locked, its call comes first."""
    query = select(*_RESERVATION).where(
        reservation.c.agent_id == agent_id,
        reservation.c.purpose == "listen",
        reservation.c.state != "released",
    )
    return filled(Reservation, db.execute(query).first())


def set_mode(tx: Transaction, reservation_id: str, mode: str) -> None:
    """How a supervisor listens from now on."""
    tx.db.execute(update(reservation).where(reservation.c.id == reservation_id).values(mode=mode))


def name_call(tx: Transaction, reservation_id: str, call_id: str) -> None:
    """The call that a callback's lease led to, so that what came of it is remembered for that call."""
    tx.db.execute(update(reservation).where(reservation.c.id == reservation_id).values(call_id=call_id))


def live_leg(db: Connection, reservation_id: str) -> Leg | None:
    """The agent's leg that is up, or being created, for this lease; None when there is none any more."""
    query = (
        select(*_LEG)
        .where(leg.c.reservation_id == reservation_id, leg.c.role == "agent", leg.c.ended_at.is_(None))
        .order_by(leg.c.id.desc())
    )
    return filled(Leg, db.execute(query).first())


def count_talk(tx: Transaction, agent_id: str, day: date) -> None:
    """One talk more for this agent on this day of the shop."""
    on = day.isoformat()
    counted = case((agent.c.talks_on == on, agent.c.talks + 1), else_=1)
    tx.db.execute(update(agent).where(agent.c.id == agent_id).values(talks=counted, talks_on=on))


def call_meeting_in(db: Connection, call_id: str) -> str | None:
    """The call that has its talk in the room of this one: the customer rang us before we had them on the line."""
    return db.scalar(select(call.c.id).where(call.c.meets_in == call_id))
