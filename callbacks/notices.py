"""What a customer and the agent in charge are told of a promise to ring back, beside what is said aloud."""

from datetime import datetime
from enum import StrEnum

from ticket_store.engine import Transaction
from ticket_store.line import Line
from ticket_store.rows import Callback


class Notice(StrEnum):
    PROMISED = "promised"
    MOVED = "moved"
    CANCELLED = "cancelled"
    GAVE_UP = "gave_up"
    MISSED = "missed"  # we rang, and met nobody or a machine; we try again
    AT_RISK = "at_risk"  # for the agents: the window is about to pass


def tell(tx: Transaction, line: Line, callback: Callback, what: Notice, now: datetime) -> None:
    """Tell of it, in the transaction that decided it; the texts and mails go out after its commit.

    `callback` is as it was before; what is told is read when it is sent. So far the pages alone are told.
    """
    del line, now
    tx.topics.update({"callbacks", f"callback:{callback.id}:{what}", f"ticket:{callback.ticket_id}"})
