from datetime import UTC, datetime
from pathlib import Path

import pytest

from admin.shop_file.commands import Outcome, apply_file
from ticket_store.engine import Store
from ticket_store.line_kept import kept_lines

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
NOW = datetime(2026, 11, 19, 12, tzinfo=UTC)


def applied(store: Store, tmp_path: Path, text: str) -> Outcome:
    path = tmp_path / "shop.yaml"
    path.write_text(text, encoding="utf-8")
    return apply_file(store, path, actor="shop file", now=NOW, ask=None, say=lambda _: None)


def test_each_line_that_comes_by_file_is_kept_with_what_it_changed(
    store: Store, tmp_path: Path, good: str
) -> None:
    assert applied(store, tmp_path, good) is Outcome.APPLIED
    assert applied(store, tmp_path, good.replace("name: Lumi", "name: Lumi Toys")) is Outcome.APPLIED
    newest, first = store.read(kept_lines)
    assert newest.changes == ("shop: name Lumi -> Lumi Toys",)
    assert "name: Lumi\n" in first.text
    assert newest.version > first.version


def test_a_file_that_changes_nothing_keeps_nothing(store: Store, tmp_path: Path, good: str) -> None:
    applied(store, tmp_path, good)
    assert applied(store, tmp_path, good) is Outcome.UNCHANGED
    assert len(store.read(kept_lines)) == 1
