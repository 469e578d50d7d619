"""Every line that was, whole, with who changed what: what can be looked up can be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from ticket_store.engine import Transaction
from ticket_store.schema import line_kept


@dataclass(frozen=True)
class KeptLine:
    """The line after one change. `text` is a whole shop file; `changes` are sentences."""

    version: int
    at: datetime
    actor: str
    changes: tuple[str, ...]
    text: str


def keep_line(
    tx: Transaction, version: int, text: str, changes: Sequence[str], *, actor: str, now: datetime
) -> None:
    """Keep what the line is from this version on."""
    row = {"version": version, "at": now, "actor": actor, "changes": list(changes), "text": text}
    tx.db.execute(insert(line_kept), row)


def kept_line(db: Connection, version: int) -> KeptLine | None:
    """The line as it was from this version on; None where it was not kept."""
    row = db.execute(select(line_kept).where(line_kept.c.version == version)).first()
    return None if row is None else KeptLine(row.version, row.at, row.actor, tuple(row.changes), row.text)


def kept_lines(db: Connection, limit: int = 50, before: int | None = None) -> list[KeptLine]:
    """The newest changes first; `before` a version goes on from there."""
    newest = select(line_kept).order_by(line_kept.c.version.desc()).limit(limit)
    if before is not None:
        newest = newest.where(line_kept.c.version < before)
    return [
        KeptLine(row.version, row.at, row.actor, tuple(row.changes), row.text) for row in db.execute(newest)
    ]
