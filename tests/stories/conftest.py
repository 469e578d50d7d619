"""The world of the stories, on each database."""

from collections.abc import Iterator

import pytest

from tests.stories.world import World, world
from ticket_store.engine import Store


@pytest.fixture(params=["sqlite"])
def database(request: pytest.FixtureRequest) -> str:
    """One database: what it decides is tested in `ticket_store` and in the races. Some stories ask for both."""
    return str(request.param)


@pytest.fixture
def shop(store: Store) -> Iterator[World]:
    """A shop on a Tuesday at noon, nobody on duty yet."""
    with world(store) as made:
        yield made
        made.figures_agree()
