"""What an agent writes down about a case: a note that is saved as it is typed, and how the case came out."""

from datetime import datetime

from sqlalchemy import Connection, Select, insert, select, update

from ticket_store.engine import Transaction
from ticket_store.ids import new_id
from ticket_store.reporting.talks_kept import recount_case
from ticket_store.schema import audit, note, ticket


def write_note(
    tx: Transaction, *, ticket_id: str, agent_id: str, call_id: str | None, text: str, now: datetime
) -> str:
    """Save the one note of this agent on this case and call; its id.

    The first letters make the row, later ones change it. The case is locked first, so that two saves
    that arrive together cannot make two notes.
    """
    tx.db.execute(select(ticket.c.id).where(ticket.c.id == ticket_id).with_for_update(key_share=True))
    tx.topics.add(f"ticket:{ticket_id}")
    note_id = tx.db.scalar(_mine(ticket_id, agent_id, call_id))
    if note_id is None:
        note_id = new_id(now)
        row = {
            "id": note_id,
            "ticket_id": ticket_id,
            "agent_id": agent_id,
            "call_id": call_id,
            "text": text,
            "created_at": now,
            "changed_at": now,
        }
        tx.db.execute(insert(note), row)
    else:
        tx.db.execute(update(note).where(note.c.id == note_id).values(text=text, changed_at=now))
    tx.db.execute(update(ticket).where(ticket.c.id == ticket_id).values(touched_at=now))
    return note_id


def note_text(db: Connection, *, ticket_id: str, agent_id: str, call_id: str | None) -> str:
    """What this agent has written on this case and call so far; empty when nothing."""
    asked = select(note.c.text).where(note.c.id.in_(_mine(ticket_id, agent_id, call_id)))
    return db.scalar(asked) or ""


def set_disposition(
    tx: Transaction, ticket_id: str, disposition: str | None, now: datetime, *, actor: str
) -> None:
    """Say how the case came out. The caller has checked that the department knows this outcome."""
    before = tx.db.scalar(
        select(ticket.c.disposition).where(ticket.c.id == ticket_id).with_for_update(key_share=True)
    )
    if before == disposition:
        return
    recount_case(tx, ticket_id)
    change = update(ticket).where(ticket.c.id == ticket_id)
    tx.db.execute(change.values(disposition=disposition, touched_at=now))
    row = {
        "id": new_id(now),
        "at": now,
        "actor": actor,
        "action": "disposition set",
        "subject": f"ticket:{ticket_id}",
        "before": before,
        "after": disposition,
    }
    tx.db.execute(insert(audit), row)
    tx.topics.update({f"ticket:{ticket_id}", "tickets"})


def _mine(ticket_id: str, agent_id: str, call_id: str | None) -> Select[str]:
    return select(note.c.id).where(
        note.c.ticket_id == ticket_id,
        note.c.agent_id == agent_id,
        note.c.call_id.is_(None) if call_id is None else note.c.call_id == call_id,
    )
