"""What was done with people's data: exports, erasures, and each day's deletion. No number is kept here.

Whoever knows a number finds what was done with it by its digest; nobody reads the number back from the book alone
without trying all there are.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, insert, select, update

from ticket_store.engine import Transaction
from ticket_store.ids import new_id
from ticket_store.reading import columns_of
from ticket_store.schema import privacy_act

DIGEST = "sha256:"
_SHOWN = 3


class ActKind(StrEnum):
    EXPORT = "export"
    ERASE = "erase"
    RETENTION = "retention"


@dataclass(frozen=True)
class Act:
    """`facts`: `went` counts by kind of thing, `stays` likewise; of a deletion the times it reached."""

    id: str
    at: datetime
    kind: str
    actor: str
    digest: str | None
    ending: str | None
    facts: Mapping[str, Any]
    ended_at: datetime | None


_ACT = columns_of(privacy_act, Act)


def digest_of(number: str) -> str:
    """64 hexadecimal digits."""
    return hashlib.sha256(number.encode()).hexdigest()


def digested(number: str) -> str:
    """What stands in the place of a number that must be known again and not be read."""
    return DIGEST + digest_of(number)


def write_act(
    tx: Transaction,
    kind: ActKind,
    now: datetime,
    *,
    actor: str,
    number: str | None = None,
    facts: Mapping[str, Any] | None = None,
    ended_at: datetime | None = None,
) -> str:
    """Write it down; its id."""
    row = {
        "id": new_id(now),
        "at": now,
        "kind": kind.value,
        "actor": actor,
        "digest": None if number is None else digest_of(number),
        "ending": None if number is None else number[-_SHOWN:],
        "facts": dict(facts or {}),
        "ended_at": ended_at,
    }
    tx.db.execute(insert(privacy_act), row)
    return str(row["id"])


def change_act(tx: Transaction, act_id: str, **changes: Any) -> None:
    """Write changed columns."""
    tx.db.execute(update(privacy_act).where(privacy_act.c.id == act_id).values(**changes))


def acts(db: Connection, *kinds: ActKind, most: int = 50) -> list[Act]:
    """The last acts of these kinds, the newest first."""
    query = select(*_ACT).where(privacy_act.c.kind.in_([kind.value for kind in kinds]))
    newest = query.order_by(privacy_act.c.at.desc(), privacy_act.c.id.desc()).limit(most)
    return [Act(*row) for row in db.execute(newest)]


def act_of(db: Connection, act_id: str) -> Act | None:
    row = db.execute(select(*_ACT).where(privacy_act.c.id == act_id)).first()
    return None if row is None else Act(*row)


def acts_with(db: Connection, number: str) -> list[Act]:
    """What was done with this number, the newest first."""
    query = select(*_ACT).where(privacy_act.c.digest == digest_of(number))
    return [Act(*row) for row in db.execute(query.order_by(privacy_act.c.at.desc()))]


def erasures(db: Connection) -> list[Act]:
    """Every erasure there ever was, the first one first."""
    query = select(*_ACT).where(privacy_act.c.kind == ActKind.ERASE.value, privacy_act.c.digest.is_not(None))
    return [Act(*row) for row in db.execute(query.order_by(privacy_act.c.at, privacy_act.c.id))]


def carry_over(tx: Transaction, missing: Iterable[Act]) -> None:
    """Write acts of another store into this one's book."""
    for act in missing:
        tx.db.execute(insert(privacy_act), asdict(act))
