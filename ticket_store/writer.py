"""One writer thread for SQLite: commits what is queued together and releases the waiters after COMMIT.

Several threads that commit by themselves wait for each other's fsync (p99 0.4 to 1 s); one thread that
commits for all keeps the tail at tens of milliseconds, with synchronous FULL.
"""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

Answer = TypeVar("Answer")
Work = Callable[[Connection], Any]
_MOST_TOGETHER = 64
_STOP = None


class Writer:
    """Runs each work in its own savepoint, many savepoints in one transaction.

    A work that raises is rolled back alone. If the COMMIT itself fails, every work of it gets the error.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._waiting: queue.SimpleQueue[tuple[Work, Future[Any]] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def run(self, work: Callable[[Connection], Answer]) -> Answer:
        """The answer of `work`, once it is on the disk."""
        if self._thread is None:
            self._start()
        if threading.current_thread() is self._thread:
            raise RuntimeError("A transaction was opened inside another one. Pass the open one down instead.")
        promise: Future[Answer] = Future()
        self._waiting.put((work, promise))
        return promise.result()

    def stop(self) -> None:
        if self._thread is not None:
            self._waiting.put(_STOP)
            self._thread.join(timeout=10)
            self._thread = None

    def _start(self) -> None:
        with self._starting:  # lazily, so that a process that forks first has no half of a thread
            if self._thread is None:
                thread = threading.Thread(target=self._serve, name="sqlite-writer", daemon=True)
                thread.start()
                self._thread = thread

    def _serve(self) -> None:
        while True:
            first = self._waiting.get()
            if first is _STOP:
                return
            together = [first]
            while len(together) < _MOST_TOGETHER and not self._waiting.empty():
                more = self._waiting.get()
                if more is _STOP:
                    self._waiting.put(_STOP)  # after this batch
                    break
                together.append(more)
            self._commit([one for one in together if one is not None])

    def _commit(self, together: list[tuple[Work, Future[Any]]]) -> None:
        settle: list[Callable[[], None]] = []
        try:
            with self._engine.begin() as db:
                settle.extend(_run_one(db, work, promise) for work, promise in together)
        except Exception as fault:  # noqa: BLE001 - a failed COMMIT belongs to everyone who waited for it
            for _, promise in together:
                promise.set_exception(fault)
            return
        for done in settle:
            done()


def _run_one(db: Connection, work: Work, promise: Future[Any]) -> Callable[[], None]:
    """Run one work in a savepoint; what to tell its waiter after the COMMIT."""
    db.exec_driver_sql("SAVEPOINT one")
    try:
        answer = work(db)
    except BaseException as fault:  # noqa: BLE001 - carried to the thread that waits for it
        db.exec_driver_sql("ROLLBACK TO one")
        db.exec_driver_sql("RELEASE one")
        kept = fault
        return lambda: promise.set_exception(kept)
    db.exec_driver_sql("RELEASE one")
    return lambda: promise.set_result(answer)
