"""Someone asks to be rung back: gate, case, promise, in one transaction."""

from datetime import datetime, timedelta

from call_routing.queue.place_in_queue import rank_in
from callbacks.limits.gate import refuse_asking, speaks_for_number, with_proof
from callbacks.limits.gate_facts import WEB
from callbacks.promising.form_hold import end_form_hold, is_held_by_form
from callbacks.promising.moving import move_callback
from callbacks.promising.policy import Window
from callbacks.promising.slot_book import book_of, slot_near, soonest
from callbacks.steps import Step
from callbacks.telling.notices import Notice, tell
from callbacks.wishes import CallbackAlreadyPromised, CallbackPromised, CallbackRefused, CallbackWish
from ticket_store import callbacks as book
from ticket_store.audit import write_audit
from ticket_store.callback_steps import write_step
from ticket_store.customers import customer_for
from ticket_store.engine import Transaction
from ticket_store.ids import new_link_token
from ticket_store.line import Line
from ticket_store.line_rows import load_line
from ticket_store.outbox import send
from ticket_store.promises import close_promise, make_promise
from ticket_store.refusals import write_refusal
from ticket_store.rows import Callback
from ticket_store.slot_facts import lock_slots
from ticket_store.spend import serialise_gate
from ticket_store.tickets import ticket_for

__all__ = [
    "CallbackAlreadyPromised",
    "CallbackPromised",
    "CallbackRefused",
    "CallbackWish",
    "cancel_callback",
    "request_callback",
]


def request_callback(
    tx: Transaction, line: Line, wish: CallbackWish, now: datetime
) -> CallbackPromised | CallbackAlreadyPromised | CallbackRefused:
    """Promise to ring back: in the slot that was chosen, else as soon as an agent can.

    A slot that is full or past becomes the nearest free one: the answer says which. A number has one open request
    in a department; a second wish finds it, and moves it where it asks for another slot by name.
    """
    serialise_gate(tx)
    lock_slots(tx, wish.department_key)
    own = speaks_for_number(wish)
    wish = with_proof(tx, wish)
    earlier = book.open_callback(tx.db, wish.customer_number, wish.department_key)
    if earlier is not None and earlier.status == "talking":
        book.finish_callback(tx, earlier.id, now)  # kept by that talk: what is asked for now is another one
    elif earlier is not None:
        return _merge(tx, line, wish, earlier, now, own=own)
    refused = refuse_asking(tx, line, wish, now)
    if refused is not None:
        return CallbackRefused(is_held=refused.holds)
    window = _window(tx, line, wish, now)
    if window is None:
        write_refusal(
            tx,
            wish.customer_number,
            "no_slot_left",
            wish.asked_through,
            now,
            department_key=wish.department_key,
            address=wish.address,
        )
        return CallbackRefused()
    made = _write_request(tx, line, wish, window, now)
    if made is None:
        return request_callback(tx, line, wish, now)
    _promise(tx, line, made, now)
    return CallbackPromised(made.id, made.promised_from, made.promised_until)


def _merge(
    tx: Transaction, line: Line, wish: CallbackWish, earlier: Callback, now: datetime, *, own: bool
) -> CallbackAlreadyPromised:
    """Place and promise of the earlier wish hold, unless another slot is asked for by name.

    A form that anybody can fill in does not move what was promised on the phone, nor does whoever typed a number
    there that need not be theirs. Where the number itself asks for what a form asked before, the form loses its hold.
    """
    write_step(tx, earlier.id, Step.MERGED, now, actor=wish.actor, through=wish.asked_through)
    start, end = earlier.promised_from, earlier.promised_until
    of_form = is_held_by_form(tx, earlier)
    # A text may be forged, but what ends the hold is told to the number only: it takes nothing from its owner.
    ends_hold = of_form and (own or (wish.asked_through == "text" and wish.verified))
    if ends_hold:
        end_form_hold(tx, earlier, now, by=wish.asked_through, own=wish)
    may_move = own or (of_form and wish.asked_through == WEB)
    if may_move and wish.wanted_from is not None and wish.wanted_from != start:
        moved = move_callback(tx, line, earlier.id, wish.wanted_from, now, actor=wish.actor)
        if isinstance(moved, CallbackPromised):
            start, end, ends_hold = moved.promised_from, moved.promised_until, False  # told with the new link
    if ends_hold:
        tell(tx, line, earlier, Notice.PROMISED, now, again=True)
    return CallbackAlreadyPromised(earlier.id, start, end)


def _window(tx: Transaction, line: Line, wish: CallbackWish, now: datetime) -> Window | None:
    """When we can ring; None when nothing is free in the next weeks."""
    slots = book_of(tx.db, line, wish.department_key, now)
    if wish.wanted_from is not None:
        return slot_near(slots, wish.wanted_from)
    department = line.departments[wish.department_key]
    # Somebody who asked on the phone is left a moment to hang up; nobody else is kept waiting for it.
    pause = department.callback.not_before if wish.call_id is not None else timedelta()
    not_before = max(pause, (wish.not_before or now) - now)
    return soonest(tx.db, slots, not_before, wish.arrived_at or now)


def _write_request(
    tx: Transaction, line: Line, wish: CallbackWish, window: Window, now: datetime
) -> Callback | None:
    """The request, and the case that it belongs to; None when another was asked for in the same instant and holds."""
    customer_id = wish.customer_id or customer_for(tx, wish.customer_number, now).id
    ticket_id = wish.ticket_id or ticket_for(tx, customer_id, wish.department_key, now).id
    arrived_at = wish.arrived_at or now
    callback_id = book.insert_callback(
        tx,
        now,
        customer_id=customer_id,
        customer_number=wish.customer_number,
        department_key=wish.department_key,
        ticket_id=ticket_id,
        call_id=wish.call_id,
        language=wish.language,
        asked_through=wish.asked_through,
        arrived_at=arrived_at,
        ranks_at=rank_in(tx.db, line, wish.department_key, customer_id, arrived_at),
        due_at=window.due_at,
        promised_from=window.start,
        promised_until=window.end,
        token=new_link_token(),
        wanted="asap" if wish.wanted_from is None else "slot",
        customer_name=wish.customer_name,
        customer_email=wish.customer_email,
        matter=wish.matter,
        verified=wish.verified,
    )
    if callback_id is None:
        return None
    write_step(tx, callback_id, Step.ASKED, now, actor=wish.actor, through=wish.asked_through)
    return book.callback_by_id(tx, callback_id)


def _promise(tx: Transaction, line: Line, made: Callback, now: datetime) -> None:
    """Write the promise of a new request, and the errand that keeps it; tell the customer."""
    promised = {"from_at": made.promised_from, "until_at": made.promised_until}
    make_promise(
        tx,
        now,
        callback_id=made.id,
        customer_id=made.customer_id,
        customer_number=made.customer_number,
        ticket_id=made.ticket_id,
        made_through=made.asked_through,
        **promised,
    )
    write_step(tx, made.id, Step.PROMISED, now, actor="callback policy", **promised)
    send(tx, "wake_callback", now, due_at=made.due_at, callback_id=made.id)
    tx.topics.update({f"ticket:{made.ticket_id}", f"department:{made.department_key}"})
    tell(tx, line, made, Notice.PROMISED, now)


def cancel_callback(tx: Transaction, callback_id: str, now: datetime, *, actor: str) -> bool:
    """The wish is taken back; False when it had ended. A talk under way is not cut."""
    found = book.callback_by_id(tx, callback_id)
    if found is None or found.status == "talking":
        return False
    if not book.end_callback(tx, callback_id, "cancelled", f"cancelled by {actor}", now, actor=actor):
        return False
    close_promise(tx, callback_id, "withdrawn", now)
    tell(tx, load_line(tx.db), found, Notice.CANCELLED, now)
    send(tx, "stop_callback", now, callback_id=callback_id)
    write_audit(tx, now, actor, "callback.cancel", callback_id)
    return True
