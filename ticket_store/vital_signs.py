"""Whether the house lives: the revision of its store, and when each process was last heard of."""

from datetime import datetime

from sqlalchemy import Connection, delete, insert, inspect, select, text, update

from ticket_store.engine import Transaction
from ticket_store.schema import heartbeat


def revision(db: Connection) -> str | None:
    """The revision of the schema that the database is at; None where it was never migrated."""
    if not inspect(db).has_table("alembic_version"):
        return None
    return db.execute(text("SELECT version_num FROM alembic_version")).scalar()


def last_heard_of(db: Connection, process: str) -> datetime | None:
    """When the process wrote its last heartbeat; None when it never did."""
    return db.scalar(select(heartbeat.c.seen_at).where(heartbeat.c.process == process))


def write_heartbeat(tx: Transaction, process: str, now: datetime) -> None:
    """Note that the process is alive. Each name belongs to one process, so nobody else inserts it meanwhile."""
    seen = tx.db.execute(update(heartbeat).where(heartbeat.c.process == process).values(seen_at=now))
    if seen.rowcount == 0:
        tx.db.execute(insert(heartbeat), {"process": process, "seen_at": now})


def forget_silent(tx: Transaction, kind: str, before: datetime) -> None:
    """Processes of that kind ("worker 4711") that were last heard of before then are gone for good."""
    gone = heartbeat.c.process.startswith(f"{kind} ", autoescape=True)
    tx.db.execute(delete(heartbeat).where(gone, heartbeat.c.seen_at < before))
