"""The sweeper: each round looks at everything, and gives a sign of life."""

import logging
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app import sweeper
from app.settings import Settings, load
from app.sweeper import Sweeper
from app.wiring import House, build_house
from tests.admin.api.seed import LINE
from tests.app.test_settings import GOOD
from ticket_store.engine import Store
from ticket_store.line_rows import save_line
from ticket_store.vital_signs import last_heard_of

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)


@pytest.fixture
def house(store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[House]:
    monkeypatch.chdir(tmp_path)
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("DATABASE_URL", store.url.render_as_string(hide_password=False))
    monkeypatch.delenv("REDIS_URL", raising=False)
    built = build_house(load(Settings), clock=lambda: NOON)
    yield built
    built.store.close()


def seen(house: House) -> datetime | None:
    return house.store.read(lambda db: last_heard_of(db, sweeper.PROCESS))


def test_each_round_ends_with_a_sign_of_life(house: House) -> None:
    looking = Sweeper(house)
    looking.look_once()
    looking.look_once()
    assert seen(house) == NOON


def test_one_part_that_fails_does_not_keep_the_others(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(_desk: object) -> int:
        raise RuntimeError("the carrier is strange today")

    monkeypatch.setattr(sweeper, "carry_out_due", break_down)
    Sweeper(house).look_once()
    assert "could not carry out what is due" in caplog.text
    assert seen(house) == NOON


def test_an_outage_is_told_once_and_so_is_its_end(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def break_down(_desk: object) -> int:
        raise RuntimeError("the carrier is strange today")

    house.store.write(lambda tx: save_line(tx, LINE, actor="tests", now=NOON))
    caplog.set_level(logging.INFO, "app.sweeper")
    looking = Sweeper(house)
    with monkeypatch.context() as outage:
        outage.setattr(sweeper, "carry_out_due", break_down)
        looking.look_once()
        looking.look_once()
    looking.look_once()
    looking.look_once()
    told = [record.getMessage() for record in caplog.records if "carry out" in record.getMessage()]
    assert len(told) == 2
    assert told[1] == "The sweeper could carry out what is due again."


def test_before_the_first_shop_it_says_what_to_do(house: House, caplog: pytest.LogCaptureFixture) -> None:
    Sweeper(house).look_once()
    assert "hotline shop apply" in caplog.text
    assert "Traceback" not in caplog.text


def test_it_stops_when_it_is_told(house: House) -> None:
    stop = threading.Event()
    stop.set()
    Sweeper(house).serve(stop)
    assert seen(house) is None
