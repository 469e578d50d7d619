"""The API on a store with a small shop, and a client that shows a token."""

from collections.abc import Callable
from datetime import datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from admin.api.door import register_api
from admin.back_office import BackOffice
from call_routing.line_book import LineBook
from tests.admin.api.seed import NOON, set_up_line
from tests.seeded import fill
from ticket_store.engine import Store
from ticket_store.tokens import create_token


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(store: Store, clock: Callable[[], datetime]) -> BackOffice:
    fill(store, set_up_line)
    return BackOffice(
        store, clock, LineBook(store), secret_key="not a secret", public_base_url="http://localhost"
    )


@pytest.fixture
def app(office: BackOffice) -> Flask:
    app = Flask("pages")
    app.add_url_rule("/", "home", lambda: "the pages")
    register_api(app, office)
    return app


@pytest.fixture
def stranger(app: Flask) -> FlaskClient:
    """A client without a token."""
    return app.test_client()


@pytest.fixture
def token(store: Store) -> str:
    return store.write(lambda tx: create_token(tx, "test", NOON))


@pytest.fixture
def api(app: Flask, token: str) -> FlaskClient:
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    return client
