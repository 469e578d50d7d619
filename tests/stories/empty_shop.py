"""A shop of their own for stories that play many: a state machine has no fixtures."""

from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from tests.databases import IN_MEMORY, make_tables
from tests.stories.world import World, world
from ticket_store.engine import Store


@contextmanager
def empty_shop() -> Iterator[World]:
    """Nobody is on duty and nothing has happened yet; all of it is gone afterwards."""
    with TemporaryDirectory(dir=IN_MEMORY) as folder:
        url = f"sqlite:///{folder}/floor.sqlite3"
        make_tables(url)
        store = Store(url)
        try:
            with world(store) as shop:
                yield shop
        finally:
            store.close()
