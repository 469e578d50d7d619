"""The small shop with menus, numbers and rehearsals, and its boss at the pages."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from admin.back_office import BackOffice
from admin.door import register_pages
from app.rehearsing.on_demand import RehearsalOnDemand
from call_routing.line_book import LineBook
from tests.admin import seed
from tests.admin.conftest import SECRET, Clock, Person
from tests.admin.setup.conftest import BOSS
from tests.admin.setup.menus.shop import set_up
from ticket_store.engine import Store


@pytest.fixture(scope="module")
def pages_office(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[BackOffice]:
    """One shop for the tests of a file: pages are compiled once, and rehearsals leave the shop as it is.

    On SQLite, since a rehearsal is played on it whatever the shop's own database is.
    """
    path = tmp_path_factory.mktemp("shop") / "hotline.sqlite3"
    shutil.copyfile(sqlite_template, path)
    store, clock = Store(f"sqlite:///{path}"), Clock()
    seed.seed_shop(store)
    seed.seed_customers(store)
    set_up(store)
    store.write(lambda tx: seed.seed_agent(tx, BOSS, "The Boss", ["admin"], {}))
    made = BackOffice(store, clock, LineBook(store), SECRET, "http://127.0.0.1", cookie_secure=False)
    yield replace(made, rehearse=RehearsalOnDemand(store, clock))
    store.close()


@pytest.fixture(scope="module")
def caller(pages_office: BackOffice) -> Person:
    """The boss, who rehearses calls."""
    app = Flask("pages", static_folder=None)
    register_pages(app, pages_office)
    person = Person(app.test_client())
    person.has_signed_in(BOSS)
    return person
