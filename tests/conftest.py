"""Fixtures of the whole suite: an empty store on each database."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright
from sqlalchemy import NullPool, create_engine, text
from sqlalchemy.exc import DBAPIError

from tests.databases import SERVER, create_postgres, drop_postgres, make_tables
from ticket_store.engine import Store
from ticket_store.schema import metadata

POSTGRES_URL = os.environ.get(SERVER)
DATABASES = ["sqlite", *(["postgres"] if POSTGRES_URL else [])]


CHROMIUM = os.environ.get("HOTLINE_TEST_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",  # a small /dev/shm, as in many containers, ends pages
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class OpenChromium:
    """One real Chromium for all tests of this process, opened anew where it has died: one crash is one fault."""

    def __init__(self, playwright: Playwright, *arguments: str) -> None:
        self._playwright = playwright
        self._arguments = arguments
        self._opened: Browser | None = None

    def another(self, *arguments: str) -> "OpenChromium":
        """A second one beside it, with these arguments, too."""
        return OpenChromium(self._playwright, *arguments)

    def browser(self) -> Browser:
        if self._opened is None or not self._opened.is_connected():
            self._opened = self._playwright.chromium.launch(
                executable_path=CHROMIUM, args=[*QUIET, *self._arguments]
            )
        return self._opened

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()


@pytest.fixture(scope="session")
def open_chromium() -> Iterator[OpenChromium]:
    """Playwright runs its loop in this thread until the end."""
    with sync_playwright() as playwright:
        opened = OpenChromium(playwright)
        yield opened
        opened.close()


@pytest.fixture
def chromium(open_chromium: OpenChromium) -> Browser:
    return open_chromium.browser()


def pytest_report_header() -> str:
    if POSTGRES_URL:
        return "databases: SQLite and PostgreSQL"
    return f"databases: SQLite only (set {SERVER} to a PostgreSQL server to test both)"


def _own_name(nodeid: str) -> str:
    return f"hotline_{os.getpid()}_{abs(hash(nodeid)) % 10**9}"


@pytest.fixture(params=DATABASES)
def database(request: pytest.FixtureRequest) -> str:
    """Which database: each test that uses it runs on all there are."""
    return str(request.param)


@pytest.fixture
def database_url(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of our own, without tables."""
    if database == "sqlite":
        yield f"sqlite:///{tmp_path / 'hotline.sqlite3'}"
        return
    name = _own_name(request.node.nodeid)
    yield create_postgres(name)
    drop_postgres(name)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with all tables, copied for each test: making them anew costs more than most tests."""
    path = tmp_path_factory.mktemp("template") / "hotline.sqlite3"
    make_tables(f"sqlite:///{path}")
    return path


class KeptDatabase:
    """One PostgreSQL database for all tests of this process, emptied before each: creating one takes half a second."""

    def __init__(self) -> None:
        self._name = f"hotline_kept_{os.getpid()}"
        self._url: str | None = None

    def emptied(self) -> str:
        """Its address; made anew where a test has dropped its tables."""
        if self._url is not None:
            try:
                self._empty(self._url)
            except DBAPIError:
                self.drop()
        if self._url is None:
            self._url = create_postgres(self._name)
            make_tables(self._url)
        return self._url

    def drop(self) -> None:
        if self._url is not None:
            drop_postgres(self._name)
        self._url = None

    @staticmethod
    def _empty(url: str) -> None:
        """No row, no sequence used, nobody else connected. The order of foreign keys is no matter to a replica."""
        engine = create_engine(url, poolclass=NullPool)
        tables = (str(table.delete()) for table in metadata.tables.values())
        sequences = (f'ALTER SEQUENCE "{one}" RESTART' for one in metadata._sequences)
        with engine.begin() as db:
            db.execute(text(_LEAVE))
            db.execute(text("; ".join(["SET session_replication_role = replica", *tables, *sequences])))


_LEAVE = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@pytest.fixture(scope="session")
def kept_postgres() -> Iterator[KeptDatabase]:
    kept = KeptDatabase()
    yield kept
    kept.drop()


@pytest.fixture
def store(database: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store with all tables."""
    if database == "sqlite":
        path = tmp_path / "hotline.sqlite3"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        url = f"sqlite:///{path}"
    else:
        url = request.getfixturevalue("kept_postgres").emptied()
    opened = Store(url)
    yield opened
    opened.close()
