import pytest

from admin.back_office import BackOffice
from tests.admin.setup.menus.shop import set_up


@pytest.fixture
def office(office: BackOffice) -> BackOffice:
    """With menus and numbers."""
    set_up(office.store)
    return office
