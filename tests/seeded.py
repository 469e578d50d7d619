"""An empty store filled by functions, which on SQLite is done once: a file is copied sooner than rows are written."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from ticket_store.engine import Store

Seed = Callable[[Store], None]
_files: dict[tuple[Seed, ...], bytes] = {}


def fill(store: Store, *seeds: Seed) -> None:
    """Write what these write, one after the other, into a store with empty tables.

    A store that somebody has opened before is written to row by row: a file is not swapped under its reader.
    """
    path = Path(store.url.database or "")
    untouched = store.is_sqlite and not path.with_name(f"{path.name}-wal").exists()
    if untouched and seeds in _files:
        path.write_bytes(_files[seeds])
        return
    for seed in seeds:
        seed(store)
    if untouched:
        with sqlite3.connect(path) as db:
            _files[seeds] = db.serialize()
        db.close()
