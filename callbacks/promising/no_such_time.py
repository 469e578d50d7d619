"""The time that somebody wanted cannot be promised: no callback is left due in the past, or without a promise."""

from datetime import datetime

from callbacks.promising.next_time import promise_next
from callbacks.promising.slot_book import book_of, first_free
from callbacks.wishes import CallbackPromised
from ticket_store import callbacks as store
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.promises import close_promise


def promise_first_free(
    tx: Transaction, line: Line, callback_id: str, now: datetime
) -> CallbackPromised | None:
    """The first free slot takes its place; where there is none it is given up, and told.

    None then, and where it has ended or they talk. Of a department that the shop no longer has nothing is told.
    """
    found = store.callback_by_id(tx, callback_id)
    if found is None or found.status not in store.WAITS:
        return None
    if found.department_key not in line.departments:
        store.end_callback(tx, found.id, "gave_up", "the department is gone", now, actor="callback policy")
        close_promise(tx, found.id, "broken", now)
        return None
    window = first_free(book_of(tx.db, line, found.department_key, now, besides=found.id), now)
    promise_next(tx, line, found, window, now)
    return None if window is None else CallbackPromised(found.id, window.start, window.end)
