"""A promise to ring back is changed by hand: moved, given to somebody, rung now, looked after."""

from datetime import datetime

from call_routing.opening_hours import is_open
from call_routing.schedules import schedule_of
from callbacks.policy import WINDOW, Window, promise_window
from callbacks.steps import Step
from callbacks.stopping import stop_callback
from callbacks.wishes import CallbackPromised, CallbackRefused
from ticket_store import callbacks as book
from ticket_store.audit import write_audit
from ticket_store.callback_steps import write_step
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.outbox import send
from ticket_store.promises import close_promise, make_promise
from ticket_store.rows import Callback


def move_callback(
    tx: Transaction, line: Line, callback_id: str, wanted_from: datetime | None, now: datetime, *, actor: str
) -> CallbackPromised | CallbackRefused | None:
    """Promise another time: the slot that begins then, or as soon as possible (None).

    One whose phone rings already stops ringing. None when it has ended or they talk; refused where the
    department never opens again.
    """
    found = book.callback_by_id(tx, callback_id)
    if found is None or found.status not in book.WAITS:
        return None
    window = slot_window(line, found.department_key, wanted_from or now, now)
    if window is None:
        return CallbackRefused()
    stop_callback(tx, found.id, now)
    book.let_callback_wait(tx, found.id, window.due_at)
    book.change_callback(tx, found.id, wanted="asap" if wanted_from is None else "slot")
    promise_anew(tx, found, window, now, actor=actor)
    write_audit(tx, now, actor, "callback.move", found.id)
    return CallbackPromised(found.id, window.start, window.end)


def slot_window(line: Line, department_key: str, wanted_from: datetime, now: datetime) -> Window | None:
    """The half hour that begins then."""
    schedule = schedule_of(line, department_key)
    if wanted_from > now and is_open(schedule, wanted_from):
        return Window(wanted_from, wanted_from, wanted_from + WINDOW)
    return promise_window(schedule, WINDOW, WINDOW - WINDOW, max(now, wanted_from))


def promise_anew(
    tx: Transaction, found: Callback, window: Window, now: datetime, *, actor: str = "callback policy"
) -> None:
    """Another promise takes the place of the open one, which counts as moved."""
    close_promise(tx, found.id, "moved", now)
    book.change_callback(tx, found.id, promised_from=window.start, promised_until=window.end)
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
    found = book.callback_by_id(tx, callback_id)
    if found is None or found.status not in {"waiting", "reserved"}:
        return False
    if found.status == "reserved" and found.agent_id != agent_id:
        stop_callback(tx, found.id, now)
        book.let_callback_wait(tx, found.id, None)
        send(tx, "wake_callback", now, callback_id=found.id)
    book.change_callback(tx, found.id, prefers_agent_id=agent_id)
    write_step(tx, found.id, Step.REASSIGNED, now, actor=actor, agent=agent_id)
    write_audit(tx, now, actor, "callback.reassign", found.id, after={"agent": agent_id})
    return True


def ring_now(tx: Transaction, line: Line, callback_id: str, now: datetime, *, actor: str) -> bool:
    """Due at once, with the rank that it has. False outside opening hours, and when it does not wait."""
    found = book.callback_by_id(tx, callback_id)
    if (
        found is None
        or found.status != "waiting"
        or not is_open(schedule_of(line, found.department_key), now)
    ):
        return False
    book.let_callback_wait(tx, found.id, min(now, found.due_at))
    send(tx, "wake_callback", now, callback_id=found.id)
    write_step(tx, found.id, Step.RUNG_NOW, now, actor=actor)
    write_audit(tx, now, actor, "callback.ring_now", found.id)
    return True


def mark_seen(tx: Transaction, callback_id: str, now: datetime, *, actor: str) -> bool:
    """A person has looked after one that ended without a talk: off the list of tasks. False when it was before."""
    if not book.see_callback(tx, callback_id, now):
        return False
    write_step(tx, callback_id, Step.SEEN, now, actor=actor)
    return True
