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


@dataclass(frozen=True)
class CallbackDesk:
    store: Store
    clock: Callable[[], datetime]
    lines: LineBook
    addresses: Addresses
    phone: PhoneLine
    post: Post | None = None  # without a mail server nobody is mailed, and the pages say so
