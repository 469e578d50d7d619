"""Somebody who reads reports, in a shop with two days of calls behind it."""

import pytest

from tests.admin import figures_seed
from tests.admin.conftest import Person
from ticket_store.engine import Store


@pytest.fixture
def reader(lead: Person, store: Store) -> Person:
    """The team lead, with figures to read, in English."""
    store.write(figures_seed.figures)
    lead.posts("/language", language="en")
    return lead
