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

from tests.databases import IN_MEMORY, SERVER, create_postgres, drop_postgres, make_tables

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
    try:
        yield create_postgres(name, _postgres_template())
    finally:
        drop_postgres(name)


@cache
def _sqlite_template() -> Path:
    folder = tempfile.mkdtemp(prefix="hotline-soak-", dir=IN_MEMORY)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = Path(folder) / "hotline.sqlite3"
    make_tables(f"sqlite:///{path}")
    return path


@cache
def _postgres_template() -> str:
    name = f"hotline_soak_template_{os.getpid()}"
    make_tables(create_postgres(name))
    atexit.register(drop_postgres, name)
    return name
