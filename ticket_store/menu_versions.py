"""The menus that were published: each version once, never changed, with who published it and why."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from ticket_store.engine import Transaction
from ticket_store.schema import menu_version


@dataclass(frozen=True)
class MenuVersion:
    """`published_by` is an e-mail address, or "shop file"."""

    number: int
    published_at: datetime
    published_by: str
    note: str | None


def menu_versions(db: Connection, limit: int = 50, before: int | None = None) -> list[MenuVersion]:
    """The newest first; `before` a number goes on from there."""
    table = menu_version
    newest = select(table.c.number, table.c.published_at, table.c.published_by, table.c.note)
    newest = newest.order_by(table.c.number.desc()).limit(limit)
    if before is not None:
        newest = newest.where(table.c.number < before)
    return [MenuVersion(*row) for row in db.execute(newest)]


def note_version(tx: Transaction, number: int, note: str) -> None:
    """Say why this version was published; in the transaction that publishes it."""
    tx.db.execute(update(menu_version).where(menu_version.c.number == number).values(note=note))
