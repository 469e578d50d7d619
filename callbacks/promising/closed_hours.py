"""Promises that the hours have left behind: a closure, a manual close, new hours, or closing time itself."""

from datetime import datetime, timedelta

from call_routing.hours.dial_hours import DialHours, Span, dial_hours_of, dial_spans
from callbacks.promising.next_time import promise_next
from callbacks.promising.slot_book import book_of, first_free
from ticket_store import callbacks as book
from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.outbox import send
from ticket_store.slot_facts import lock_slots
from ticket_store.waiting_windows import WaitingWindow, waiting_windows

# So many are moved at a time: a closed day of a great shop must not hold up everything else.
MOST_AT_ONCE = 25
# A window of which less than this is left open is moved.
LEAST = timedelta(minutes=10)


def move_closed(tx: Transaction, line: Line, now: datetime) -> None:
    """Promise anew what falls into closed time by now, at once and not only when it is due.

    What is due while closed, and whose window is still ahead, waits for that.
    """
    for key, waiting in waiting_windows(tx.db).items():
        if key in line.departments:
            _move_closed(tx, line, key, waiting, now)


def _move_closed(tx: Transaction, line: Line, key: str, waiting: list[WaitingWindow], now: datetime) -> None:
    spans = spans_until(dial_hours_of(line, key), now, waiting[-1].promised_until)
    is_closed = not spans or spans[0].start > now
    left_behind = [
        one for one in waiting if is_left_behind(spans, one.promised_from, one.promised_until, now)
    ]
    if left_behind:
        lock_slots(tx, key)
    for one in left_behind[:MOST_AT_ONCE]:
        _move(tx, line, one, now)
    for one in waiting:
        if is_closed and one.due_at <= now < one.promised_until and one not in left_behind:
            _wait(tx, one, spans, now)


def _move(tx: Transaction, line: Line, one: WaitingWindow, now: datetime) -> None:
    """To the first free slot after what was promised."""
    found = book.callback_by_id(tx, one.id)
    if found is not None and found.status == "waiting":
        slots = book_of(tx.db, line, found.department_key, now, besides=found.id)
        promise_next(tx, line, found, first_free(slots, max(found.promised_from, now)), now)


def _wait(tx: Transaction, one: WaitingWindow, spans: list[Span], now: datetime) -> None:
    """Nobody is rung now: due when its window is open."""
    opens_at = next((span.start for span in spans if span.end > one.promised_from), one.promised_from)
    due_at = max(opens_at, one.promised_from)
    found = book.callback_by_id(tx, one.id) if due_at > now else None
    if found is not None and found.status == "waiting":  # as of now: the list was read without locks
        book.let_callback_wait(tx, one.id, due_at)
        send(tx, "wake_callback", now, due_at=due_at, callback_id=one.id)


def spans_until(hours: DialHours, now: datetime, until: datetime) -> list[Span]:
    """When customers may be rung between now and then."""
    spans = []
    for span in dial_spans(hours, now):
        if span.start >= until:
            break
        spans.append(span)
    return spans


def is_left_behind(spans: list[Span], start: datetime, end: datetime, now: datetime) -> bool:
    """Whether hardly anything is left of this window in which the customer may be rung.

    One that has passed, or nearly so, is no business of the hours (callbacks.promising.keeping looks after it).
    """
    start = max(start, now)
    if end - start < LEAST:
        return False
    left = sum((max(min(span.end, end) - max(span.start, start), timedelta()) for span in spans), timedelta())
    return left < LEAST
