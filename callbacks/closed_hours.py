"""Callbacks that fell due while the department is closed move to its next opening, with a new promise."""

from datetime import datetime

from call_routing.opening_hours import is_open
from call_routing.schedules import schedule_of
from callbacks.attempts import move_to_next_opening
from ticket_store.callbacks import due_callbacks
from ticket_store.engine import Transaction
from ticket_store.line import Line


def move_closed(tx: Transaction, line: Line, now: datetime) -> None:
    """Nobody is rung outside opening hours, and nobody's promise lapses in silence."""
    for found in due_callbacks(tx.db, now):
        if not is_open(schedule_of(line, found.department_key), now):
            move_to_next_opening(tx, line, found, now)
