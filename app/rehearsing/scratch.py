"""Scratch databases: a copy of the line without its customers, made once for each version and copied for each call.

They live in a folder of their own, readable by us alone, and go with the process. Passwords and PINs stay behind.
"""

import shutil
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from itertools import count
from pathlib import Path

from ticket_store.engine import Store
from ticket_store.line import Line
from ticket_store.line_rows import LineMissingError, line_version, save_line
from ticket_store.schema import metadata
from ticket_store.scratch.copying import put_rows, quick_store, rows_of_line

_MOST_KEPT = 4  # the line as it is and a few drafts


@dataclass(frozen=True)
class _Kept:
    """`since` is the half-hour in which it was made: handling times change through the day."""

    version: int
    since: datetime
    draft: Line | None
    path: Path


@dataclass
class Scratch:
    """The copies of one store. Used by one rehearsal at a time."""

    store: Store
    _kept: list[_Kept] = field(default_factory=list)
    _folder: Path | None = None
    _numbers: Iterator[int] = field(default_factory=count)

    @contextmanager
    def copy(self, draft: Line | None, now: datetime) -> Iterator[Store]:
        """A store of one's own with the line, for one call; gone afterwards.

        Raises: LineMissingError, before the first line.
        """
        template = self._template(draft, now)
        path = self._new_path()
        shutil.copyfile(template, path)
        opened = quick_store(path)
        try:
            yield opened
        finally:
            opened.close()
            _remove(path)

    def _template(self, draft: Line | None, now: datetime) -> Path:
        version = self.store.read(line_version)
        if version == 0:
            raise LineMissingError("The store holds no shop yet. Run `hotline shop apply FILE` first.")
        since = now.replace(minute=now.minute // 30 * 30, second=0, microsecond=0)
        for kept in self._kept:
            if (kept.version, kept.since) == (version, since) and kept.draft == draft and kept.path.exists():
                return kept.path
        made = _Kept(version, since, draft, self._make(draft, now))
        self._kept.append(made)
        for old in self._kept[:-_MOST_KEPT]:
            _remove(old.path)
        del self._kept[:-_MOST_KEPT]
        return made.path

    def _make(self, draft: Line | None, now: datetime) -> Path:
        path = self._new_path()
        path.write_bytes(_empty())
        rows = self.store.read(rows_of_line)
        opened = quick_store(path)
        opened.write(lambda tx: put_rows(tx.db, rows))
        if draft is not None:
            opened.write(lambda tx: save_line(tx, draft, actor="rehearsal", now=now))
        opened.close()
        return path

    def _new_path(self) -> Path:
        if self._folder is None or not self._folder.exists():  # systems clear away what nobody used for days
            self._folder = Path(tempfile.mkdtemp(prefix="hotline-rehearsal-"))
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        return self._folder / f"{next(self._numbers)}.sqlite3"


@cache
def _empty() -> bytes:
    """A database with all tables and no row: making the tables costs more than a whole call."""
    with tempfile.TemporaryDirectory(prefix="hotline-rehearsal-") as folder:
        path = Path(folder) / "empty.sqlite3"
        opened = quick_store(path)
        metadata.create_all(opened.engine)
        opened.close()
        return path.read_bytes()


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
