"""A copy that is put back brings nobody back who was erased since it was made."""

from datetime import timedelta
from pathlib import Path

from app.restoring import restore
from tests.ticket_store.person_seed import JANS, NOW, NUMBER, WORDS, everything_written, seed_everything
from ticket_store import migrate
from ticket_store.backup import backup
from ticket_store.customers import customer_by_number, customer_for
from ticket_store.engine import Store
from ticket_store.privacy.erasure import erase
from ticket_store.privacy.privacy_book import erasures

LATER = NOW + timedelta(hours=1)


def put_back(url: str, file: Path, tmp_path: Path) -> Store:
    restore(url, file, tmp_path / "data", LATER)
    return Store(url)


def test_whoever_was_erased_is_erased_again_and_the_book_remembers_it(tmp_path: Path) -> None:
    url, copy = f"sqlite:///{tmp_path}/hotline.sqlite3", tmp_path / "copy.hotline"
    migrate.upgrade(url)
    store = Store(url)
    seed_everything(store)
    backup(url, copy)
    erase(store, NUMBER, NOW, actor="ada@sowa.example")
    store.close()
    for _ in range(2):  # the second time the copy knows of nothing but what was carried over
        store = put_back(url, copy, tmp_path)
        assert [word for word in WORDS if word in everything_written(store)] == []
        assert store.read(lambda db: customer_by_number(db, JANS)) is not None
        assert "ada@sowa.example" in {act.actor for act in store.read(erasures)}
        store.close()


def test_who_came_back_after_they_were_erased_is_left_alone(tmp_path: Path) -> None:
    url, copy = f"sqlite:///{tmp_path}/hotline.sqlite3", tmp_path / "copy.hotline"
    migrate.upgrade(url)
    store = Store(url)
    seed_everything(store)
    erase(store, NUMBER, NOW, actor="ada@sowa.example")
    store.write(lambda tx: customer_for(tx, NUMBER, LATER))
    backup(url, copy)
    store.close()
    store = put_back(url, copy, tmp_path)
    assert store.read(lambda db: customer_by_number(db, NUMBER)) is not None
    store.close()
