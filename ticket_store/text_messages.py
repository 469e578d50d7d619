"""What customers text us, kept with their case."""

from datetime import datetime

from ticket_store.engine import Transaction
from ticket_store.ids import new_id
from ticket_store.insert_once import InsertOnce
from ticket_store.schema import text_message

_insert = InsertOnce(text_message, ["sid"])


def keep_text(tx: Transaction, *, sid: str, ticket_id: str, number: str, body: str, now: datetime) -> bool:
    """Write a text down; False when this very message is there already."""
    row = {"id": new_id(now), "sid": sid, "ticket_id": ticket_id, "number": number, "body": body, "at": now}
    tx.topics.update({f"ticket:{ticket_id}", "tickets"})
    return _insert(tx, row)
