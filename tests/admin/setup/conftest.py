"""Who sets the line up."""

import pytest
from flask import Flask

from admin.back_office import BackOffice
from tests.admin import seed
from tests.admin.conftest import Person

BOSS = "the-boss"


@pytest.fixture
def boss(app: Flask, office: BackOffice) -> Person:
    """An admin who takes no calls."""
    office.store.write(lambda tx: seed.seed_agent(tx, BOSS, "The Boss", ["admin"], {}))
    person = Person(app.test_client())
    person.has_signed_in(BOSS)
    return person
