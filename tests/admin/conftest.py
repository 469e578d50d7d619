"""The pages on a seeded store, with a clock that stands still and a person at the browser."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from admin.back_office import BackOffice
from call_routing.line_book import LineBook
from ivr.speech import own_sentences
from tests.admin import seed
from tests.admin.one_app import pages_of
from tests.seeded import Seed, fill
from ticket_store.engine import Store

SECRET = "not a secret, but long enough"


@dataclass
class Clock:
    """Stands still until it is moved."""

    now: datetime = field(default=seed.NOW)

    def __call__(self) -> datetime:
        return self.now

    def goes_on(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class Person:
    """Somebody at a browser: keeps cookies and sends the token of each form."""

    client: FlaskClient

    def signs_in(self, agent_id: str, password: str = seed.PASSWORD) -> TestResponse:
        self.client.get("/sign-in")
        return self.posts("/sign-in", email=f"{agent_id}@sowa.example", password=password)

    def has_signed_in(self, agent_id: str) -> None:
        """As `signs_in`, without the time that a password takes."""
        now = seed.NOW.isoformat()
        with self.client.session_transaction() as session:
            session.update(
                agent_id=agent_id,
                sign_in=f"at-{agent_id}",
                stamp=seed.STAMP,
                began_at=now,
                seen_at=now,
                proven_at=now,
            )

    def opens(self, path: str, **headers: str) -> TestResponse:
        return self.client.get(path, headers=headers)

    def posts(self, path: str, **form: str) -> TestResponse:
        return self.client.post(path, data={"csrf_token": self.token(), **form})

    def token(self) -> str:
        found = re.search(r'name="csrf_token" value="([^"]+)"', self.client.get("/sign-in").text)
        assert found, "the sign-in page has lost its token"
        return found[1]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def seeds() -> tuple[Seed, ...]:
    """What fills the store of a test."""
    return seed.seed_shop, seed.seed_customers


@pytest.fixture
def office(store: Store, clock: Clock, seeds: tuple[Seed, ...]) -> BackOffice:
    fill(store, *seeds)
    return BackOffice(
        store,
        clock,
        LineBook(store),
        SECRET,
        "http://127.0.0.1",
        cookie_secure=False,
        sentences=own_sentences(),
    )


@pytest.fixture
def app(office: BackOffice) -> Flask:
    return pages_of(office)


@pytest.fixture
def stranger(app: Flask) -> Person:
    """Nobody is signed in here."""
    return Person(app.test_client())


@pytest.fixture
def agent(app: Flask) -> Person:
    """Agent One, of complaints and orders."""
    person = Person(app.test_client())
    person.has_signed_in(seed.AGENT)
    return person


@pytest.fixture
def lead(app: Flask) -> Person:
    """The team lead: agent and supervisor."""
    person = Person(app.test_client())
    person.has_signed_in(seed.LEAD)
    return person
