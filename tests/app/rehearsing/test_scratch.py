"""Where the copies for rehearsals lie, how long, and who can read them."""

import gc
import shutil
import tempfile
from pathlib import Path

import pytest

from app.rehearsing.scratch import Scratch
from tests.app.rehearsing.conftest import TUESDAY_NOON
from ticket_store.engine import Store
from ticket_store.line_rows import line_version


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the system for what is kept for a while, empty."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def play(scratch: Scratch) -> int:
    with scratch.copy(None, TUESDAY_NOON) as copy:
        return copy.read(line_version)


def test_after_a_call_nothing_of_its_caller_is_left_and_nobody_else_can_look(
    stored: Store, temporary: Path
) -> None:
    scratch = Scratch(stored)
    play(scratch)
    (folder,) = temporary.iterdir()
    assert folder.stat().st_mode & 0o777 == 0o700
    assert len(list(folder.iterdir())) == 1, "the copy of the line alone"


def test_the_folder_goes_with_whoever_made_it(stored: Store, temporary: Path) -> None:
    scratch = Scratch(stored)
    play(scratch)
    del scratch
    gc.collect()
    assert not list(temporary.iterdir())


def test_a_folder_that_the_system_has_cleared_away_is_made_anew(stored: Store, temporary: Path) -> None:
    scratch = Scratch(stored)
    play(scratch)
    shutil.rmtree(next(temporary.iterdir()))
    assert play(scratch) == stored.read(line_version)
