"""The ground under a measure: an empty database with a shop in it, and the settings of a process that uses it."""

import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from admin.shop_file.commands import read_checked
from app.serving import free_port
from app.valkey import valkey_binary, valkey_command
from bench.replayed_call import ACCOUNT, BASE, TOKEN
from ticket_store import migrate
from ticket_store.agents import agent_by_email, change_agent
from ticket_store.engine import Store, Transaction
from ticket_store.line_rows import save_line

POSTGRES = "HOTLINE_BENCH_POSTGRES_URL"
SHOP = Path(__file__).with_name("shop.yaml")
_AGENT = "ewa@bench.example"


@dataclass(frozen=True)
class Ground:
    """A database of our own that is ready for calls, and a Redis that is rung as in production."""

    database: str
    url: str
    redis_url: str

    @property
    def workers(self) -> int:
        """Web processes, as `hotline web` chooses them."""
        return 1 if self.database == "sqlite" else min(os.cpu_count() or 1, 8)

    @property
    def environment(self) -> Mapping[str, str]:
        return {
            "DATABASE_URL": self.url,
            "REDIS_URL": self.redis_url,
            "PUBLIC_BASE_URL": BASE,
            "SECRET_KEY": "k" * 48,
            "TWILIO_ACCOUNT_SID": ACCOUNT,
            "TWILIO_AUTH_TOKEN": TOKEN,
            "TWILIO_CALLS_PER_SECOND": "1000",  # the carrier's rate must not be what is measured
        }


def databases() -> list[str]:
    """What can be measured here: SQLite always, PostgreSQL where a server is named."""
    return ["sqlite", *(["postgresql"] if os.environ.get(POSTGRES) else [])]


@contextmanager
def ground(database: str) -> Iterator[Ground]:
    """An open shop: migrated, one agent on duty who is busy, so that every caller queues."""
    with tempfile.TemporaryDirectory(prefix="hotline-bench-") as folder, _redis(Path(folder)) as redis_url:
        if database == "sqlite":
            made = Ground(database, f"sqlite:///{folder}/hotline.sqlite3", redis_url)
            _open_shop(made)
            yield made
            return
        with _postgres() as url:
            made = Ground(database, url, redis_url)
            _open_shop(made)
            yield made


@contextmanager
def _postgres() -> Iterator[str]:
    server = make_url(os.environ[POSTGRES]).set(drivername="postgresql+psycopg")
    name = f"hotline_bench_{os.getpid()}_{time.time_ns() % 10**9}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as db:
        db.execute(text(f'CREATE DATABASE "{name}"'))
    try:
        yield server.set(database=name).render_as_string(hide_password=False)
    finally:
        with admin.connect() as db:
            db.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
        admin.dispose()


@contextmanager
def _redis(folder: Path) -> Iterator[str]:
    port = free_port()
    server = subprocess.Popen(valkey_command(valkey_binary(), folder, port), stdout=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.02)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(timeout=10)


def _open_shop(made: Ground) -> None:
    migrate.upgrade(made.url)
    line, faults = read_checked(SHOP.read_text(encoding="utf-8"))
    assert line is not None, faults
    now = datetime.now(UTC)

    def work(tx: Transaction) -> None:
        save_line(tx, line, actor="bench", now=now)
        agent = agent_by_email(tx.db, _AGENT)
        assert agent is not None
        busy_until = now + timedelta(days=1)
        change_agent(tx, agent.id, chosen_status="available", reachable=True, wrap_up_until=busy_until)

    store = Store(made.url)
    store.write(work)
    store.close()
