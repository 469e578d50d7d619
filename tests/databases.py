"""Databases to test on: SQLite files where files are quickest, PostgreSQL on the server that is named."""

import os
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from ticket_store.schema import metadata

SERVER = "HOTLINE_TEST_POSTGRES_URL"
IN_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a disk would take half of the time


def make_tables(url: str) -> None:
    engine = create_engine(url)
    metadata.create_all(engine)
    engine.dispose()


def create_postgres(name: str, template: str = "template1") -> str:
    """Make a database on the server; its address."""
    return _on_the_server(f'CREATE DATABASE "{name}" TEMPLATE "{template}"', name)


def drop_postgres(name: str) -> None:
    """Gone, whoever is still connected."""
    _on_the_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', name)


def _on_the_server(statement: str, name: str) -> str:
    """Run it; the address of the database of that name."""
    server = make_url(os.environ[SERVER]).set(drivername="postgresql+psycopg")
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as db:
        db.execute(text(statement))
    admin.dispose()
    return server.set(database=name).render_as_string(hide_password=False)
