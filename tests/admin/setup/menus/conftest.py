from collections.abc import Iterator

import pytest
from flask import Flask

from admin.back_office import EXTENSION, BackOffice
from admin.door import register_pages
from tests.admin.setup.menus.shop import set_up

_built: list[Flask] = []  # pages are compiled once: that takes longer than most tests here


@pytest.fixture
def office(office: BackOffice) -> BackOffice:
    """With menus and numbers."""
    set_up(office.store)
    return office


@pytest.fixture
def app(office: BackOffice) -> Iterator[Flask]:
    """The same app for all, with each test's own tray."""
    if not _built:
        _built.append(Flask("pages", static_folder=None))
        register_pages(_built[0], office)
    _built[0].extensions[EXTENSION] = office
    yield _built[0]
    del _built[0].extensions[EXTENSION]
