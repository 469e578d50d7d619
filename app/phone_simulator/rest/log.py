"""What the app asked of the REST API, kept for the page beside the webhooks."""

import itertools
import threading
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime

from app.phone_simulator.model import Verdict

KEPT = 5000


@dataclass(frozen=True)
class RestRecord:
    """One REST request with its answer. `params` are pairs, since a name may repeat; `ms` is real time
    spent.
    """

    id: int
    at: datetime
    method: str
    path: str
    params: tuple[tuple[str, str], ...]
    status: int
    answer: str
    content_type: str
    ms: float
    call_sid: str | None
    verdicts: tuple[Verdict, ...] = field(default=())


class RestLog:
    """The newest 5000 REST requests, safe to write and read from many threads."""

    def __init__(self) -> None:
        self._records: deque[RestRecord] = deque(maxlen=KEPT)
        self._ids = itertools.count(1)
        self._lock = threading.Lock()

    def next_id(self) -> int:
        """A number for the next record, in order of arrival."""
        return next(self._ids)

    def add(self, record: RestRecord) -> None:
        """Keep the record; the oldest one gives way when there are too many."""
        with self._lock:
            self._records.append(record)

    def after(self, position: int) -> list[RestRecord]:
        """The records that were added after the first `position` ones that are still kept."""
        with self._lock:
            return [record for record in self._records if record.id > position]
