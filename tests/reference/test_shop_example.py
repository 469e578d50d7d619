"""The example shop file that stands beside the project loads as it is."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from admin.shop_file.commands import Outcome, apply_file, export, read_checked
from ticket_store.engine import Store
from ticket_store.line import ToDepartment
from ticket_store.line_rows import load_line

pytestmark = pytest.mark.reference
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def example(reference_dir: Path) -> Path:
    return reference_dir.parent / "shop.example.yaml"


def test_the_example_has_neither_faults_nor_warnings(example: Path) -> None:
    line, faults = read_checked(example.read_text(encoding="utf-8"))
    assert faults == ()
    assert line is not None
    assert list(line.menus["main"].keys) == ["1", "2", "3", "8", "9", "0"]


def test_the_example_is_applied_exported_and_applied_again(
    store: Store, example: Path, tmp_path: Path
) -> None:
    def apply(path: Path) -> Outcome:
        return apply_file(store, path, actor="shop file", now=NOW, ask=None, say=lambda _: None)

    assert apply(example) == Outcome.APPLIED
    assert store.read(load_line).menus["main"].keys["0"] == ToDepartment("orders")
    exported = tmp_path / "exported.yaml"
    exported.write_text(export(store), encoding="utf-8")
    assert apply(exported) == Outcome.UNCHANGED
    assert apply(example) == Outcome.UNCHANGED
