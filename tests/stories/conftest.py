"""The world of the stories, on each database."""

from collections.abc import Iterator

import pytest

from tests.stories.world import World, world
from ticket_store.engine import Store


@pytest.fixture
def shop(store: Store) -> Iterator[World]:
    """A shop on a Tuesday at noon, nobody on duty yet."""
    with world(store) as made:
        yield made
