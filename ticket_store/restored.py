"""A copy that was put back: what it says of this very moment is over, and what it wanted done outside may be done."""

from datetime import datetime

from sqlalchemy import Connection, func, select, update

from ticket_store import carrier_pace
from ticket_store.engine import Transaction
from ticket_store.ready import sync_all
from ticket_store.schema import agent, call, callback, event, heartbeat, leg, outbox, reservation

# Of what was to be done, only what hurts nobody when it is done twice.
_HARMLESS = ("wake_callback", "stop_callback", "fetch_recording")


def take_as_restored(tx: Transaction, now: datetime, why: str) -> datetime:
    """Hold all dialling since the copy's newest row, which is answered; let go what was under way then.

    Legs and calls that lived are looked up in the carrier's books at once. Texts and mails that were to be sent are
    not sent again.
    """
    since = newest(tx.db) or now
    carrier_pace.hold(tx, since, why)
    failure = "restored from a copy: perhaps done already"
    undone = update(outbox).where(outbox.c.done_at.is_(None), outbox.c.kind.not_in(_HARMLESS))
    tx.db.execute(undone.values(done_at=now, failure=failure))
    asked = {"status": "unknown", "asked_at": func.coalesce(leg.c.asked_at, leg.c.created_at)}
    tx.db.execute(update(leg).where(leg.c.ended_at.is_(None), leg.c.status == "placing").values(asked))
    tx.db.execute(update(leg).where(leg.c.ended_at.is_(None)).values(deadline_at=now))
    tx.db.execute(update(call).where(call.c.status != "ended").values(deadline_at=now))
    held = update(reservation).where(reservation.c.state != "released")
    tx.db.execute(held.values(state="released", cause="restored", released_at=now))
    reserved = update(callback).where(callback.c.status == "reserved")
    tx.db.execute(reserved.values(status="waiting", agent_id=None))
    tx.db.execute(update(agent).values(misses=0))
    sync_all(tx)
    return since


def newest(db: Connection) -> datetime | None:
    """When the copy's last row was written, as far as rows tell; the sweeper's sign of life comes every two seconds."""
    found = [
        db.scalar(select(func.max(column)))
        for column in (heartbeat.c.seen_at, event.c.at, callback.c.created_at, outbox.c.created_at)
    ]
    return max((at for at in found if at is not None), default=None)
