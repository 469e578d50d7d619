"""What a customer whom we ring tells us by a key instead of talking: not now, or never again."""

from datetime import datetime

from callbacks.promising.moving import move_callback
from callbacks.promising.no_such_time import promise_first_free
from callbacks.promising.other_times import an_hour_later
from callbacks.promising.policy import Cause
from callbacks.promising.requests import cancel_callback
from callbacks.promising.stopping import let_agent_go, stop_attempt
from callbacks.wishes import CallbackPromised
from ticket_store import callbacks as book
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.no_dial import forbid
from ticket_store.recognised import promises_open
from ticket_store.rows import Attempt, Callback


def put_off(tx: Transaction, line: Line, attempt: Attempt, now: datetime) -> Callback | None:
    """It does not suit them now: promised for an hour later, which they may change yet; the agent is let go.

    The promise as it stands then; None where it has ended. A repeat moves nothing.
    """
    if attempt.state != "ended" and stop_attempt(tx, attempt, Cause.NOT_NOW, now, hang_up=False):
        if attempt.reservation_id is not None:
            let_agent_go(tx, attempt.reservation_id, now, why="customer_later")
        book.let_callback_wait(tx, attempt.callback_id, None)
        moved = move_callback(tx, line, attempt.callback_id, an_hour_later(now), now, actor="customer")
        if not isinstance(moved, CallbackPromised):
            promise_first_free(tx, line, attempt.callback_id, now)  # else it would be due at once
    found = book.callback_by_id(tx, attempt.callback_id)
    return found if found is not None and found.status in book.WAITS else None


def refuse_for_good(tx: Transaction, number: str, attempt: Attempt | None, now: datetime) -> None:
    """They do not want to be rung: their number never is again, and what is promised to it is cancelled.

    They may ring us all the same. A repeat changes nothing.
    """
    forbid(tx, number, "key_9", now, actor="customer")
    if (
        attempt is not None
        and attempt.state != "ended"
        and stop_attempt(tx, attempt, Cause.REFUSED, now, hang_up=False)
    ):
        if attempt.reservation_id is not None:
            let_agent_go(tx, attempt.reservation_id, now, why="customer_refused")
        book.let_callback_wait(tx, attempt.callback_id, None)
    for promised in promises_open(tx.db, number):
        cancel_callback(tx, promised.id, now, actor="customer")
