"""Who changes the line waits for whoever is changing it: PostgreSQL writes side by side, SQLite never does."""

from sqlalchemy import select

from ticket_store.engine import Transaction
from ticket_store.schema import shop


def lock_line(tx: Transaction) -> None:
    """Be alone with the line until the end of the transaction; what is read of it from here on stays as it is.

    Webhooks and pages read on. Nothing is locked before the first line.
    """
    tx.db.execute(select(shop.c.version).with_for_update(key_share=True))
