"""The pages served over loopback, and a real Chromium to look at them."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect
from werkzeug.serving import make_server

from admin.back_office import BackOffice
from admin.door import register_pages
from admin.softphone_token import SoftphoneKeys
from app.rehearsing.on_demand import RehearsalOnDemand
from call_routing.line_book import LineBook
from ivr.closed_words import closed_sentences
from ivr.speech import own_sentences
from tests.admin import seed
from tests.admin.conftest import SECRET, Clock
from ticket_store.engine import Store
from ticket_store.schema import metadata

UNREACHED = ("Failed to load resource", "htmx: htmx:error: Failed to fetch")


expect.set_options(timeout=20_000)  # a page that polls looks every 3 s; a busy machine takes its time


@dataclass
class House:
    """Pages in the air: where they are, and the store behind them."""

    address: str
    store: Store
    clock: Clock


@pytest.fixture
def softphone() -> SoftphoneKeys | None:
    """What makes browsers telephones; a test that wants them has a fixture of its own."""
    return None


@pytest.fixture
def host() -> str:
    """How browsers call the house; passkeys want a name."""
    return "127.0.0.1"


@pytest.fixture
def house(tmp_path: Path, clock: Clock, softphone: SoftphoneKeys | None, host: str) -> Iterator[House]:
    """A seeded shop on SQLite, served by threads, without a live process: pages poll."""
    store = Store(f"sqlite:///{tmp_path / 'hotline.sqlite3'}")
    metadata.create_all(store.engine)
    seed.seed_shop(store)
    seed.seed_customers(store)
    app = Flask("pages", static_folder=None)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    address = f"http://{host}:{server.server_port}"
    office = BackOffice(
        store,
        clock,
        LineBook(store),
        SECRET,
        address,
        cookie_secure=False,
        softphone=softphone,
        simulated=True,
        sentences=own_sentences(),
        rehearse=RehearsalOnDemand(store, clock),
        when_closed=closed_sentences,
    )
    register_pages(app, office)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield House(address, store, clock)
    server.shutdown()
    thread.join()
    server.server_close()
    store.close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    with chromium.new_context(locale="en", viewport={"width": 1440, "height": 900}) as made:
        yield made


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that fails the test when a script or the content policy complains.

    A request that failed is no complaint: tests fail them on purpose.
    """
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda fault: complaints.append(str(fault)))
    opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield opened
    assert [one for one in complaints if not one.startswith(UNREACHED)] == []


def sign_in(page: Page, house: House, agent_id: str = seed.AGENT) -> None:
    page.goto(f"{house.address}/sign-in")
    page.get_by_label("E-mail address").fill(f"{agent_id}@sowa.example")
    page.get_by_label("Password").fill(seed.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/desk")
