from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.health import SWEEPER, register_health
from app.sweeper import PROCESS
from ticket_store.engine import Store
from ticket_store.migrate import downgrade, head, upgrade
from ticket_store.vital_signs import write_heartbeat

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


def looked_at(store: Store, redis_url: str | None = None) -> FlaskClient:
    app = Flask("web")
    register_health(app, store=store, redis_url=redis_url, clock=lambda: NOW)
    return app.test_client()


@pytest.fixture
def migrated(database_url: str) -> Iterator[Store]:
    upgrade(database_url)
    store = Store(database_url)
    yield store
    store.close()


def test_a_process_is_alive_whatever_became_of_its_database() -> None:
    answer = looked_at(Store("postgresql://nobody@127.0.0.1:1/nothing")).get("/healthz")
    assert (answer.status_code, answer.text) == (200, "alive\n")


def test_it_is_ready_when_the_database_is_there_and_migrated(migrated: Store) -> None:
    migrated.write(lambda tx: write_heartbeat(tx, PROCESS, NOW - timedelta(seconds=3)))
    answer = looked_at(migrated).get("/readyz")
    assert answer.status_code == 200
    assert answer.json == {
        "ready": True,
        "checks": {
            "database": {"good": True, "says": "answers"},
            "migrations": {"good": True, "says": f"at {head()}"},
            "sweeper": {"good": True, "says": "last heard of 3 s ago"},
            "redis": {"good": True, "says": "not set up: the sweeper does the work every two seconds"},
        },
    }


def test_a_database_that_is_not_migrated_is_not_ready_and_says_what_to_do(
    migrated: Store, database_url: str
) -> None:
    downgrade(database_url, "base")
    answer = looked_at(migrated).get("/readyz")
    assert answer.status_code == 503
    assert answer.json["ready"] is False
    migrations = answer.json["checks"]["migrations"]
    assert migrations["says"] == f"at none, this program needs {head()}"
    assert migrations["what_to_do"] == "Run: hotline db upgrade"


def test_a_database_that_is_away_is_not_ready() -> None:
    answer = looked_at(Store("postgresql://nobody@127.0.0.1:1/nothing")).get("/readyz")
    assert answer.status_code == 503
    assert answer.json["checks"]["database"]["says"].startswith("not reached: ")


def test_a_silent_sweeper_is_told_but_calls_are_still_taken(migrated: Store) -> None:
    unheard = looked_at(migrated).get("/readyz").json
    assert (unheard["ready"], unheard["checks"]["sweeper"]["says"]) == (True, "was never heard of")
    migrated.write(lambda tx: write_heartbeat(tx, PROCESS, NOW - timedelta(seconds=31)))
    silent = looked_at(migrated).get("/readyz").json
    assert silent["ready"] is True
    assert silent["checks"]["sweeper"]["good"] is False
    assert "hotline sweeper" in silent["checks"]["sweeper"]["what_to_do"]


def test_a_redis_that_is_away_is_told_but_not_needed(migrated: Store) -> None:
    found = looked_at(migrated, "redis://127.0.0.1:1/0").get("/readyz").json
    assert found["ready"] is True
    assert found["checks"]["redis"]["says"] == "away: the sweeper does the work meanwhile"


@pytest.mark.redis
def test_a_redis_that_answers_is_told(migrated: Store, redis_url: str) -> None:
    assert looked_at(migrated, redis_url).get("/readyz").json["checks"]["redis"]["good"] is True


def test_the_sweeper_is_looked_for_under_the_name_that_it_writes() -> None:
    assert SWEEPER == PROCESS
