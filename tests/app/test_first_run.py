"""What `hotline run` says on an empty database, and no more once there is a line."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from admin.shop_file.reading import read_shop_file
from admin.welcome.key import opens
from app.first_run import welcome_link
from app.settings import Settings, load
from app.wiring import build_house
from tests.admin.shop_file.conftest import GOOD
from ticket_store.engine import Store
from ticket_store.line_rows import save_line
from ticket_store.schema import metadata

SECRET = "canary-secret-key"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path / 'hotline.sqlite3'}")
    metadata.create_all(store.engine)
    yield store
    store.close()


@pytest.fixture
def settings(store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Settings:
    given = {
        "DATABASE_URL": str(store.engine.url),
        "PUBLIC_BASE_URL": "https://hotline.example.com",
        "SECRET_KEY": SECRET,
        "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
        "TWILIO_AUTH_TOKEN": "canary-auth-token",
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    return load(Settings)


def test_an_empty_store_has_a_link_that_opens_the_set_up(settings: Settings) -> None:
    link = welcome_link(settings)
    assert link
    address, _, key = link.partition("?key=")
    assert address == "https://hotline.example.com/welcome"
    assert opens(SECRET, key)
    assert welcome_link(settings) == link


def test_with_a_line_there_is_no_link_any_more(settings: Settings, store: Store) -> None:
    line = read_shop_file(GOOD).line
    assert line
    now = datetime(2026, 11, 19, tzinfo=UTC)
    store.write(lambda tx: save_line(tx, line, actor="shop file", now=now))
    assert welcome_link(settings) is None


def test_the_page_that_greets_a_new_line_says_what_the_doctor_says(
    settings: Settings, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = "http://127.0.0.1:9"
    monkeypatch.setenv("PUBLIC_BASE_URL", nowhere)
    monkeypatch.setenv("TWILIO_API_BASE_URL", nowhere)
    house = build_house(load(Settings))
    assert settings.public_base_url != house.settings.public_base_url
    line = read_shop_file(GOOD).line
    assert line
    store.write(lambda tx: save_line(tx, line, actor="shop file", now=datetime(2026, 11, 19, tzinfo=UTC)))
    assert house.back_office.examine is not None
    found = {one.what: one.state for one in house.back_office.examine()}
    house.store.close()
    assert found["carrier"] == "broken"
    assert {"database", "Redis", "address"} <= set(found)
