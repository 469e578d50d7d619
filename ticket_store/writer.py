"""One writer thread for SQLite: commits what is queued together and releases the waiters after COMMIT.

Several threads that commit by themselves wait for each other's fsync (p99 0.4 to 1 s); one thread that
commits for all keeps the tail at tens of milliseconds, with synchronous FULL.
"""

import queue
import threading
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

from ticket_store.held import HeldConnections

Answer = TypeVar("Answer")
Work = Callable[[Connection], Any]
_MOST_TOGETHER = 64
_STOP = None


class _Promise:
    """What a waiter waits for: an answer or a fault, told once everything is on the disk."""

    __slots__ = ("_settled", "answer", "fault")

    def __init__(self) -> None:
        self.answer: Any = None
        self.fault: BaseException | None = None
        self._settled = threading.Lock()
        self._settled.acquire()

    def settle(self) -> None:
        self._settled.release()

    def wait(self) -> Any:
        self._settled.acquire()
        if self.fault is not None:
            raise self.fault
        return self.answer


class Writer:
    """Runs each work in its own savepoint, many savepoints in one transaction.

    A work that raises is rolled back alone. If the COMMIT itself fails, every work of it gets the error.
    """

    def __init__(self, engine: Engine) -> None:
        self._connections = HeldConnections(engine, 1, "BEGIN IMMEDIATE")
        self._waiting: queue.SimpleQueue[tuple[Work, _Promise] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def run(self, work: Callable[[Connection], Answer]) -> Answer:
        """The answer of `work`, once it is on the disk."""
        if self._thread is None:
            self._start()
        if threading.current_thread() is self._thread:
            raise RuntimeError("A transaction was opened inside another one. Pass the open one down instead.")
        promise = _Promise()
        self._waiting.put((work, promise))
        answer: Answer = promise.wait()
        return answer

    def stop(self) -> None:
        if self._thread is not None:
            self._waiting.put(_STOP)
            self._thread.join(timeout=10)
            self._thread = None
        self._connections.close()

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

    def _commit(self, together: list[tuple[Work, _Promise]]) -> None:
        try:
            self._connections.run(lambda db: _run_each(db, together))
        except Exception as fault:  # noqa: BLE001 - a failed COMMIT belongs to everyone who waited for it
            for _, promise in together:
                promise.fault = fault
        for _, promise in together:
            promise.settle()


def _run_each(db: Connection, together: list[tuple[Work, _Promise]]) -> None:
    for work, promise in together:
        _run_one(db, work, promise)


def _run_one(db: Connection, work: Work, promise: _Promise) -> None:
    """Run one work in a savepoint; its waiter is told after the COMMIT."""
    driver: Any = db.connection.dbapi_connection
    driver.execute("SAVEPOINT one")
    try:
        promise.answer = work(db)
    except BaseException as fault:  # noqa: BLE001 - carried to the thread that waits for it
        driver.execute("ROLLBACK TO one")
        driver.execute("RELEASE one")
        promise.fault = fault
        return
    driver.execute("RELEASE one")
