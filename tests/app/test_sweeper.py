"""The sweeper: each round looks at everything, and gives a sign of life."""

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app import sweeper
from app.settings import Settings, load
from app.wiring import House, build_house
from tests.app.test_settings import GOOD
from ticket_store.vital_signs import last_heard_of

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


@pytest.fixture
def house(store: object, database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> House:
    del store  # it has made the tables
    monkeypatch.chdir(tmp_path)
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.delenv("REDIS_URL", raising=False)
    return build_house(load(Settings), clock=lambda: NOON)


def test_each_round_ends_with_a_sign_of_life(house: House) -> None:
    sweeper.look_once(house)
    sweeper.look_once(house)
    assert house.store.read(lambda db: last_heard_of(db, sweeper.PROCESS)) == NOON


def test_one_part_that_fails_does_not_keep_the_others(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(_desk: object) -> int:
        raise RuntimeError("the carrier is strange today")

    monkeypatch.setattr(sweeper, "carry_out_due", break_down)
    sweeper.look_once(house)
    assert "could not carry out what is due" in caplog.text
    assert house.store.read(lambda db: last_heard_of(db, sweeper.PROCESS)) == NOON


def test_it_stops_when_it_is_told(house: House) -> None:
    stop = threading.Event()
    stop.set()
    sweeper.serve(house, stop)
    assert house.store.read(lambda db: last_heard_of(db, sweeper.PROCESS)) is None
