"""Callbacks and their attempts; the promises are kept beside them."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from ticket_store.callback_steps import write_step
from ticket_store.engine import Transaction
from ticket_store.ids import new_id
from ticket_store.insert_once import InsertOnce
from ticket_store.promises import settle_promise
from ticket_store.reading import columns_of, filled
from ticket_store.rows import Attempt, Callback
from ticket_store.schema import attempt, callback, refusal

_CALLBACK = columns_of(callback, Callback)
_ATTEMPT = columns_of(attempt, Attempt)
WAITS = frozenset({"waiting", "reserved", "dialing"})  # neither talked nor ended
_OVER = ("done", "cancelled", "gave_up")
_insert_callback = InsertOnce(callback)
_insert_attempt = InsertOnce(attempt)


def callback_by_id(tx: Transaction, callback_id: str) -> Callback | None:
    """One callback, locked."""
    query = select(*_CALLBACK).where(callback.c.id == callback_id).with_for_update(key_share=True)
    return filled(Callback, tx.db.execute(query).first())


def open_callback(db: Connection, number: str, department_key: str) -> Callback | None:
    """The one open request of this number and department, if any."""
    query = select(*_CALLBACK).where(
        callback.c.customer_number == number,
        callback.c.department_key == department_key,
        callback.c.status.not_in(_OVER),
    )
    return filled(Callback, db.execute(query).first())


def insert_callback(tx: Transaction, now: datetime, **row: Any) -> str | None:
    """Write a request; its id, or None when one is open already for this number and department."""
    callback_id = new_id(now)
    full = {"id": callback_id, "created_at": now, "status": "waiting", "attempts": 0, "fence": 0, **row}
    tx.topics.add("callbacks")
    return callback_id if _insert_callback(tx, full) else None


def change_callback(tx: Transaction, callback_id: str, **changes: Any) -> None:
    tx.db.execute(update(callback).where(callback.c.id == callback_id), changes)
    tx.topics.add("callbacks")


def hold_callback(tx: Transaction, callback_id: str, agent_id: str, now: datetime) -> None:
    """An agent is held for it."""
    change_callback(tx, callback_id, status="reserved", agent_id=agent_id)
    write_step(tx, callback_id, "held", now, actor="distribution", agent=agent_id)


def let_callback_wait(tx: Transaction, callback_id: str, due_at: datetime | None) -> None:
    """Back into the queue, due at once or at a later time; what has ended stays ended."""
    changes: dict[str, Any] = {"status": "waiting", "agent_id": None}
    if due_at is not None:
        changes["due_at"] = due_at
    tx.db.execute(
        update(callback).where(callback.c.id == callback_id, callback.c.status.not_in(_OVER)), changes
    )
    tx.topics.add("callbacks")


def callback_talked(tx: Transaction, callback_id: str, now: datetime) -> None:
    """Customer and agent talk: the promise is kept, or broken if this is too late.

    One that is done stays so, though they talk again: another may have been promised meanwhile.
    """
    talks = tx.db.execute(
        update(callback)
        .where(callback.c.id == callback_id, callback.c.status.not_in(("done", "talking")))
        .values(status="talking")
    )
    if talks.rowcount:
        write_step(tx, callback_id, "talked", now, actor="talk")
    settle_promise(tx, callback_id, now)


def finish_callback(tx: Transaction, callback_id: str, now: datetime) -> None:
    """Done: both talked. A repeat changes nothing."""
    done = tx.db.execute(
        update(callback)
        .where(callback.c.id == callback_id, callback.c.status != "done")
        .values(status="done", ended_at=now)
    )
    if done.rowcount:
        write_step(tx, callback_id, "done", now, actor="talk")


def end_callback(
    tx: Transaction, callback_id: str, status: str, reason: str, now: datetime, *, actor: str
) -> bool:
    """Cancelled or given up, with the reason and by whom; False when it had ended before."""
    done = tx.db.execute(
        update(callback)
        .where(callback.c.id == callback_id, callback.c.status.not_in(_OVER))
        .values(status=status, reason=reason, ended_at=now, agent_id=None)
    )
    if done.rowcount:
        write_step(tx, callback_id, status, now, actor=actor, reason=reason)
    return done.rowcount == 1


def see_callback(tx: Transaction, callback_id: str, now: datetime) -> bool:
    """Somebody has looked after one that ended without a talk; False when it was seen before, or has not ended."""
    seen = tx.db.execute(
        update(callback)
        .where(callback.c.id == callback_id, callback.c.seen_at.is_(None))
        .where(callback.c.status.in_(("cancelled", "gave_up")))
        .values(seen_at=now)
    )
    return seen.rowcount == 1


def serve_waiting_callback(tx: Transaction, number: str, department_key: str, now: datetime) -> None:
    """The customer got through by calling: a request that still waits is served by that talk."""
    found = open_callback(tx.db, number, department_key)
    if found is not None and found.status == "waiting":
        end_callback(tx, found.id, "cancelled", "customer called and talked", now, actor="customer")
        settle_promise(tx, found.id, now)


def ring_again(tx: Transaction, callback_id: str, due_at: datetime) -> None:
    """The customer whom we rang has left before the talk; what was moved or ended meanwhile stays so."""
    rung = callback.c.status.in_(("reserved", "dialing"))
    tx.db.execute(
        update(callback)
        .where(callback.c.id == callback_id, rung)
        .values(status="waiting", agent_id=None, due_at=due_at)
    )
    tx.topics.add("callbacks")


def due_callbacks(db: Connection, now: datetime) -> list[Callback]:
    """Callbacks that are due and wait for an agent."""
    rows = db.execute(select(*_CALLBACK).where(callback.c.status == "waiting", callback.c.due_at <= now))
    return [Callback(*row) for row in rows]


# --- attempts ---


def begin_attempt(tx: Transaction, found: Callback, reservation_id: str, now: datetime) -> str | None:
    """Write the next attempt before anything is dialled; None while another one lives. The index decides."""
    attempt_id = new_id(now)
    row = {
        "id": attempt_id,
        "callback_id": found.id,
        "number": found.attempts + 1,
        "reservation_id": reservation_id,
        "state": "placing",
        "placed_at": now,
    }
    if not _insert_attempt(tx, row):
        return None
    change_callback(tx, found.id, status="dialing", attempts=found.attempts + 1, fence=found.fence + 1)
    return attempt_id


def attempt_by_id(tx: Transaction, attempt_id: str) -> Attempt | None:
    query = select(*_ATTEMPT).where(attempt.c.id == attempt_id).with_for_update(key_share=True)
    return filled(Attempt, tx.db.execute(query).first())


def change_attempt(tx: Transaction, attempt_id: str, **changes: Any) -> None:
    tx.db.execute(update(attempt).where(attempt.c.id == attempt_id), changes)
    tx.topics.add("callbacks")


def live_attempt(tx: Transaction, callback_id: str) -> Attempt | None:
    query = select(*_ATTEMPT).where(attempt.c.callback_id == callback_id, attempt.c.state != "ended")
    return filled(Attempt, tx.db.execute(query).first())


def attempts_counted(db: Connection, callback_id: str) -> int:
    """How many attempts the customer has had: all but those that an agent broke off."""
    return db.execute(
        select(func.count()).where(
            attempt.c.callback_id == callback_id, func.coalesce(attempt.c.cause, "") != "agent_left"
        )
    ).scalar_one()


def requests_since(db: Connection, number: str, since: datetime) -> int:
    """How many callbacks this number has asked for since then."""
    return db.execute(
        select(func.count()).where(callback.c.customer_number == number, callback.c.created_at >= since)
    ).scalar_one()


def dials_since(db: Connection, since: datetime) -> int:
    """How many attempts were made since then, to anyone."""
    return db.execute(select(func.count()).where(attempt.c.placed_at >= since)).scalar_one()


def write_refusal(tx: Transaction, number: str | None, rule: str, asked_through: str, now: datetime) -> None:
    """A wish that the dial gate refused, with the name of its rule; the asker is never told which."""
    tx.db.execute(
        insert(refusal),
        {
            "id": new_id(now),
            "at": now,
            "number": number,
            "rule": rule,
            "asked_through": asked_through,
            "facts": {},
        },
    )
