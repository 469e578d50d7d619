"""The customer wants to be rung on another number: the same promise, made to that one."""

from datetime import datetime

from callbacks.promising.form_hold import is_held_by_form, own_email
from callbacks.promising.requests import request_callback
from callbacks.wishes import CallbackAlreadyPromised, CallbackPromised, CallbackRefused, CallbackWish
from ticket_store import callbacks as book
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.outbox import send
from ticket_store.promises import close_promise
from ticket_store.rows import Callback


def ring_other_number(
    tx: Transaction, line: Line, found: Callback, number: str, now: datetime
) -> CallbackPromised | CallbackAlreadyPromised | CallbackRefused:
    """One request takes the place of the other in this transaction, with its place in the queue and its slot.

    A number that has never called us is nobody's yet: the gate asks for proof. Refused: all stays as it was. The gate
    is asked as for any other wish, so nobody gets a number rung by changing the one that they gave.
    What was only typed into a form stays behind, as where a form loses its hold: it need not be theirs who ask now.
    """
    if number == found.customer_number:
        return CallbackAlreadyPromised(found.id, found.promised_from, found.promised_until)
    of_form, email = is_held_by_form(tx, found), found.customer_email
    wish = CallbackWish(
        customer_number=number,
        department_key=found.department_key,
        language=found.language,
        asked_through=found.asked_through,
        customer_id=found.customer_id,
        call_id=found.call_id,
        ticket_id=found.ticket_id,
        arrived_at=found.arrived_at,
        wanted_from=found.promised_from if found.wanted == "slot" else None,
        customer_name=None if of_form else found.customer_name,
        customer_email=own_email(tx, found.customer_number, email) if of_form else email,
        matter=None if of_form else found.matter,
        verified=False,
    )
    made = request_callback(tx, line, wish, now)
    if isinstance(made, CallbackRefused):
        return made
    if book.end_callback(tx, found.id, "cancelled", "another number", now, actor="customer"):
        close_promise(tx, found.id, "moved", now)
        send(tx, "stop_callback", now, callback_id=found.id)  # an agent may be rung for it by now
        book.see_callback(tx, found.id, now)  # nobody need look after it: the promise lives on
    return made
