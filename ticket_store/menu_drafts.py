"""The draft of the menus, as the store keeps it: one a shop, with who changed it last and a way back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from ticket_store.engine import Transaction
from ticket_store.line_lock import lock_line
from ticket_store.schema import menu_draft

Body = Mapping[str, Any]


@dataclass(frozen=True)
class KeptDraft:
    """`body` is the draft as typed, None where there is none; `undo` the one before the last change, if kept."""

    revision: int
    body: Body | None
    base: int
    undo: Body | None
    changed_at: datetime
    changed_by: str


def kept_draft(db: Connection) -> KeptDraft | None:
    """The draft row; None before the first draft of all."""
    row = db.execute(select(menu_draft)).first()
    if row is None:
        return None
    return KeptDraft(row.revision, row.draft, row.base, row.undo, row.changed_at, row.changed_by)


def keep_draft(
    tx: Transaction, body: Body | None, *, base: int, undo: Body | None, actor: str, now: datetime
) -> int:
    """Put this in the place of the draft; answers its revision. With no body there is no draft any more."""
    old = kept_draft(tx.db)
    values = {"draft": body, "base": base, "undo": undo, "changed_at": now, "changed_by": actor}
    if old is None:
        tx.db.execute(insert(menu_draft).values(id=1, revision=1, **values))
        return 1
    tx.db.execute(update(menu_draft).values(revision=old.revision + 1, **values))
    return old.revision + 1


def lock_draft(tx: Transaction) -> KeptDraft | None:
    """The draft, to be changed: two who change it at once follow each other, as those who save the line do."""
    lock_line(tx)
    return kept_draft(tx.db)
