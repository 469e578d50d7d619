import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.command_line import hotline
from tests.admin import seed
from tests.ticket_store.person_seed import NUMBER, WORDS, everything_written, seed_everything
from ticket_store.engine import Store
from ticket_store.migrate import upgrade


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Store]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HOTLINE_DATA", raising=False)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/hotline.sqlite3")
    upgrade(f"sqlite:///{tmp_path}/hotline.sqlite3")
    store = Store(f"sqlite:///{tmp_path}/hotline.sqlite3")
    seed_everything(store)
    yield store
    store.close()


def run(*words: str) -> Result:
    return CliRunner().invoke(hotline, ["erase", *words], catch_exceptions=False)


def test_it_writes_the_file_first_and_says_what_went_and_what_stays(shop: Store, tmp_path: Path) -> None:
    file = tmp_path / "maria.zip"
    result = run("600 123 456", "--export", str(file))
    assert result.exit_code == 0, result.output
    assert "1  recorded messages" in result.output
    assert "calls as figures" in result.output
    assert [word for word in WORDS if word in everything_written(shop)] == []
    with zipfile.ZipFile(file) as packed:
        assert "Maria Kowalska" in packed.read("index.html").decode()
    assert file.stat().st_mode & 0o077 == 0


def test_it_may_only_write_the_file(shop: Store, tmp_path: Path) -> None:
    assert run(NUMBER, "--only-export", "--export", str(tmp_path / "maria.zip")).exit_code == 0
    assert NUMBER in everything_written(shop)
    assert run(NUMBER, "--only-export").exit_code == 2


def test_a_file_that_cannot_be_written_keeps_it_from_erasing(shop: Store, tmp_path: Path) -> None:
    result = run(NUMBER, "--export", str(tmp_path / "nowhere" / "maria.zip"))
    assert result.exit_code == 1
    assert "Nothing was erased." in result.output
    assert NUMBER in everything_written(shop)


def test_what_is_no_number_unknown_or_on_the_line_is_said(shop: Store) -> None:
    assert "no whole number" in run("Maria").output
    assert "Nothing is known" in run("+48600999888").output
    seed.offer_call(shop)
    assert "after the talk" in run(NUMBER).output


def test_what_is_still_spooled_is_recorded_first(shop: Store, tmp_path: Path) -> None:
    spool = tmp_path / "data" / "spool"
    spool.mkdir(parents=True)
    (spool / "heard.jsonl").write_text("x")
    assert "hotline replay" in run(NUMBER).output
    assert NUMBER in everything_written(shop)
