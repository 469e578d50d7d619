"""A case is solved, or was not after all."""

from datetime import datetime

from sqlalchemy import select, update

from ticket_store.audit import write_audit
from ticket_store.engine import Transaction
from ticket_store.outward.news import News
from ticket_store.outward.outgoing import tell_outside
from ticket_store.schema import ticket


def solve(tx: Transaction, ticket_id: str, now: datetime, *, actor: str) -> bool:
    """Close the case; False when it was closed before. A call within 7 days opens it again."""
    return _turn(tx, ticket_id, "solved", now, actor=actor)


def open_again(tx: Transaction, ticket_id: str, now: datetime, *, actor: str) -> bool:
    """It was not solved; False when it is open, or when the customer has a newer open case there."""
    found = tx.db.execute(
        select(ticket.c.customer_id, ticket.c.department_key).where(ticket.c.id == ticket_id)
    ).first()
    if found is None:
        return False
    newer = select(ticket.c.id).where(
        ticket.c.customer_id == found.customer_id,
        ticket.c.department_key == found.department_key,
        ticket.c.status == "open",
    )
    if found.customer_id is not None and tx.db.execute(newer).first() is not None:
        return False
    return _turn(tx, ticket_id, "open", now, actor=actor)


def _turn(tx: Transaction, ticket_id: str, status: str, now: datetime, *, actor: str) -> bool:
    done = tx.db.execute(
        update(ticket)
        .where(ticket.c.id == ticket_id, ticket.c.status != status)
        .values(status=status, solved_at=now if status == "solved" else None, touched_at=now)
    )
    if done.rowcount != 1:
        return False
    write_audit(tx, now, actor, f"ticket {status}", f"ticket:{ticket_id}", after={"status": status})
    tell_outside(tx, News.TICKET_SOLVED if status == "solved" else News.TICKET_REOPENED, ticket_id, now)
    tx.topics.update({f"ticket:{ticket_id}", "tickets"})
    return True
