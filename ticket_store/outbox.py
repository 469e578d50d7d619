"""What must happen outside: written in the transaction that decides it, done after its commit."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any

from sqlalchemy import Connection, Integer, bindparam, or_, select, update

from ticket_store.engine import Transaction
from ticket_store.ids import new_id
from ticket_store.prepared import Prepared, changing, inserting
from ticket_store.schema import outbox

LEASE = timedelta(seconds=30)  # longer than any outside call of ours may take
_LINK = "path"  # in a body: where the link in a text or a mail leads
_ERRAND = (outbox.c.id, outbox.c.kind, outbox.c.body, outbox.c.fence, outbox.c.tries, outbox.c.paced)
_NEXT_TURN = Prepared(
    select(*_ERRAND)
    .where(
        outbox.c.done_at.is_(None),
        outbox.c.paced.is_not(None),
        outbox.c.due_at <= bindparam("now", type_=outbox.c.due_at.type),
    )
    .order_by(outbox.c.paced, outbox.c.created_at, outbox.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
_BY_ID = Prepared(
    select(*_ERRAND, outbox.c.due_at, outbox.c.taken_at, outbox.c.done_at)
    .where(outbox.c.id == bindparam("id"))
    .with_for_update(key_share=True)
)


class Turn(IntEnum):
    """Who goes first among the calls that wait for the carrier's rate; the oldest of each class."""

    CALLER = 0  # an agent is rung for somebody who waits on the line
    CALLBACK = 1  # a customer is rung back, or an agent for one
    ALARM = 2


@dataclass(frozen=True)
class Errand:
    """One thing to do outside. `tries` counts how often it was taken, this time included.

    One that is `paced` creates a call: it is not taken by its id, it waits for its turn (`next_turn`).
    """

    id: str
    kind: str
    body: Mapping[str, Any]
    fence: int
    tries: int
    paced: int | None = None


def send(
    tx: Transaction,
    kind: str,
    now: datetime,
    *,
    due_at: datetime | None = None,
    turn: Turn | None = None,
    **body: Any,
) -> str:
    """Write an errand; the bell rings for it after the commit, or the sweeper when it is due. Its id.

    With a `turn` it creates a call, and keeps to the carrier's rate.
    """
    errand_id = new_id(now)
    row = {
        "id": errand_id,
        "kind": kind,
        "body": body,
        "created_at": now,
        "due_at": due_at or now,
        "fence": 0,
        "tries": 0,
        "paced": None if turn is None else int(turn),
    }
    inserting(outbox, tuple(row)).run(tx.db, row)
    if due_at is None or due_at <= now:
        tx.outbox.append(errand_id)
    return errand_id


def take(tx: Transaction, errand_id: str, now: datetime) -> Errand | None:
    """Lease an errand; None when it is done, not due, or in somebody else's hands.

    A paced one is only shown, done or not: who was rung for one that others did does another one of its like.
    """
    row = _BY_ID.first(tx.db, {"id": errand_id})
    if row is None:
        return None
    errand, (due_at, taken_at, done_at) = Errand(*row[:-3]), row[-3:]
    if errand.paced is not None:
        return errand
    if done_at is not None or due_at > now or (taken_at is not None and taken_at > now - LEASE):
        return None
    return _begun(tx, errand, taken_at=now)


def _begun(tx: Transaction, errand: Errand, **changes: Any) -> Errand:
    """It is tried once more, under a new fence."""
    fence, tries = errand.fence + 1, errand.tries + 1
    change = {"fence": fence, "tries": tries, **changes}
    changing(outbox, tuple(change)).run(tx.db, {"row_id": errand.id, **change})
    return replace(errand, fence=fence, tries=tries)


def next_turn(tx: Transaction, now: datetime) -> Errand | None:
    """The call that is to be created next, locked; None when none waits. One that others hold is left to them."""
    row = _NEXT_TURN.first(tx.db, {"now": now})
    return None if row is None else Errand(*row)


def waiting_turns(tx: Transaction, kind: str, now: datetime) -> list[Errand]:
    """The errands of a kind that wait for their turn, locked; those that others hold are left to them."""
    query = select(*_ERRAND).where(outbox.c.kind == kind, outbox.c.done_at.is_(None), outbox.c.due_at <= now)
    rows = tx.db.execute(query.where(outbox.c.paced.is_not(None)).with_for_update(skip_locked=True))
    return [Errand(*row) for row in rows]


def write_off(tx: Transaction, errand: Errand, now: datetime) -> Errand:
    """It is done from now on, whatever comes of it: what was begun is written elsewhere, and never begun twice.

    `give_back` undoes it on proof that the outside was not asked.
    """
    return _begun(tx, errand, done_at=now, failure=None)


def give_back(tx: Transaction, errand: Errand, due_at: datetime, failure: str) -> None:
    """The outside was not asked after all: the errand is still to be done, later."""
    tx.db.execute(
        update(outbox)
        .where(outbox.c.id == errand.id, outbox.c.fence == errand.fence)
        .values(done_at=None, due_at=due_at, failure=failure)
    )


def done(tx: Transaction, errand: Errand, now: datetime, failure: str | None = None) -> None:
    """The errand is over, well or not; a ghost whose lease was taken over changes nothing.

    The path of a link goes with it: whoever reads the store must not find the way to somebody's new password there.
    """
    left: dict[str, Any] = {}
    if _LINK in errand.body:
        left["body"] = {name: word for name, word in errand.body.items() if name != _LINK}
    tx.db.execute(
        update(outbox)
        .where(outbox.c.id == errand.id, outbox.c.fence == errand.fence)
        .values(done_at=now, failure=failure, **left)
    )


def begin_once(tx: Transaction, errand: Errand, now: datetime) -> bool:
    """Write it off before the outside is asked: whoever dies in between leaves it undone, never done twice.

    False for a ghost whose lease was taken over. `take_back` undoes it on proof that nothing was done.
    """
    written_off = (
        update(outbox)
        .where(outbox.c.id == errand.id, outbox.c.fence == errand.fence, outbox.c.done_at.is_(None))
        .values(done_at=now, failure="asked, and no answer is known")
    )
    return tx.db.execute(written_off).rowcount == 1


def take_back(tx: Transaction, errand: Errand) -> None:
    """The outside was not asked after all: the errand is still to be done."""
    tx.db.execute(
        update(outbox)
        .where(outbox.c.id == errand.id, outbox.c.fence == errand.fence)
        .values(done_at=None, failure=None)
    )


def postpone(tx: Transaction, errand: Errand, due_at: datetime, failure: str) -> None:
    """Try again later."""
    tx.db.execute(
        update(outbox)
        .where(outbox.c.id == errand.id, outbox.c.fence == errand.fence)
        .values(due_at=due_at, taken_at=None, failure=failure)
    )


_DUE = Prepared(
    select(outbox.c.id)
    .where(
        outbox.c.done_at.is_(None),
        outbox.c.paced.is_(None),
        outbox.c.due_at <= bindparam("now"),
        or_(outbox.c.taken_at.is_(None), outbox.c.taken_at <= bindparam("lapsed")),
    )
    .order_by(outbox.c.due_at)
    .limit(bindparam("most", type_=Integer()))
)


def due(db: Connection, now: datetime, limit: int = 50) -> list[str]:
    """Errands that are due and in nobody's hands, oldest first; without those that wait for their turn."""
    return [row[0] for row in _DUE.all(db, {"now": now, "lapsed": now - LEASE, "most": limit})]
