"""The stories' shop, and rehearsals of it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from admin.rehearse import Deed, Press, Rehearsed, Setup
from admin.shop_file.commands import read_checked
from app.rehearsing.rehearsal import Rehearsal
from ticket_store.engine import Store
from ticket_store.line_rows import save_line

TUESDAY_NOON = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)  # 12:00 in Warsaw
CUSTOMER = "+48501234567"
ANNA, BORYS = "anna@sowa.example", "borys@sowa.example"
MAIN = Setup(TUESDAY_NOON, "+48221234567", CUSTOMER)
DIRECT = replace(MAIN, did_number="+48221234568")  # straight to complaints
_SHOP = Path(__file__).parents[2] / "stories" / "shop.yaml"

Play = Callable[..., Rehearsed]


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Store]:
    """A store with the shop, which rehearsals leave as it is; on SQLite, since they are played on it anyway."""
    path = tmp_path_factory.mktemp("shop") / "hotline.sqlite3"
    shutil.copyfile(sqlite_template, path)
    opened = Store(f"sqlite:///{path}")
    line, faults = read_checked(_SHOP.read_text(encoding="utf-8"))
    assert line is not None, faults
    opened.write(lambda tx: save_line(tx, line, actor="tests", now=TUESDAY_NOON))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def rehearsal(stored: Store) -> Rehearsal:
    return Rehearsal(stored, lambda: TUESDAY_NOON)


@pytest.fixture
def play(rehearsal: Rehearsal) -> Play:
    """`play(setup, "1", "hang_up")`: a press is its keys, or a deed with what belongs to it after a blank."""

    def played(setup: Setup, *presses: str) -> Rehearsed:
        return rehearsal.play(setup, [as_press(one) for one in presses])

    return played


def as_press(typed: str) -> Press:
    deed, _, what = typed.partition(" ")
    return Press(Deed(deed), what) if deed in set(Deed) else Press(Deed.KEYS, typed)
