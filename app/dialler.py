"""Wakes when the carrier lets us create the next call, and some wait for it: a thread of the process that saw it.

Nobody stands still for the rate: the worker goes on to other errands, and the sweeper looks every two seconds all
the same, so a thread that dies with its process costs seconds.
"""

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from callbacks.callback_desk import CallbackDesk
from callbacks.ringing.turns import dial_waiting

log = logging.getLogger(__name__)


class Dialler:
    """One for a process. `desk` is asked for when there is something to do."""

    def __init__(self, desk: Callable[[], CallbackDesk], clock: Callable[[], datetime]) -> None:
        self._desk, self._clock = desk, clock
        self._at: datetime | None = None
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None

    def wake_at(self, at: datetime) -> None:
        """Dial what waits then; the earliest time of several counts."""
        with self._changed:
            if self._thread is None:  # lazily, so that a process that forks first has no half of a thread
                self._thread = threading.Thread(target=self._serve, name="dialler", daemon=True)
                self._thread.start()
            if self._at is None or at < self._at:
                self._at = at
                self._changed.notify()

    def _serve(self) -> None:
        while True:
            self._wait()
            try:
                dial_waiting(self._desk())
            except Exception:
                log.exception("The calls that wait were not created. The sweeper tries again in two seconds.")

    def _wait(self) -> None:
        with self._changed:
            while self._at is None or (left := (self._at - self._clock()).total_seconds()) > 0:
                self._changed.wait(None if self._at is None else left)
            self._at = None
