"""No talk came of it yet: when the customer is rung next, what they are promised then, or that we give up."""

from datetime import datetime

from callbacks.promising.moving import promise_anew
from callbacks.promising.policy import Cause, Window, again_after
from callbacks.promising.slot_book import book_of, window_from
from callbacks.telling.notices import Notice, tell
from ticket_store import callbacks as book
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.outbox import send
from ticket_store.promises import close_promise, has_open_promise
from ticket_store.rows import Callback
from ticket_store.slot_facts import lock_slots

# The customer may wonder who rang.
_TRIED = frozenset({Cause.NO_ANSWER, Cause.MACHINE})


def plan_next(tx: Transaction, line: Line, found: Callback, cause: Cause, now: datetime) -> None:
    """An attempt has ended without a talk: the next one by its cause, or none any more.

    One that was cancelled or moved meanwhile is left alone.
    """
    if found.status not in book.WAITS:
        return
    policy = line.departments[found.department_key].callback
    cause = _after_too_many(tx, found, cause)
    counted = book.attempts_counted(tx.db, found.id)
    delay = again_after(policy, cause, counted, line.shop.callbacks.attempts_apart)
    if delay is None:
        give_up(tx, line, found, cause, now)
        return
    due_at = now + delay
    if found.wanted == "slot":
        # One that was rung by hand before its slot is not rung again before that either.
        due_at = max(due_at, found.promised_from)
    put_off(tx, line, found, due_at, now, what=Notice.MISSED if cause in _TRIED else Notice.MOVED)
    if cause in _TRIED:
        tell(tx, line, found, Notice.MISSED, now)


def _after_too_many(tx: Transaction, found: Callback, cause: Cause) -> Cause:
    """An agent who leaves is not the customer's doing; the fourth time it counts, and waits, as a call that failed."""
    too_many = cause in book.LEFT and book.attempts_left(tx.db, found.id) > book.MOST_LEFT
    return Cause.FAILED if too_many else cause


def put_off(
    tx: Transaction,
    line: Line,
    found: Callback,
    due_at: datetime,
    now: datetime,
    *,
    what: Notice = Notice.MOVED,
) -> None:
    """Due again at that time, or, where nobody is rung then, in the first free slot after it.

    The promise stays where its window still reaches so far; else a new one takes its place, and `what` is told.
    """
    if due_at <= found.promised_until and has_open_promise(tx.db, found.id):
        book.let_callback_wait(tx, found.id, due_at)
        send(tx, "wake_callback", now, due_at=due_at, callback_id=found.id)
        return
    lock_slots(tx, found.department_key)
    slots = book_of(tx.db, line, found.department_key, now, besides=found.id)
    promise_next(tx, line, found, window_from(slots, due_at), now, what=what)


def promise_next(
    tx: Transaction,
    line: Line,
    found: Callback,
    window: Window | None,
    now: datetime,
    *,
    what: Notice = Notice.MOVED,
) -> None:
    """What was promised cannot be kept: this window is promised, and told. Without one it is given up."""
    if window is None:
        give_up(tx, line, found, "nothing is free in the next weeks", now)
        return
    book.let_callback_wait(tx, found.id, window.due_at)
    promise_anew(tx, found, window, now)
    tell(tx, line, found, what, now)


def give_up(tx: Transaction, line: Line, found: Callback, reason: str, now: datetime) -> None:
    """Never silently: the case shows it, the customer and whoever is in charge are told, the promise is broken."""
    if book.end_callback(tx, found.id, "gave_up", reason, now, actor="callback policy"):
        close_promise(tx, found.id, "broken", now)
        tell(tx, line, found, Notice.GAVE_UP, now)
        tx.topics.update({"callbacks", f"ticket:{found.ticket_id}"})
