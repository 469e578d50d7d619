"""The public face of a small shop with numbers, and a customer at its form."""

import re
from dataclasses import dataclass
from datetime import timedelta
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from admin.back_office import BackOffice
from admin.public.form_token import read_token, solve
from tests.admin import seed
from tests.admin.conftest import SECRET, Clock
from ticket_store import schema
from ticket_store.engine import Store, Transaction
from ticket_store.line import Menu, ToDepartment
from ticket_store.menu_json import menus_to_json

MAIN = Menu("main", {"1": ToDepartment("complaints"), "2": ToDepartment("orders")})


def add_numbers(tx: Transaction) -> None:
    """A Polish number with a menu, one that leads straight to complaints, and Agent One on duty."""
    seed.put(
        tx,
        schema.menu_version,
        number=1,
        menus=menus_to_json({"main": MAIN}),
        published_at=seed.NOW,
        published_by="x",
    )
    seed.put(tx, schema.did, number="+48221234567", position=0, language="pl", menu_key="main")
    seed.put(tx, schema.did, number="+420228881200", position=1, language="cs", department_key="orders")
    on_duty = update(schema.agent).where(schema.agent.c.id == seed.AGENT)
    tx.db.execute(on_duty.values(chosen_status="available"))


@dataclass
class Customer:
    """Somebody at the public pages, without an account and without cookies."""

    client: FlaskClient
    clock: Clock
    store: Store
    address: str = "198.51.100.7"

    def opens(self, path: str, language: str = "en") -> TestResponse:
        return self.client.get(path, headers={"Accept-Language": language})

    def token(self, department: str = "orders", language: str = "en") -> str:
        page = self.opens(f"/callback?department={department}", language).text
        found = re.search(r'name="token" value="([^"]+)"', page)
        assert found, "the form has lost its token"
        return unescape(found[1])

    def asks(self, number: str, *, filled_for_s: float = 20, **fields: str) -> TestResponse:
        """Fill in the form in a while, let the browser solve its sum, and send it."""
        token = fields.pop("token", None) or self.token()
        self.clock.now += timedelta(seconds=filled_for_s)
        return self.sends(number=number, **{"token": token, "proof": proof(token), **fields})

    def sends(self, **fields: str) -> TestResponse:
        form = {"department": "orders", "lang": "en", "when": "soon", **fields}
        return self.client.post("/callback", data=form, environ_base={"REMOTE_ADDR": self.address})

    def link(self, number: str) -> str:
        """The link in the note that the customer got."""
        of_number = select(schema.callback.c.token).where(schema.callback.c.customer_number == number)
        token = self.store.read(
            lambda db: db.scalars(of_number.order_by(schema.callback.c.id.desc())).first()
        )
        return f"/callback/{token}"


def proof(token: str) -> str:
    read = read_token(SECRET, token)
    return "" if read is None else solve(read)


def words(page: TestResponse) -> str:
    """What a page says, without its marks."""
    main = re.search(r"<main.*</main>", page.text, re.DOTALL)
    assert main
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main[0])).split())


@pytest.fixture
def database() -> str:
    """One database: nothing here depends on which."""
    return "sqlite"


@pytest.fixture
def customer(app: Flask, office: BackOffice, clock: Clock) -> Customer:
    office.store.write(add_numbers)
    return Customer(app.test_client(use_cookies=False), clock, office.store)
