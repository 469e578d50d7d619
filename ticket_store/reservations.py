"""Leases on agents: one live an agent, one live a call, one live a callback, kept so by unique indexes."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, select, update

from ticket_store.engine import Transaction
from ticket_store.ids import new_id, new_token
from ticket_store.insert_once import InsertOnce
from ticket_store.prepared import Prepared
from ticket_store.reading import columns_of, filled
from ticket_store.rows import Call, Reservation, Waiting
from ticket_store.schema import call, callback, reservation

_RESERVATION = columns_of(reservation, Reservation)
_insert_reservation = InsertOnce(reservation)
_LIVE_OF_CALL, _LIVE_OF_CALLBACK = (
    Prepared(
        select(*_RESERVATION)
        .where(column == bindparam("whose"), reservation.c.state != "released")
        .with_for_update(key_share=True)
    )
    for column in (reservation.c.call_id, reservation.c.callback_id)
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
    """Hold an agent for a person; None when somebody else was quicker with either."""
    made = Reservation(
        id=new_id(now),
        agent_id=agent_id,
        call_id=person.id if person.kind == "call" else None,
        callback_id=person.id if person.kind == "callback" else None,
        token=new_token(),
        state="ringing",
        purpose="answer",
        slot=0,
        cause=None,
        created_at=now,
        accepted_at=None,
        expires_at=now + lease,
    )
    row = {column.name: getattr(made, column.name) for column in _RESERVATION}
    return made if _insert_reservation(tx, row) else None


def reservation_by_id(tx: Transaction, reservation_id: str) -> Reservation | None:
    """One reservation, locked."""
    query = select(*_RESERVATION).where(reservation.c.id == reservation_id).with_for_update(key_share=True)
    return filled(Reservation, tx.db.execute(query).first())


def live_reservation(
    tx: Transaction, *, call_id: str | None = None, callback_id: str | None = None
) -> Reservation | None:
    """The agent held for this call or callback, if any; locked."""
    held, value = (_LIVE_OF_CALL, call_id) if call_id else (_LIVE_OF_CALLBACK, callback_id)
    return filled(Reservation, held.first(tx.db, {"whose": value}))


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
    """The one compare-and-set of an answer; False for the loser."""
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
    """Let the agent go; False when that was done before."""
    done = tx.db.execute(
        update(reservation)
        .where(reservation.c.id == reservation_id, reservation.c.state != "released")
        .values(state="released", cause=cause, released_at=now)
    )
    return done.rowcount == 1


def expired(db: Connection, now: datetime, limit: int = 50) -> list[Reservation]:
    """Leases that have run out."""
    rows = db.execute(
        select(*_RESERVATION)
        .where(reservation.c.state != "released", reservation.c.expires_at <= now)
        .limit(limit)
    )
    return [Reservation(*row) for row in rows]
