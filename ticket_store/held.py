"""Connections that stay open between transactions, each transaction run by the driver itself.

A pool that hands out, begins, commits, resets and takes back costs more than the few small statements of a
webhook. Here a connection is taken, used and put back; BEGIN, COMMIT and ROLLBACK are the driver's own.
"""

import contextlib
import queue
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

Answer = TypeVar("Answer")


class LostConnectionError(Exception):
    """The database went away in the middle of a transaction; nothing of it is kept."""


class HeldConnections:
    """At most `size` at once; made when they are first needed. `begin` is said first where it has to be said."""

    def __init__(self, engine: Engine, size: int, begin: str | None = None) -> None:
        self._engine = engine
        self._begin = begin
        self._generation = 0  # grows when one is lost: the others of its time are not trusted either
        self._free: queue.LifoQueue[tuple[int, Connection | None]] = queue.LifoQueue()
        for _ in range(size):
            self._free.put((0, None))

    def run(self, work: Callable[[Connection], Answer]) -> Answer:
        """Run `work` in one transaction and commit it.

        Raises: LostConnectionError; sqlalchemy.exc.OperationalError where none can be made; whatever `work` does.
        """
        generation, held = self._free.get()
        kept = None
        try:
            db = self._usable(generation, held)
            driver: Any = db.connection.dbapi_connection
            try:
                if self._begin:
                    driver.execute(self._begin)
                answer = work(db)
                driver.commit()
            except BaseException as fault:
                if _rolled_back(db, driver):
                    kept = db
                    raise
                self._generation += 1
                raise LostConnectionError(
                    "The database connection was lost. Is the database running? `hotline doctor` looks."
                ) from fault
            kept = db
            return answer
        finally:
            self._free.put((self._generation, kept))

    def close(self) -> None:
        """Close those that nobody uses now."""
        with contextlib.suppress(queue.Empty):
            while True:
                _, held = self._free.get_nowait()
                if held is not None:
                    held.close()

    def _usable(self, generation: int, held: Connection | None) -> Connection:
        if held is not None and generation == self._generation:
            return held
        if held is not None:
            _forget(held)
        return self._engine.connect()


def _rolled_back(db: Connection, driver: Any) -> bool:
    """Whether the transaction is undone and the connection good for another; if not, it is closed."""
    try:
        if db.in_transaction():
            db.rollback()
        driver.rollback()
    except Exception:  # noqa: BLE001 - however it says so: it is gone
        _forget(db)
        return False
    return True


def _forget(db: Connection) -> None:
    with contextlib.suppress(Exception):
        db.invalidate()
    with contextlib.suppress(Exception):
        db.close()
