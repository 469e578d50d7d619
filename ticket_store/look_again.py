"""After a restart nobody knows what the carrier told meanwhile: whoever is on the line is looked at once more."""

from datetime import datetime

from sqlalchemy import update

from ticket_store.engine import Transaction
from ticket_store.schema import call, leg


def look_again(tx: Transaction, at: datetime) -> int:
    """Let the sweeper ask the carrier, at that time and not later, for every live leg and every caller; how many."""
    legs = update(leg).where(leg.c.ended_at.is_(None), leg.c.role != "caller", leg.c.deadline_at > at)
    callers = update(call).where(
        call.c.status != "ended",
        call.c.direction == "inbound",
        call.c.sid.is_not(None),
        call.c.deadline_at > at,
    )
    return sum(tx.db.execute(found.values(deadline_at=at)).rowcount for found in (legs, callers))
