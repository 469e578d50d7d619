import pytest

from tests.admin.setup.menus.shop import set_up
from tests.seeded import Seed


@pytest.fixture
def seeds(seeds: tuple[Seed, ...]) -> tuple[Seed, ...]:
    """With menus and numbers."""
    return *seeds, set_up
