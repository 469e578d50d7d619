"""Empty databases for soaks, made from one template a process."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from ticket_store.schema import metadata

SERVER = "HOTLINE_TEST_POSTGRES_URL"
IN_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a disk would take half of the time
_numbers = count()


def databases(wanted: str | None = None) -> list[str]:
    """What can be played on here: SQLite always, PostgreSQL where a server is named; only `wanted` if given."""
    if wanted == "postgresql" and not os.environ.get(SERVER):
        raise SystemExit(f"{SERVER} is not set: name a PostgreSQL server on which databases can be made.")
    there = ["sqlite", *(["postgresql"] if os.environ.get(SERVER) else [])]
    return [name for name in there if wanted in {None, name}]


@contextmanager
def empty_database(database: str) -> Iterator[str]:
    """The address of a database with all tables and no rows, gone afterwards."""
    if database == "sqlite":
        with tempfile.TemporaryDirectory(prefix="hotline-soak-", dir=IN_MEMORY) as folder:
            yield f"sqlite:///{shutil.copy(_sqlite_template(), folder)}"
        return
    name = f"hotline_soak_{os.getpid()}_{next(_numbers)}"
    yield _create(name, _postgres_template())
    _drop(name)


@cache
def _sqlite_template() -> Path:
    folder = tempfile.mkdtemp(prefix="hotline-soak-", dir=IN_MEMORY)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = Path(folder) / "hotline.sqlite3"
    _make_tables(f"sqlite:///{path}")
    return path


@cache
def _postgres_template() -> str:
    name = f"hotline_soak_template_{os.getpid()}"
    _make_tables(_create(name, "template1"))
    atexit.register(_drop, name)
    return name


def _make_tables(url: str) -> None:
    engine = create_engine(url)
    metadata.create_all(engine)
    engine.dispose()


def _create(name: str, template: str) -> str:
    return _on_the_server(f'CREATE DATABASE "{name}" TEMPLATE "{template}"', name)


def _drop(name: str) -> str:
    return _on_the_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', name)


def _on_the_server(statement: str, name: str) -> str:
    """Run it; the address of the database of that name."""
    server = make_url(os.environ[SERVER]).set(drivername="postgresql+psycopg")
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as db:
        db.execute(text(statement))
    admin.dispose()
    return server.set(database=name).render_as_string(hide_password=False)
