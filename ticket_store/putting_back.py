"""A copy takes the place of the store; what was there steps aside under a name with the time."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL, make_url

from ticket_store.backup import BackupError, run_tool

_STOP_IT = "Stop every hotline on this database first."


def put_back(database_url: str, file: Path, stamp: str) -> AbstractContextManager[str]:
    """The address of the copy while it is made ready; at the end of the block it has taken the place.

    What goes wrong in the block leaves all as it was. `stamp` names what steps aside. Raises: BackupError.
    """
    url = make_url(database_url)
    return (_sqlite_back if url.get_backend_name() == "sqlite" else _postgres_back)(url, file, stamp)


@contextmanager
def _sqlite_back(url: URL, file: Path, stamp: str) -> Iterator[str]:
    """A copy of the copy beside the place; it takes the place when all is done, in one rename."""
    place = Path(url.database or "").absolute()
    place.parent.mkdir(parents=True, exist_ok=True)
    fresh = place.with_name(f"{place.name}.restoring")
    _forget(fresh)
    try:
        shutil.copyfile(file, fresh)
        _check(fresh, file)
        yield str(url.set(database=str(fresh)).render_as_string(hide_password=False))
        _alone_on(fresh)
        if place.exists():
            _alone_on(place)
            place.rename(place.with_name(f"{place.name}.before-{stamp}"))
        with fresh.open("rb") as written:
            os.fsync(written.fileno())
        fresh.rename(place)
    finally:
        _forget(fresh)


def _check(fresh: Path, file: Path) -> None:
    try:
        with closing(sqlite3.connect(fresh)) as db:
            (said,) = db.execute("PRAGMA integrity_check").fetchone()
            known = db.execute(
                "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
            ).fetchone()[0]
    except sqlite3.Error as why:
        raise BackupError(f"{file} is no copy of a store: {why}.") from why
    if said != "ok" or not known:
        raise BackupError(f"{file} is damaged or no copy of a store ({said}). Take an older one.")


def _alone_on(database: Path) -> None:
    """Leave write-ahead logging, which only works where nobody else has it open, and empties the log."""
    try:
        with closing(sqlite3.connect(database, timeout=1)) as db:
            db.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.DatabaseError as why:
        if "locked" in str(why):
            raise BackupError(f"{database} is open in another process. {_STOP_IT}") from why


def _forget(database: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        database.with_name(database.name + ending).unlink(missing_ok=True)


@contextmanager
def _postgres_back(url: URL, file: Path, stamp: str) -> Iterator[str]:
    """What is there steps aside as a schema of its own, and comes back should anything fail."""
    _check_archive(file)
    aside = f"before_{stamp.replace('-', '_')}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    others = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    try:
        with engine.connect() as db:
            if db.execute(others).scalar_one():
                raise BackupError(f"Somebody is connected to this database. {_STOP_IT}")
            db.execute(text(f'ALTER SCHEMA public RENAME TO "{aside}"'))
            db.execute(text("CREATE SCHEMA public"))
        try:
            run_tool(
                "pg_restore",
                url,
                "--no-owner",
                "--exit-on-error",
                "--schema=public",
                "--single-transaction",
                str(file),
            )
            yield url.render_as_string(hide_password=False)
        except BaseException:
            with engine.connect() as db:
                db.execute(text("DROP SCHEMA public CASCADE"))
                db.execute(text(f'ALTER SCHEMA "{aside}" RENAME TO public'))
            raise
    finally:
        engine.dispose()


def _check_archive(file: Path) -> None:
    """Whether it is an archive at all, and a whole one. Raises: BackupError."""
    with file.open("rb") as archive:
        if archive.read(5) != b"PGDMP":
            raise BackupError(f"{file} is no archive of pg_dump. `hotline backup` makes one.")
