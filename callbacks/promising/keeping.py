"""Promises are kept, or moved with notice before they would break; what breaks all the same is counted, and told.

Looked at in every round of the sweeper. A promise for which an agent is held, or whose customer is being rung or
talks, is left alone: the talk settles it (kept, when it begins inside the window), or the end of the attempt does.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from call_routing.dialling_switch import dials_customers
from call_routing.queue.estimates import expected_wait
from call_routing.queue.foretelling import half_hour_of
from callbacks.promising.next_time import promise_next
from callbacks.promising.policy import Window, as_soon_as_possible, must_move, pause_before
from callbacks.promising.slot_book import book_of, first_free
from ticket_store import callbacks as book
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.outlook import Outlook, outlook
from ticket_store.promises import break_overdue, times_moved
from ticket_store.rows import Callback
from ticket_store.slot_facts import lock_slots
from ticket_store.waiting_windows import Queue, WaitingWindow, queue_of, waiting_windows

# A window that ends later is not looked at: until then much may change.
LOOK_AHEAD = timedelta(minutes=30)
MOST_AT_ONCE = 25


@dataclass(frozen=True)
class Floor:
    """How a department stands now. `dials` is false while no customer may be rung at all."""

    outlook: Outlook
    queue: Queue
    dials: bool

    def wait_of(self, ranks_at: datetime) -> timedelta | None:
        """From when a callback of this rank is due until an agent is free for it; None when nobody knows."""
        ahead = self.queue.ahead_of(ranks_at)
        seen = self.outlook
        wait = expected_wait(ahead, seen.handling_s, seen.staffed, idle=seen.idle) if self.dials else None
        return None if wait is None else wait.expected


def keep_promises(tx: Transaction, line: Line, now: datetime) -> None:
    """Count what has broken, and promise anew what has or would."""
    break_overdue(tx, now)
    for key, waiting in waiting_windows(tx.db).items():
        ending = [one for one in waiting if one.promised_until <= now + LOOK_AHEAD]
        if ending and key in line.departments:
            _keep(tx, line, key, ending, now)


def _keep(tx: Transaction, line: Line, key: str, ending: list[WaitingWindow], now: datetime) -> None:
    floor = floor_of(tx.db, line, key, now)
    breaking = list(_breaking(floor, ending, now))[:MOST_AT_ONCE]
    if breaking:
        lock_slots(tx, key)
    for one, wait in breaking:
        found = book.callback_by_id(tx, one.id)
        if found is not None and found.status == "waiting":
            promise_next(tx, line, found, _window(tx.db, line, found, wait, now), now)


def floor_of(db: Connection, line: Line, key: str, now: datetime) -> Floor:
    seen = outlook(db, key, half_hour_of(line, now), now)
    return Floor(seen, queue_of(db, key, now), dials_customers(db, line))


def _breaking(
    floor: Floor, ending: list[WaitingWindow], now: datetime
) -> Iterator[tuple[WaitingWindow, timedelta | None]]:
    for one in ending:
        wait = floor.wait_of(one.ranks_at)
        if must_move(one.due_at, one.promised_until, wait, now):
            yield one, wait


def _window(
    db: Connection, line: Line, found: Callback, wait: timedelta | None, now: datetime
) -> Window | None:
    """What can be promised instead. Each further time is further off, so that nobody is told every half hour.

    Who wants to be rung as soon as possible is rung as soon as it is their turn, whatever was promised.
    """
    slots = book_of(db, line, found.department_key, now, besides=found.id)
    not_before = max(found.due_at - now, timedelta())
    pause = pause_before(times_moved(db, found.id), wait)
    if found.wanted == "slot":
        return first_free(slots, max(now + not_before + pause, found.promised_until))
    window = as_soon_as_possible(slots.hours, pause, not_before, now)
    if window is None:
        later = first_free(slots, now + not_before + pause)
        window = None if later is None else replace(later, due_at=now + not_before)
    return window
