"""Which case takes a contact. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from ticket_store.rows import Ticket

REOPEN_WITHIN = timedelta(days=7)


@dataclass(frozen=True)
class Take:
    """The open case goes on."""

    ticket: Ticket


@dataclass(frozen=True)
class Reopen:
    """Solved a short while ago: it was not."""

    ticket: Ticket


@dataclass(frozen=True)
class OpenNew:
    pass


def which_ticket(newest: Ticket | None, now: datetime) -> Take | Reopen | OpenNew:
    """The newest open case of this customer and department; solved within 7 days: reopened; otherwise new.

    `newest` is None for a withheld number: such a caller gets a case of their own.
    """
    if newest is None:
        return OpenNew()
    if newest.status == "open":
        return Take(newest)
    if newest.solved_at is not None and now - newest.solved_at <= REOPEN_WITHIN:
        return Reopen(newest)
    return OpenNew()
