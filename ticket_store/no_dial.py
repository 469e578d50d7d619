"""Numbers that we never dial, whoever asks for it. They may ring us all the same."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, or_, select

from ticket_store.audit import write_audit
from ticket_store.engine import Transaction
from ticket_store.insert_once import InsertOnce
from ticket_store.prepared import Prepared
from ticket_store.privacy.privacy_book import digested
from ticket_store.reading import columns_of
from ticket_store.schema import no_dial


@dataclass(frozen=True, slots=True)
class NoDial:
    """`until_at` is None where it holds until somebody lifts it. `reason`: key_9, by_hand.

    `number` is a digest (`ticket_store.privacy.privacy_book`) where its customer was erased: the wish still holds.
    """

    number: str
    since_at: datetime
    until_at: datetime | None
    reason: str
    actor: str


_NO_DIAL = columns_of(no_dial, NoDial)
_FIND = Prepared(
    select(*_NO_DIAL).where(
        or_(no_dial.c.number == bindparam("number"), no_dial.c.number == bindparam("digested")),
        or_(no_dial.c.until_at.is_(None), no_dial.c.until_at > bindparam("now")),
    )
)
_insert = InsertOnce(no_dial, ["number"])


def forbid(
    tx: Transaction,
    number: str,
    reason: str,
    now: datetime,
    *,
    until_at: datetime | None = None,
    actor: str,
) -> None:
    """From now on this number is not dialled. Of two that forbid it the longer holds; for good is the longest."""
    earlier = _find(tx.db, number, now)
    if earlier is not None and (
        earlier.until_at is None or (until_at is not None and until_at <= earlier.until_at)
    ):
        return
    tx.db.execute(delete(no_dial).where(no_dial.c.number == number))
    row = {"number": number, "since_at": now, "until_at": until_at, "reason": reason, "actor": actor}
    if _insert(tx, row):
        until = None if until_at is None else until_at.isoformat()
        write_audit(tx, now, actor, "no_dial.forbid", number, after={"reason": reason, "until": until})
    tx.topics.add("refusals")


def lift(tx: Transaction, number: str, *, actor: str, now: datetime) -> bool:
    """It may be dialled again; False when it was not forbidden."""
    earlier = _find(tx.db, number, now)
    tx.db.execute(delete(no_dial).where(no_dial.c.number.in_((number, digested(number)))))
    if earlier is None:
        return False
    write_audit(tx, now, actor, "no_dial.lift", number, before={"reason": earlier.reason})
    tx.topics.add("refusals")
    return True


def is_forbidden(db: Connection, number: str, now: datetime) -> bool:
    return _find(db, number, now) is not None


def forbidden(db: Connection, now: datetime) -> list[NoDial]:
    """All that may not be dialled now, the newest first."""
    holds = or_(no_dial.c.until_at.is_(None), no_dial.c.until_at > now)
    query = select(*_NO_DIAL).where(holds).order_by(no_dial.c.since_at.desc(), no_dial.c.number)
    return [NoDial(*row) for row in db.execute(query)]


def _find(db: Connection, number: str, now: datetime) -> NoDial | None:
    row = _FIND.first(db, {"number": number, "digested": digested(number), "now": now})
    return None if row is None else NoDial(*row)
