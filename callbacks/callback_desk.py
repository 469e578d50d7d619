"""The tray of the jobs and the sweeper: what ringing people needs from outside, and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from call_routing.addresses import Addresses
from call_routing.line_book import LineBook
from call_routing.phone_line import PhoneLine
from callbacks.post import Post
from ticket_store.engine import Store


class NotYetError(Exception):
    """The thing is not ready; the errand is tried again later."""


def let_sweeper_wake(at: datetime) -> None:
    """Nobody wakes for what waits for the carrier's rate: the sweeper looks within two seconds."""
    del at


@dataclass(frozen=True)
class CallbackDesk:
    store: Store
    clock: Callable[[], datetime]
    lines: LineBook
    addresses: Addresses
    phone: PhoneLine
    calls_per_second: float = 1.0  # how many calls the carrier lets us create
    post: Post | None = None  # without a mail server nobody is mailed, and the pages say so
    wake_at: Callable[[datetime], None] = let_sweeper_wake  # when the next call may be created, and some wait
