"""A callback that somebody of the shop cancelled is promised again: the slip of a hand undone."""

from datetime import datetime

from callbacks.promising.moving import move_callback
from callbacks.promising.no_such_time import promise_first_free
from callbacks.steps import CUSTOMER
from callbacks.wishes import CallbackPromised
from ticket_store import callbacks as store
from ticket_store.audit import write_audit
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.notices_kept import how_it_ended
from ticket_store.slot_facts import lock_slots


def reopen_callback(
    tx: Transaction, line: Line, callback_id: str, now: datetime, *, actor: str
) -> CallbackPromised | None:
    """Wait again, in the slot that it had where that is still to come, else as soon as possible.

    None when it was not cancelled, or by the customer, whose word stands; when another one is open for this number
    and department; or when the department never opens again.
    """
    key = store.department_of(tx.db, callback_id)
    if key is None:
        return None
    lock_slots(tx, key)
    found = store.callback_by_id(tx, callback_id)
    if found is None or found.status != "cancelled" or _was_the_customers(tx, callback_id):
        return None
    if found.department_key not in line.departments or not store.reopen_callback(tx, found, found.due_at):
        return None
    wanted_from = found.promised_from if found.wanted == "slot" and found.promised_from > now else None
    promised = move_callback(tx, line, callback_id, wanted_from, now, actor=actor)
    write_audit(tx, now, actor, "callback.reopen", callback_id)
    if isinstance(promised, CallbackPromised):
        return promised
    return promise_first_free(tx, line, callback_id, now)  # it waits again, and must not without a promise


def _was_the_customers(tx: Transaction, callback_id: str) -> bool:
    reason = how_it_ended(tx.db, callback_id).reason or ""
    return reason.startswith(("customer ", "another number", f"cancelled by {CUSTOMER}"))
