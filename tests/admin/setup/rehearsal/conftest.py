"""The small shop with menus, numbers and rehearsals."""

from dataclasses import replace

import pytest

from admin.back_office import BackOffice
from app.rehearsing.on_demand import RehearsalOnDemand
from tests.admin.setup.menus.shop import set_up


@pytest.fixture
def database() -> str:
    """One database: a rehearsal is played on SQLite whatever the shop's own is."""
    return "sqlite"


@pytest.fixture
def office(office: BackOffice) -> BackOffice:
    set_up(office.store)
    return replace(office, rehearse=RehearsalOnDemand(office.store, office.clock))
