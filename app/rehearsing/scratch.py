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
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, event, func, insert, select

from ticket_store import schema
from ticket_store.engine import Store
from ticket_store.line import Line
from ticket_store.line_rows import LineMissingError, line_version, save_line
from ticket_store.schema import metadata

_MOST_KEPT = 4  # the line as it is and a few drafts
_WHOLE = (
    *(schema.shop, schema.hours, schema.closure, schema.department, schema.did, schema.prompt),
    *(schema.incident, schema.handling),
)
_OF_AGENT = ("id", "email", "name", "roles", "languages", "rings", "active", "deputy", "talks", "talks_on")
_NO_PIN = "!"  # that there is one matters, since it is asked for; none is ever right


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
            if (kept.version, kept.since) == (version, since) and kept.draft == draft:
                return kept.path
        made = _Kept(version, since, draft, self._make(draft, now))
        self._kept.append(made)
        for old in self._kept[:-_MOST_KEPT]:
            _remove(old.path)
        del self._kept[:-_MOST_KEPT]
        return made.path

    def _make(self, draft: Line | None, now: datetime) -> Path:
        path = self._new_path()
        rows = self.store.read(_rows_of_line)
        opened = quick_store(path)
        metadata.create_all(opened.engine)
        opened.write(lambda tx: put_rows(tx.db, rows))
        if draft is not None:
            opened.write(lambda tx: save_line(tx, draft, actor="rehearsal", now=now))
        opened.close()
        return path

    def _new_path(self) -> Path:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="hotline-rehearsal-"))
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        return self._folder / f"{next(self._numbers)}.sqlite3"


def quick_store(path: Path) -> Store:
    """A store that need not survive a power cut, nor refuse rows whose surroundings were not copied."""
    opened = Store(f"sqlite:///{path}")

    @event.listens_for(opened.engine, "connect")
    def hurry(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA foreign_keys=OFF")

    return opened


Rows = list[tuple[Table, list[dict[str, Any]]]]


def _rows_of_line(db: Connection) -> Rows:
    """The line with its newest menus and its people, all of them off duty."""
    rows = [(table, all_of(db, select(table))) for table in _WHOLE]
    newest = select(func.max(schema.menu_version.c.number)).scalar_subquery()
    menus = select(schema.menu_version).where(schema.menu_version.c.number == newest)
    people = select(*(schema.agent.c[name] for name in _OF_AGENT), schema.agent.c.pin_hash)
    agents = [
        {**row, "pin_hash": row["pin_hash"] and _NO_PIN, "chosen_status": "offline", "reachable": True}
        for row in all_of(db, people)
    ]
    skills = [{**row, "ready_at": None} for row in all_of(db, select(schema.agent_department))]
    rest = (
        (schema.menu_version, all_of(db, menus)),
        (schema.agent, agents),
        (schema.agent_department, skills),
    )
    return [*rows, *rest]


def all_of(db: Connection, query: Any) -> list[dict[str, Any]]:
    return [dict(row) for row in db.execute(query).mappings()]


def put_rows(db: Connection, rows: Rows) -> None:
    for table, found in rows:
        if found:
            db.execute(insert(table), found)


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
