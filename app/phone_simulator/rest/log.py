"""What the app asked of the REST API, kept for the page beside the webhooks."""

import itertools
import threading
from collections import deque
from dataclasses import dataclass, field, replace
from datetime import datetime

from app.phone_simulator.model import Verdict

KEPT = 5000


@dataclass(frozen=True)
class RestRecord:
    """One REST request with its answer. `params` are pairs, since a name may repeat; `ms` is real time
    spent.
    """

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
    id: int = 0


class RestLog:
    """The newest 5000 REST requests, safe to write and read from many threads."""

    def __init__(self) -> None:
        self._records: deque[RestRecord] = deque(maxlen=KEPT)
        self._ids = itertools.count(1)
        self._lock = threading.Lock()

    def add(self, record: RestRecord) -> None:
        """Keep the record under the next number; the oldest one gives way when there are too many."""
        with self._lock:
            self._records.append(replace(record, id=next(self._ids)))

    def after(self, number: int) -> list[RestRecord]:
        """The records with a higher number that are still kept, oldest first."""
        with self._lock:
            return [record for record in self._records if record.id > number]
