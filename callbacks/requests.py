"""Someone asks to be rung back: gate, case, promise, in one transaction."""

from datetime import datetime, timedelta

from call_routing.foretelling import foretell
from call_routing.place_in_queue import rank_in
from call_routing.schedules import schedule_of
from callbacks.dial_gate import GateFacts, GateRule, may_dial
from callbacks.moving import move_callback, slot_window
from callbacks.policy import Window, promise_window
from callbacks.steps import Step
from callbacks.wishes import CallbackAlreadyPromised, CallbackPromised, CallbackRefused, CallbackWish
from ticket_store import callbacks as book
from ticket_store.agents import agent_numbers
from ticket_store.audit import write_audit
from ticket_store.callback_steps import write_step
from ticket_store.customers import customer_for
from ticket_store.engine import Transaction
from ticket_store.ids import new_link_token
from ticket_store.line import Line
from ticket_store.outbox import send
from ticket_store.promises import close_promise, make_promise
from ticket_store.rows import Callback
from ticket_store.tickets import ticket_for

__all__ = [
    "CallbackAlreadyPromised",
    "CallbackPromised",
    "CallbackRefused",
    "CallbackWish",
    "cancel_callback",
    "request_callback",
]

DAY = timedelta(days=1)


def request_callback(
    tx: Transaction, line: Line, wish: CallbackWish, now: datetime
) -> CallbackPromised | CallbackAlreadyPromised | CallbackRefused:
    """Promise to ring back, as soon as an agent can, inside opening hours."""
    earlier = book.open_callback(tx.db, wish.customer_number, wish.department_key)
    if earlier is not None and earlier.status == "talking":
        book.finish_callback(tx, earlier.id, now)  # kept by that talk: what is asked for now is another one
    elif earlier is not None:
        return _merge(tx, line, wish, earlier, now)
    refused = _gate(tx, line, wish.customer_number, now)
    window = _window(tx, line, wish, now) if refused is None else None
    if refused is not None or window is None:
        book.write_refusal(tx, wish.customer_number, refused or "never_opens_again", wish.asked_through, now)
        return CallbackRefused()
    return _promise(tx, line, wish, window, now) or request_callback(tx, line, wish, now)


def _merge(
    tx: Transaction, line: Line, wish: CallbackWish, earlier: Callback, now: datetime
) -> CallbackAlreadyPromised:
    """Place and promise of the earlier wish hold, unless another slot is asked for by name."""
    write_step(tx, earlier.id, Step.MERGED, now, actor=wish.actor, through=wish.asked_through)
    start, end = earlier.promised_from, earlier.promised_until
    if wish.wanted_from is not None and wish.wanted_from != start:
        moved = move_callback(tx, line, earlier.id, wish.wanted_from, now, actor=wish.actor)
        if isinstance(moved, CallbackPromised):
            start, end = moved.promised_from, moved.promised_until
    return CallbackAlreadyPromised(earlier.id, start, end)


def _window(tx: Transaction, line: Line, wish: CallbackWish, now: datetime) -> Window | None:
    """When we can ring; None when the department never opens again."""
    if wish.wanted_from is not None:
        return slot_window(line, wish.department_key, wish.wanted_from, now)
    department = line.departments[wish.department_key]
    # Somebody who asked on the phone is left a moment to hang up; nobody else is kept waiting for it.
    pause = department.callback.not_before if wish.call_id is not None else timedelta()
    not_before = max(pause, (wish.not_before or now) - now)
    return promise_window(
        schedule_of(line, wish.department_key), _expected(tx, line, wish, now), not_before, now
    )


def _promise(
    tx: Transaction, line: Line, wish: CallbackWish, window: Window, now: datetime
) -> CallbackPromised | None:
    """Write request, promise and errand; None when another was asked for in the same instant and holds."""
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
    make_promise(
        tx,
        now,
        callback_id=callback_id,
        customer_id=customer_id,
        customer_number=wish.customer_number,
        ticket_id=ticket_id,
        made_through=wish.asked_through,
        from_at=window.start,
        until_at=window.end,
    )
    promised = {"from_at": window.start, "until_at": window.end}
    write_step(tx, callback_id, Step.PROMISED, now, actor="callback policy", **promised)
    send(tx, "wake_callback", now, due_at=window.due_at, callback_id=callback_id)
    tx.topics.update({f"ticket:{ticket_id}", f"department:{wish.department_key}"})
    return CallbackPromised(callback_id, window.start, window.end)


def cancel_callback(tx: Transaction, callback_id: str, now: datetime, *, actor: str) -> bool:
    """The wish is taken back; False when it had ended. A talk under way is not cut."""
    found = book.callback_by_id(tx, callback_id)
    if found is None or found.status == "talking":
        return False
    if not book.end_callback(tx, callback_id, "cancelled", f"cancelled by {actor}", now, actor=actor):
        return False
    close_promise(tx, callback_id, "withdrawn", now)
    send(tx, "stop_callback", now, callback_id=callback_id)
    write_audit(tx, now, actor, "callback.cancel", callback_id)
    return True


def gate_facts(tx: Transaction, line: Line, number: str, now: datetime, *, requests: int) -> GateFacts:
    """What the store knows about a number and this day."""
    limits = line.shop.callbacks
    return GateFacts(
        countries=limits.countries or (line.shop.country,),
        own_numbers={*line.dids, *agent_numbers(tx.db)},
        blocked=customer_for(tx, number, now).blocked if number.startswith("+") else False,
        requests=requests,
        dials=book.dials_since(tx.db, now - DAY),
        requests_per_day=limits.per_number_per_day,
        dials_per_day=limits.dials_per_day,
    )


def _gate(tx: Transaction, line: Line, number: str, now: datetime) -> GateRule | None:
    requests = book.requests_since(tx.db, number, now - DAY)
    return may_dial(number, gate_facts(tx, line, number, now, requests=requests))


def _expected(tx: Transaction, line: Line, wish: CallbackWish, now: datetime) -> timedelta:
    estimate = foretell(tx.db, line, wish.department_key, wish.arrived_at or now, now).wait
    return estimate.expected if estimate is not None else timedelta()
