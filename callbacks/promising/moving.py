"""A promise to ring back is changed by hand: moved, given to somebody, rung now, looked after."""

from dataclasses import replace
from datetime import datetime, timedelta

from call_routing.dialling_switch import dials_customers
from call_routing.hours.dial_hours import dial_hours_of, may_ring
from callbacks.promising.policy import Window
from callbacks.promising.slot_book import book_of, slot_near, soonest, window_from
from callbacks.promising.stopping import stop_callback
from callbacks.steps import CUSTOMER, Step
from callbacks.telling.notices import Notice, tell
from callbacks.wishes import CallbackPromised, CallbackRefused
from ticket_store import callbacks as store
from ticket_store.audit import write_audit
from ticket_store.callback_steps import write_step
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.outbox import send
from ticket_store.promises import close_promise, make_promise
from ticket_store.rows import Callback
from ticket_store.slot_facts import lock_slots


def move_callback(
    tx: Transaction, line: Line, callback_id: str, wanted_from: datetime | None, now: datetime, *, actor: str
) -> CallbackPromised | CallbackRefused | None:
    """Promise another time: the slot that lies there or nearest to it, or as soon as possible (None).

    One whose phone rings already stops ringing. One that was given up waits again, where an agent asks for it. None
    when it has ended or they talk; refused where nothing is free within 60 days.
    """
    found = _locked(tx, callback_id)
    if found is None or not _may_move(found, actor) or found.department_key not in line.departments:
        return None
    book = book_of(tx.db, line, found.department_key, now, besides=found.id)
    window = (
        soonest(tx.db, book, timedelta(), found.ranks_at or found.arrived_at)
        if wanted_from is None
        else slot_near(book, wanted_from)
    )
    if window is None:
        return CallbackRefused()
    if not _waits_again(tx, found, window.due_at, now):
        return None
    store.change_callback(tx, found.id, wanted="asap" if wanted_from is None else "slot")
    promise_anew(tx, found, window, now, actor=actor)
    before, after = ({"from_at": at.isoformat()} for at in (found.promised_from, window.start))
    write_audit(tx, now, actor, "callback.move", found.id, before=before, after=after)
    tell(tx, line, found, Notice.MOVED, now)
    return CallbackPromised(found.id, window.start, window.end)


def _locked(tx: Transaction, callback_id: str) -> Callback | None:
    """The callback, locked, and before it the slots of its department."""
    key = store.department_of(tx.db, callback_id)
    if key is None:
        return None
    lock_slots(tx, key)
    return store.callback_by_id(tx, callback_id)


def _may_move(found: Callback, actor: str) -> bool:
    return found.status in store.WAITS or (found.status == "gave_up" and actor != CUSTOMER)


def _waits_again(tx: Transaction, found: Callback, due_at: datetime, now: datetime) -> bool:
    """Whatever rings for it stops, and it waits; False when another one was asked for meanwhile."""
    if found.status == "gave_up":
        return store.reopen_callback(tx, found, due_at)
    stop_callback(tx, found.id, now)
    store.let_callback_wait(tx, found.id, due_at)
    return True


def promise_anew(
    tx: Transaction, found: Callback, window: Window, now: datetime, *, actor: str = "callback policy"
) -> None:
    """Another promise takes the place of the open one, which counts as moved."""
    close_promise(tx, found.id, "moved", now)
    store.change_callback(tx, found.id, promised_from=window.start, promised_until=window.end)
    make_promise(
        tx,
        now,
        callback_id=found.id,
        customer_id=found.customer_id,
        customer_number=found.customer_number,
        ticket_id=found.ticket_id,
        made_through="moved",
        from_at=window.start,
        until_at=window.end,
    )
    write_step(tx, found.id, Step.MOVED, now, actor=actor, from_at=window.start, until_at=window.end)
    send(tx, "wake_callback", now, due_at=window.due_at, callback_id=found.id)


def reassign_callback(
    tx: Transaction, line: Line, callback_id: str, agent_id: str | None, now: datetime, *, actor: str
) -> bool:
    """Let this agent be asked first, or (None) again the owner of the case; False once an agent has taken it.

    Whoever is being rung for it is rung no longer.
    """
    del line
    found = store.callback_by_id(tx, callback_id)
    if found is None or found.status not in {"waiting", "reserved"}:
        return False
    if found.status == "reserved" and found.agent_id != agent_id:
        stop_callback(tx, found.id, now)
        store.let_callback_wait(tx, found.id, None)
        send(tx, "wake_callback", now, callback_id=found.id)
    store.change_callback(tx, found.id, prefers_agent_id=agent_id)
    write_step(tx, found.id, Step.REASSIGNED, now, actor=actor, agent=agent_id)
    write_audit(tx, now, actor, "callback.reassign", found.id, after={"agent": agent_id})
    return True


def ring_now(tx: Transaction, line: Line, callback_id: str, now: datetime, *, actor: str) -> bool:
    """Due at once, with the rank that it has; one that was given up gets another chance.

    False while no customer is rung (outside the hours for it, dialling switched off or held), and when it neither
    waits nor was given up.
    """
    found = _locked(tx, callback_id)
    if (
        found is None
        or found.status not in {"waiting", "gave_up"}
        or found.department_key not in line.departments
    ):
        return False
    if not (may_ring(dial_hours_of(line, found.department_key), now) and dials_customers(tx.db, line)):
        return False
    if not _waits_again(tx, found, min(now, found.due_at), now):
        return False
    write_step(tx, found.id, Step.RUNG_NOW, now, actor=actor)
    write_audit(tx, now, actor, "callback.ring_now", found.id)
    slots = book_of(tx.db, line, found.department_key, now, besides=found.id)
    window = window_from(slots, now) if found.status == "gave_up" else None
    if window is not None:
        promise_anew(tx, found, replace(window, due_at=now), now, actor=actor)
        tell(tx, line, found, Notice.MOVED, now)
    else:
        send(tx, "wake_callback", now, callback_id=found.id)
    return True


def mark_seen(tx: Transaction, callback_id: str, now: datetime, *, actor: str) -> bool:
    """A person has looked after one that ended without a talk: off the list of tasks. False when it was before."""
    if not store.see_callback(tx, callback_id, now):
        return False
    write_step(tx, callback_id, Step.SEEN, now, actor=actor)
    return True
