"""Callbacks and their attempts; the promises are kept beside them."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, func, select, text, update

from ticket_store.callback_steps import write_step
from ticket_store.engine import Transaction
from ticket_store.ids import new_id
from ticket_store.insert_once import InsertOnce
from ticket_store.prepared import Prepared, changing
from ticket_store.promises import settle_promise
from ticket_store.reading import columns_of, filled
from ticket_store.rows import Attempt, Callback
from ticket_store.schema import attempt, callback

_CALLBACK = columns_of(callback, Callback)
_ATTEMPT = columns_of(attempt, Attempt)
WAITS = frozenset({"waiting", "reserved", "dialing"})  # neither talked nor ended
OVER = ("done", "cancelled", "gave_up")
LOST = ("cancelled", "gave_up")  # over without a talk
TALKED_ANYWAY = "customer called and talked"  # why one is over whose customer got through by calling
MOST_LEFT = 3  # so many attempts that the agent left cost the customer none
LEFT = ("agent_left", "left_ringing")
_UNPROVEN = Prepared(
    select(callback.c.id, callback.c.status, callback.c.due_at, callback.c.promised_from).where(
        callback.c.customer_number == bindparam("number"),
        text("status NOT IN ('done', 'cancelled', 'gave_up')"),  # as the index says it
        callback.c.verified.is_(False),
    )
)
_BY_ID = Prepared(select(*_CALLBACK).where(callback.c.id == bindparam("id")).with_for_update(key_share=True))
_ATTEMPT_BY_ID = Prepared(
    select(*_ATTEMPT).where(attempt.c.id == bindparam("id")).with_for_update(key_share=True)
)
_LIVE_ATTEMPT = Prepared(
    select(*_ATTEMPT).where(attempt.c.callback_id == bindparam("callback_id"), attempt.c.state != "ended")
)
_insert_callback = InsertOnce(callback)
_insert_attempt = InsertOnce(attempt)


def callback_by_id(tx: Transaction, callback_id: str) -> Callback | None:
    """One callback, locked."""
    return filled(Callback, _BY_ID.first(tx.db, {"id": callback_id}))


def department_of(db: Connection, callback_id: str) -> str | None:
    """Whose callback it is, without locking it."""
    found: str | None = db.execute(
        select(callback.c.department_key).where(callback.c.id == callback_id)
    ).scalar_one_or_none()
    return found


def reopen_callback(tx: Transaction, found: Callback, due_at: datetime) -> bool:
    """One that was given up or cancelled waits again; False when another is open for its number and department."""
    if open_callback(tx.db, found.customer_number, found.department_key) is not None:
        return False
    again = {"status": "waiting", "due_at": due_at, "ended_at": None, "reason": None, "seen_at": None}
    change_callback(tx, found.id, **again)
    return True


def open_callback(db: Connection, number: str, department_key: str) -> Callback | None:
    """The one open request of this number and department, if any."""
    query = select(*_CALLBACK).where(
        callback.c.customer_number == number,
        callback.c.department_key == department_key,
        callback.c.status.not_in(OVER),
    )
    return filled(Callback, db.execute(query).first())


def open_callbacks(tx: Transaction, numbers: Collection[str]) -> list[Callback]:
    """The open requests of these numbers, locked, those that are due first."""
    query = select(*_CALLBACK).where(
        callback.c.customer_number.in_(list(numbers)), callback.c.status.not_in(OVER)
    )
    rows = tx.db.execute(query.order_by(callback.c.due_at, callback.c.id).with_for_update(key_share=True))
    return [Callback(*row) for row in rows]


def insert_callback(tx: Transaction, now: datetime, **row: Any) -> str | None:
    """Write a request; its id, or None when one is open already for this number and department."""
    callback_id = new_id(now)
    full = {"id": callback_id, "created_at": now, "status": "waiting", "attempts": 0, "fence": 0, **row}
    tx.topics.add("callbacks")
    return callback_id if _insert_callback(tx, full) else None


def change_callback(tx: Transaction, callback_id: str, **changes: Any) -> None:
    changing(callback, tuple(changes)).run(tx.db, {"row_id": callback_id, **changes})
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
        update(callback).where(callback.c.id == callback_id, callback.c.status.not_in(OVER)), changes
    )
    tx.topics.add("callbacks")


def prove_callbacks(tx: Transaction, number: str, now: datetime) -> list[str]:
    """The open requests of a number that has just shown itself to be the asker's; those that were not proven before.

    What had to wait for that is due at once, but not before its window.
    """
    fresh = _UNPROVEN.all(tx.db, {"number": number})
    for callback_id, status, due_at, promised_from in fresh:
        changes: dict[str, Any] = {"verified": True}
        if status == "waiting":
            changes["due_at"] = min(due_at, max(promised_from, now))
        change_callback(tx, callback_id, **changes)
    return [row[0] for row in fresh]


def callback_talked(tx: Transaction, callback_id: str, now: datetime) -> None:
    """Customer and agent talk: the promise is kept, or broken if this is too late.

    One that is done stays so, though they talk again. Where one was cancelled, another was asked for, and its
    phone was answered all the same, this talk serves the other: of two only one is open.
    """
    found = callback_by_id(tx, callback_id)
    if found is not None and found.status in LOST:
        other = open_callback(tx.db, found.customer_number, found.department_key)
        if other is not None:
            serve_waiting_callback(tx, found.customer_number, found.department_key, now)
            return
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
        .where(callback.c.id == callback_id, callback.c.status.not_in(OVER))
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
        .where(callback.c.status.in_(LOST))
        .values(seen_at=now)
    )
    return seen.rowcount == 1


def serve_waiting_callback(tx: Transaction, number: str, department_key: str, now: datetime) -> None:
    """The customer got through by calling: a request that still waits is done by that talk, its promise kept."""
    found = open_callback(tx.db, number, department_key)
    if found is not None and found.status == "waiting":
        change_callback(tx, found.id, reason=TALKED_ANYWAY)
        callback_talked(tx, found.id, now)
        finish_callback(tx, found.id, now)


def ring_again(tx: Transaction, callback_id: str, due_at: datetime) -> None:
    """The customer whom we rang has left before the talk; what was moved or ended meanwhile stays so."""
    rung = callback.c.status.in_(("reserved", "dialing"))
    tx.db.execute(
        update(callback)
        .where(callback.c.id == callback_id, rung)
        .values(status="waiting", agent_id=None, due_at=due_at)
    )
    tx.topics.add("callbacks")


_DUE = Prepared(
    select(*_CALLBACK).where(callback.c.status == "waiting", callback.c.due_at <= bindparam("now"))
)


def due_callbacks(db: Connection, now: datetime) -> list[Callback]:
    """Callbacks that are due and wait for an agent."""
    return [Callback(*row) for row in _DUE.all(db, {"now": now})]


# --- attempts ---


def begin_attempt(
    tx: Transaction,
    found: Callback,
    reservation_id: str | None,
    now: datetime,
    *,
    cost_cents: float = 0,
    cents_a_minute: float = 0,
) -> str | None:
    """Write the next attempt before anything is dialled; None while another one lives, of this callback or to
    this number. The indexes decide. `cost_cents` are held for it until its leg has ended.
    """
    attempt_id = new_id(now)
    row = {
        "id": attempt_id,
        "callback_id": found.id,
        "number": found.attempts + 1,
        "reservation_id": reservation_id,
        "state": "placing",
        "customer_number": found.customer_number,
        "cost_cents": cost_cents,
        "cents_a_minute": cents_a_minute,
        "verified": found.verified,
        "placed_at": now,
    }
    if not _insert_attempt(tx, row):
        return None
    change_callback(tx, found.id, status="dialing", attempts=found.attempts + 1, fence=found.fence + 1)
    return attempt_id


def attempt_by_id(tx: Transaction, attempt_id: str) -> Attempt | None:
    return filled(Attempt, _ATTEMPT_BY_ID.first(tx.db, {"id": attempt_id}))


def change_attempt(tx: Transaction, attempt_id: str, **changes: Any) -> None:
    changing(attempt, tuple(changes)).run(tx.db, {"row_id": attempt_id, **changes})
    tx.topics.add("callbacks")


def live_attempt(tx: Transaction, callback_id: str) -> Attempt | None:
    return filled(Attempt, _LIVE_ATTEMPT.first(tx.db, {"callback_id": callback_id}))


def attempts_counted(db: Connection, callback_id: str) -> int:
    """How many attempts the customer has had: all but those that we broke off ourselves.

    Those that an agent left count from the fourth on, or a broken phone of an agent would ring them for ever.
    """
    ours = (*LEFT, "not_dialled", "called_in")
    counted = _attempts(db, callback_id, func.coalesce(attempt.c.cause, "").not_in(ours))
    return counted + max(attempts_left(db, callback_id) - MOST_LEFT, 0)


def attempts_left(db: Connection, callback_id: str) -> int:
    """How many attempts were broken off because the agent had gone."""
    return _attempts(db, callback_id, attempt.c.cause.in_(LEFT))


def attempts_not_dialled(db: Connection, callback_id: str) -> int:
    """How many attempts ended before the carrier made a call of them."""
    return _attempts(db, callback_id, attempt.c.cause == "not_dialled")


def _attempts(db: Connection, callback_id: str, such: ColumnElement[bool]) -> int:
    query = select(func.count()).where(attempt.c.callback_id == callback_id, such)
    return db.execute(query).scalar_one()
