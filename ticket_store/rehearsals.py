"""Rehearsed calls that are kept as checks: how they are played, and what was found right."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from ticket_store.engine import Transaction
from ticket_store.ids import new_id
from ticket_store.schema import rehearsal

Body = Mapping[str, Any]


class NameTakenError(ValueError):
    """Another kept rehearsal has this name."""


@dataclass(frozen=True)
class KeptRehearsal:
    """`setup`, `presses` and `expected` are JSON of whoever keeps them; nothing of it is read here."""

    id: str
    name: str
    setup: Body
    presses: tuple[Body, ...]
    expected: Body
    kept_at: datetime
    kept_by: str


def kept_rehearsals(db: Connection) -> tuple[KeptRehearsal, ...]:
    """All of them, by name."""
    return tuple(_kept(row) for row in db.execute(select(rehearsal).order_by(rehearsal.c.name)))


def kept_rehearsal(db: Connection, rehearsal_id: str) -> KeptRehearsal | None:
    row = db.execute(select(rehearsal).where(rehearsal.c.id == rehearsal_id)).first()
    return None if row is None else _kept(row)


def keep_rehearsal(
    tx: Transaction,
    *,
    name: str,
    setup: Body,
    presses: tuple[Body, ...],
    expected: Body,
    actor: str,
    now: datetime,
) -> str:
    """Keep one under a name of its own; its id. Raises: NameTakenError."""
    if tx.db.scalar(select(rehearsal.c.id).where(rehearsal.c.name == name)) is not None:
        raise NameTakenError(f"A rehearsal named {name!r} is kept already. Give this one another name.")
    made = new_id(now)
    kept = {"setup": dict(setup), "presses": list(map(dict, presses)), "expected": dict(expected)}
    tx.db.execute(insert(rehearsal).values(id=made, name=name, kept_at=now, kept_by=actor, **kept))
    return made


def find_right(tx: Transaction, rehearsal_id: str, expected: Body, *, actor: str, now: datetime) -> None:
    """This is what is right from now on."""
    told = {"expected": dict(expected), "kept_at": now, "kept_by": actor}
    tx.db.execute(update(rehearsal).where(rehearsal.c.id == rehearsal_id).values(told))


def forget_rehearsal(tx: Transaction, rehearsal_id: str) -> None:
    tx.db.execute(delete(rehearsal).where(rehearsal.c.id == rehearsal_id))


def _kept(row: Any) -> KeptRehearsal:
    return KeptRehearsal(
        row.id, row.name, row.setup, tuple(row.presses), row.expected, row.kept_at, row.kept_by
    )
