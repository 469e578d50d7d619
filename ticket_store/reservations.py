"""Leases on agents, kept apart by unique indexes: one live an agent, whatever for; as many that ring for a call
as it has slots; one that talks with it, one that is consulted.
"""

from datetime import datetime, timedelta
from itertools import count

from sqlalchemy import Boolean, Connection, Integer, bindparam, or_, select, true, update

from ticket_store import standing
from ticket_store.engine import Transaction
from ticket_store.ids import new_id, new_token
from ticket_store.insert_once import InsertOnce
from ticket_store.prepared import Prepared
from ticket_store.reading import columns_of, filled
from ticket_store.ready import sync_ready
from ticket_store.rows import Call, Reservation, Waiting
from ticket_store.schema import agent, call, callback, reservation

_RESERVATION = columns_of(reservation, Reservation)
_insert_reservation = InsertOnce(reservation)
_BY_ID = Prepared(
    select(*_RESERVATION).where(reservation.c.id == bindparam("id")).with_for_update(key_share=True)
)
_LIVE_OF_CALL, _LIVE_OF_CALLBACK = (
    Prepared(
        select(*_RESERVATION)
        .where(
            column == bindparam("whose"), reservation.c.state != "released", reservation.c.purpose == "answer"
        )
        .order_by(reservation.c.state, reservation.c.slot)  # accepted before ringing
        .limit(1)
        .with_for_update(key_share=True)
    )
    for column in (reservation.c.call_id, reservation.c.callback_id)
)
_RINGING_FOR_CALL, _RINGING_FOR_CALLBACK = (
    Prepared(
        select(*_RESERVATION)
        .where(column == bindparam("whose"), reservation.c.state == "ringing")
        .order_by(reservation.c.slot, reservation.c.id)
        .with_for_update(key_share=True)
    )
    for column in (reservation.c.call_id, reservation.c.callback_id)
)
_CONSULTED = Prepared(
    select(*_RESERVATION)
    .where(
        reservation.c.call_id == bindparam("whose"),
        reservation.c.state != "released",
        reservation.c.purpose == "consult",
    )
    .with_for_update(key_share=True)
)
_RELEASE = Prepared(
    update(reservation)
    .where(reservation.c.id == bindparam("reservation_id"), reservation.c.state != "released")
    .values(
        state="released",
        cause=bindparam("new_cause", type_=reservation.c.cause.type),
        released_at=bindparam("now", type_=reservation.c.released_at.type),
    )
    .returning(reservation.c.agent_id)
)
# The agent before the lease, as whoever claims one locks them. In the other order two wait for each other: one has
# ended a lease and wants its agent, the other has the agent and writes a lease that the first one's may forbid.
_LOCK_AGENT = Prepared(
    select(agent.c.id)
    .where(
        agent.c.id
        == select(reservation.c.agent_id)
        .where(reservation.c.id == bindparam("reservation_id"), reservation.c.state != "released")
        .scalar_subquery()
    )
    .with_for_update(key_share=True)
)
# A supervisor who is off duty may be rung, too: `anybody` says so.
_CLAIM = Prepared(
    update(agent)
    .where(
        agent.c.id
        == select(agent.c.id)
        .where(
            agent.c.id == bindparam("agent_id"),
            or_(standing.is_on_duty(), bindparam("anybody", type_=Boolean).is_(true())),
            ~standing.is_held(),
        )
        .with_for_update(key_share=True, skip_locked=True)
        .scalar_subquery()
    )
    .values(offered_at=bindparam("now", type_=agent.c.offered_at.type))
)
_STILL_WAITS = {
    kind: Prepared(
        select(table.c.id)
        .where(table.c.id == bindparam("whose"), table.c.status == "waiting")
        .with_for_update(key_share=True, skip_locked=True)
    )
    for kind, table in (("call", call), ("callback", callback))
}


def still_waits(tx: Transaction, person: Waiting) -> bool:
    """Whether this person waits at this very moment; locked, so that they cannot leave before the commit.

    The list of who waits is read without locks. Somebody whom another transaction is busy with is left to it:
    they may just be hanging up, and if not, the sweeper finds them within two seconds.
    """
    return _STILL_WAITS[person.kind].first(tx.db, {"whose": person.id}) is not None


def reserve(
    tx: Transaction, agent_id: str, person: Waiting, now: datetime, lease: timedelta
) -> Reservation | None:
    """Hold an agent for a person, in the first slot that is free; None when somebody else was quicker with
    either.
    """
    ringing = ringing_reservations(tx, person) if person.held else []
    slot = next(slot for slot in count() if all(slot != one.slot for one in ringing))
    call_id, callback_id = (person.id, None) if person.kind == "call" else (None, person.id)
    return _hold(tx, agent_id, now, lease, call_id=call_id, callback_id=callback_id, slot=slot)


def reserve_one(
    tx: Transaction, agent_id: str, call_id: str, purpose: str, now: datetime, lease: timedelta
) -> Reservation | None:
    """Hold this very agent for a call: to be consulted, to listen, or to answer alone. None when the agent is
    held, or somebody else for the same.
    """
    return _hold(tx, agent_id, now, lease, call_id=call_id, purpose=purpose)


def claim(tx: Transaction, agent_id: str, now: datetime, *, off_duty_too: bool = False) -> bool:
    """Note the offer in the agent's row, and keep the row until the commit.

    False when the agent has just gone off duty or is held, or another transaction is busy with them: it is
    left to that one, and several who look for agents at once go on to different ones without waiting for each
    other. Whoever holds the claim never waits for a lease that somebody is just ending.
    """
    return _CLAIM.run(tx.db, {"agent_id": agent_id, "anybody": off_duty_too, "now": now}) == 1


def _hold(
    tx: Transaction,
    agent_id: str,
    now: datetime,
    lease: timedelta,
    *,
    call_id: str | None = None,
    callback_id: str | None = None,
    slot: int = 0,
    purpose: str = "answer",
) -> Reservation | None:
    made = Reservation(
        id=new_id(now),
        agent_id=agent_id,
        call_id=call_id,
        callback_id=callback_id,
        token=new_token(),
        state="ringing",
        purpose=purpose,
        slot=slot,
        cause=None,
        created_at=now,
        accepted_at=None,
        expires_at=now + lease,
    )
    row = {column.name: getattr(made, column.name) for column in _RESERVATION}
    if not _insert_reservation(tx, row):
        return None
    sync_ready(tx, agent_id)
    return made


def reservation_by_id(tx: Transaction, reservation_id: str) -> Reservation | None:
    """One reservation, locked."""
    return filled(Reservation, _BY_ID.first(tx.db, {"id": reservation_id}))


def live_reservation(
    tx: Transaction, *, call_id: str | None = None, callback_id: str | None = None
) -> Reservation | None:
    """The agent who answers this call or callback: who has accepted it, else the first who rings; locked."""
    held, value = (_LIVE_OF_CALL, call_id) if call_id else (_LIVE_OF_CALLBACK, callback_id)
    return filled(Reservation, held.first(tx.db, {"whose": value}))


def ringing_reservations(tx: Transaction, person: Waiting) -> list[Reservation]:
    """All who ring for this person; locked."""
    return ringing_for(
        tx, **({"call_id": person.id} if person.kind == "call" else {"callback_id": person.id})
    )


def ringing_for(
    tx: Transaction, *, call_id: str | None = None, callback_id: str | None = None
) -> list[Reservation]:
    """All who ring for this call or callback, to answer or for another purpose; locked."""
    ringing, value = (_RINGING_FOR_CALL, call_id) if call_id else (_RINGING_FOR_CALLBACK, callback_id)
    return [Reservation(*row) for row in ringing.all(tx.db, {"whose": value})]


def consulted(tx: Transaction, call_id: str) -> Reservation | None:
    """The agent who is asked, or rung to be asked, by the one who talks; locked."""
    return filled(Reservation, _CONSULTED.first(tx.db, {"whose": call_id}))


def turn_to_call(tx: Transaction, reservation_id: str, call_id: str) -> bool:
    """The agent held for a callback is held for this call of the same customer instead; False when let go."""
    turned = tx.db.execute(
        update(reservation)
        .where(reservation.c.id == reservation_id, reservation.c.state != "released")
        .values(call_id=call_id, callback_id=None)
    )
    return turned.rowcount == 1


def make_answering(tx: Transaction, reservation_id: str) -> None:
    """Whoever was consulted has the call from now on; the one before has let go of it."""
    tx.db.execute(update(reservation).where(reservation.c.id == reservation_id).values(purpose="answer"))


def is_held(tx: Transaction, person: Waiting) -> bool:
    """Whether an agent is held for this person by now."""
    if person.kind == "call":
        return live_reservation(tx, call_id=person.id) is not None
    return live_reservation(tx, callback_id=person.id) is not None


def reservation_of(tx: Transaction, call: Call) -> Reservation | None:
    """The agent held for this conversation: for the call itself, or for the callback that led to it."""
    held = live_reservation(tx, call_id=call.id)
    if held is None and call.callback_id is not None:
        held = live_reservation(tx, callback_id=call.callback_id)
    return held


def accept(tx: Transaction, reservation_id: str, now: datetime, lease: timedelta) -> bool:
    """The one compare-and-set of an answer; False for the loser. The agent is locked before."""
    _LOCK_AGENT.first(tx.db, {"reservation_id": reservation_id})
    done = tx.db.execute(
        update(reservation)
        .where(
            reservation.c.id == reservation_id,
            reservation.c.state == "ringing",
        )
        .values(state="accepted", accepted_at=now, expires_at=now + lease)
    )
    return done.rowcount == 1


def release(tx: Transaction, reservation_id: str, cause: str, now: datetime) -> bool:
    """Let the agent go; False when that was done before. The agent is locked before."""
    _LOCK_AGENT.first(tx.db, {"reservation_id": reservation_id})
    values = {"reservation_id": reservation_id, "new_cause": cause, "now": now}
    released = _RELEASE.all(tx.db, values)
    for (agent_id,) in released:
        sync_ready(tx, agent_id)
    return bool(released)


def prolong(tx: Transaction, reservation_id: str, by: timedelta) -> None:
    """The agent is rung later than planned (their turn at the carrier came late): the lease lasts that much longer."""
    held = reservation_by_id(tx, reservation_id)
    if held is not None and held.state == "ringing":
        tx.db.execute(
            update(reservation)
            .where(reservation.c.id == reservation_id)
            .values(expires_at=held.expires_at + by)
        )


_EXPIRED = Prepared(
    select(*_RESERVATION)
    .where(reservation.c.state != "released", reservation.c.expires_at <= bindparam("now"))
    .limit(bindparam("most", type_=Integer()))
)


def expired(db: Connection, now: datetime, limit: int = 50) -> list[Reservation]:
    """Leases that have run out."""
    return [Reservation(*row) for row in _EXPIRED.all(db, {"now": now, "most": limit})]
