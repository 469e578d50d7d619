"""The database behind one small door: `store.write(work)` and `store.read(work)`.

A door hands in its whole work as one function; the store opens the one transaction, commits it, and only
then rings the bell for what must happen outside. Nobody below a door commits.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from ticket_store.held import HeldConnections, LostConnectionError
from ticket_store.writer import Writer

Answer = TypeVar("Answer")
_TRIES = 3  # after a lost connection, a serialization failure or a deadlock, the whole transaction again


class Bell(Protocol):
    """Told after a commit: which outbox rows wait, and which topics changed for the pages that watch."""

    def ring(self, outbox: tuple[str, ...], topics: frozenset[str]) -> None: ...


class SilentBell:
    """Rings nobody: the sweeper finds the work by itself."""

    def ring(self, outbox: tuple[str, ...], topics: frozenset[str]) -> None:
        del outbox, topics


@dataclass(slots=True)
class Transaction:
    """One transaction under way. `topics` and `outbox` are told to the bell after the commit.

    `at_the_end` holds what is still to be written before it, from all that was done: a function, and what it
    is about.
    """

    db: Connection
    topics: set[str] = field(default_factory=set)
    outbox: list[str] = field(default_factory=list)
    at_the_end: "dict[Callable[[Transaction, dict[Any, Any]], None], dict[Any, Any]]" = field(
        default_factory=dict
    )


class Store:
    """All that is remembered. One for a process; made after a fork, never before."""

    def __init__(self, url: str, *, bell: Bell | None = None, pool_size: int = 16) -> None:
        self.url = make_url(url)
        self.bell: Bell = bell or SilentBell()
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite(self.url) if self.is_sqlite else _postgres(self.url, pool_size)
        self._reading = _sqlite(self.url, read_only=True) if self.is_sqlite else self.engine
        self._writer = Writer(self.engine) if self.is_sqlite else None
        self._held = HeldConnections(self.engine, pool_size)
        self._driver_error: type[Exception] = self.engine.dialect.loaded_dbapi.Error

    def write(self, work: Callable[[Transaction], Answer]) -> Answer:
        """Run `work` in one transaction and commit it; then ring the bell.

        `work` may run twice (after a lost connection), so it must do nothing outside the database.
        On SQLite the works of all threads are committed together by one writer thread.
        """
        made: list[Transaction] = []

        def run(db: Connection) -> Answer:
            tx = Transaction(db)
            made.append(tx)
            answer = work(tx)
            for write, about in tx.at_the_end.items():
                write(tx, about)
            return answer

        answer = self._writer.run(run) if self._writer else self._run_here(run)
        done = made[-1]
        if done.outbox or done.topics:
            self.bell.ring(tuple(done.outbox), frozenset(done.topics))
        return answer

    def read(self, work: Callable[[Connection], Answer]) -> Answer:
        """Run `work` on a consistent view; whatever it writes is rolled back.

        After a lost connection it is run once more, on a fresh one.
        """
        try:
            return self._look(work)
        except LostConnectionError:
            return self._look(work)

    def _look(self, work: Callable[[Connection], Answer]) -> Answer:
        with self._reading.connect() as db:
            try:
                return work(db)
            except (DBAPIError, self._driver_error) as fault:
                cut = isinstance(fault, DBAPIError) and fault.connection_invalidated
                if not cut and not getattr(db.connection.dbapi_connection, "closed", False):
                    raise
                db.invalidate()  # and with it all that were open at the same time
                raise LostConnectionError("The database connection was lost while reading.") from fault

    def close(self) -> None:
        if self._writer:
            self._writer.stop()
        self._held.close()
        self._reading.dispose()
        self.engine.dispose()

    def _run_here(self, work: Callable[[Connection], Answer]) -> Answer:
        for attempt in range(1, _TRIES + 1):
            try:
                return self._held.run(work)
            except (LostConnectionError, DBAPIError, self._driver_error) as fault:
                # Prepared statements raise the driver's own errors.
                if attempt == _TRIES or not _worth_another_try(fault):
                    raise
        raise AssertionError("unreachable: the last try returns or raises")


def is_store_fault(fault: BaseException) -> bool:
    """Whether the database itself failed (away, locked, full, read-only), and not what was asked of it in code."""
    away = (LostConnectionError, DBAPIError, PoolTimeoutError, sqlite3.Error)
    return isinstance(fault, away) or type(fault).__module__.partition(".")[0] == "psycopg"


def _worth_another_try(fault: Exception) -> bool:
    """A lost connection, a serialization failure (40001) or a deadlock (40P01)."""
    if isinstance(fault, LostConnectionError):
        return True
    return getattr(getattr(fault, "orig", fault), "sqlstate", None) in {"40001", "40P01"}


def _postgres(url: URL, pool_size: int) -> Engine:
    # Session time zone UTC; prepared statements from the second use on.
    return create_engine(
        url,
        pool_size=pool_size,
        max_overflow=pool_size,  # as many again are held for writing
        hide_parameters=True,  # a fault in the log must not carry customers' numbers
        pool_pre_ping=False,  # a dead connection is found by the statement and tried again as a whole
        connect_args={"prepare_threshold": 1, "options": "-c timezone=UTC", "connect_timeout": 5},
    )


def _sqlite(url: URL, *, read_only: bool = False) -> Engine:
    """WAL, full fsync, foreign keys. A writer begins IMMEDIATE, so it can never lose its work to a lock."""
    engine = create_engine(
        url, connect_args={"check_same_thread": False, "timeout": 10}, hide_parameters=True
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA busy_timeout=10000")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        driver: Any = connection.connection.dbapi_connection
        if not driver.in_transaction:  # a held connection has begun by itself
            driver.execute("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine
