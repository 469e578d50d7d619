"""The tray of the telephone door: what answering a webhook needs from outside, and nothing else."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import current_app

from call_routing.addresses import Addresses
from call_routing.because import Because
from call_routing.line_book import LineBook
from ivr.spool import Spool
from ticket_store.engine import Store

EXTENSION = "front_desk"
Listener = Callable[[Sequence[Because]], None]


@dataclass(frozen=True)
class FrontDesk:
    """`tokens` are the carrier's auth tokens that sign webhooks, the present one first.

    `spool` keeps what is heard while the store is away; without one it stays in the log. `listener` is told after
    each webhook what decided its answer: a rehearsal has one, the line of a shop has none.
    """

    store: Store
    clock: Callable[[], datetime]
    lines: LineBook
    addresses: Addresses
    tokens: tuple[str, ...]
    spool: Spool | None = None
    listener: Listener | None = None


def front_desk() -> FrontDesk:
    """The tray of the app that serves the present request."""
    return cast("FrontDesk", current_app.extensions[EXTENSION])
