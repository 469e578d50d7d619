"""Brings a database to a revision of the schema, up and down, with everything already stored in it.

Alembic is only imported when there is something to do: a process that starts on a ready database pays
one SELECT.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine import make_url

from ticket_store.engine import Store, Transaction

if TYPE_CHECKING:
    from alembic.config import Config

_HERE = Path(__file__).parent / "migrations"
_LOCK = 7_467_001  # any number of our own: PostgreSQL lets one process migrate at a time


class UnknownRevisionError(ValueError):
    """The database cannot be brought there: no migration of this program has that name."""


@cache
def head() -> str:
    """The newest revision that this version of the program knows: the number of the last file."""
    return max(file.name.split("_", 1)[0] for file in (_HERE / "versions").glob("[0-9]*.py"))


def upgrade(url: str, revision: str = "head") -> bool:
    """Bring the database at `url` up to `revision`; False when it was there already.

    A SQLite file and its folder are made where they are missing. Roll-ups that the database has not had are filled.

    Raises:
        sqlalchemy.exc.OperationalError: the database cannot be reached.
        UnknownRevisionError: it is newer than this program, or `revision` does not exist.
    """
    _make_folder(url)
    with _connection(url) as db:
        if _revision_of(db) == (head() if revision == "head" else revision):
            return False
        _run(db, revision, up=True)
    return True


def downgrade(url: str, revision: str = "-1") -> None:
    """Take the database back to `revision` ("base" leaves no table); tables that go lose their rows."""
    with _connection(url) as db:
        _run(db, revision, up=False)


def current(url: str) -> str | None:
    """The revision that the database at `url` is at; None for an empty one or a missing SQLite file."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and not Path(parsed.database or "").exists():
        return None
    with _connection(url) as db:
        return _revision_of(db)


def _run(db: Connection, revision: str, *, up: bool) -> None:
    from alembic import command  # noqa: PLC0415 - 0.2 s that a ready database does not need
    from alembic.util import CommandError  # noqa: PLC0415 - as above

    go = command.upgrade if up else command.downgrade
    try:
        go(_config(db), revision)
    except CommandError as why:
        raise UnknownRevisionError(
            f"There is no way from {_revision_of(db) or 'an empty database'} to {revision}: {why}. "
            f"This program knows the revisions up to {head()}."
        ) from why
    if up and _revision_of(db) == head():
        from ticket_store.reporting.rebuilding import rebuild_if_empty  # noqa: PLC0415 - as above

        rebuild_if_empty(Transaction(db))
    db.commit()


def _config(db: Connection) -> "Config":
    from alembic.config import Config  # noqa: PLC0415 - as above

    config = Config()
    config.set_main_option("script_location", str(_HERE).replace("%", "%%"))
    config.attributes["connection"] = db
    return config


def _revision_of(db: Connection) -> str | None:
    if not inspect(db).has_table("alembic_version"):
        return None
    return db.execute(text("SELECT version_num FROM alembic_version")).scalar()


@contextmanager
def _connection(url: str) -> Iterator[Connection]:
    """A connection whose whole use is one transaction, alone among migrating processes."""
    store = Store(url)
    try:
        with store.engine.connect() as db:
            if store.is_sqlite:
                # Copying a table must not cascade; the switch works only outside a transaction.
                db.connection.cursor().execute("PRAGMA foreign_keys=OFF")
            else:
                db.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            yield db
    finally:
        store.close()


def _make_folder(url: str) -> None:
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
