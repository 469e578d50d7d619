"""The pages served over loopback, and a real Chromium to look at them."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from werkzeug.serving import make_server

from admin.back_office import BackOffice
from admin.softphone_token import SoftphoneKeys
from app.rehearsing.on_demand import RehearsalOnDemand
from call_routing.line_book import LineBook
from ivr.closed_words import closed_sentences
from ivr.speech import own_sentences
from tests.admin import seed
from tests.admin.conftest import SECRET, Clock
from tests.admin.one_app import pages_of
from tests.seeded import fill
from ticket_store.engine import Store

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
def house(
    tmp_path: Path, sqlite_template: Path, clock: Clock, softphone: SoftphoneKeys | None, host: str
) -> Iterator[House]:
    """A seeded shop on SQLite, served by threads, without a live process: pages poll."""
    path = shutil.copyfile(sqlite_template, tmp_path / "hotline.sqlite3")
    store = Store(f"sqlite:///{path}")
    fill(store, seed.seed_shop, seed.seed_customers)
    office = BackOffice(
        store,
        clock,
        LineBook(store),
        SECRET,
        "http://127.0.0.1",
        cookie_secure=False,
        softphone=softphone,
        simulated=True,
        sentences=own_sentences(),
        rehearse=RehearsalOnDemand(store, clock),
        when_closed=closed_sentences,
    )
    server = make_server("127.0.0.1", 0, pages_of(office), threaded=True)
    address = f"http://{host}:{server.server_port}"
    pages_of(replace(office, public_base_url=address))
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
