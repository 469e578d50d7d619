"""A newcomer's ten minutes, as docs/first-line.md tells them: from an empty store to a line that can be rung."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from admin.back_office import BackOffice
from admin.examine import Checked
from admin.welcome.key import welcome_key
from call_routing.line_book import LineBook
from tests.admin.browser.conftest import House
from tests.admin.conftest import SECRET, Clock
from tests.admin.one_app import pages_of
from ticket_store.engine import Store
from ticket_store.line_rows import load_line

LINK = f"/welcome?key={welcome_key(SECRET)}"


def examine() -> list[Checked]:
    return [Checked("carrier", "warning", "1 number points elsewhere", "Run: hotline twilio connect")]


@pytest.fixture
def empty_house(tmp_path: Path, sqlite_template: Path, clock: Clock) -> Iterator[House]:
    """As `hotline run` leaves it on an empty database: migrated, and nothing in it."""
    path = shutil.copyfile(sqlite_template, tmp_path / "hotline.sqlite3")
    store = Store(f"sqlite:///{path}")
    office = BackOffice(
        store, clock, LineBook(store), SECRET, "http://127.0.0.1", cookie_secure=False, examine=examine
    )
    server = make_server("127.0.0.1", 0, pages_of(office), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield House(f"http://127.0.0.1:{server.server_port}", store, clock)
    server.shutdown()
    thread.join()
    server.server_close()
    store.close()


def goes_on(page: Page, title: str) -> None:
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_by_mouse_a_newcomer_publishes_a_line_and_sees_what_is_left(page: Page, empty_house: House) -> None:
    page.goto(f"{empty_house.address}{LINK}")
    page.get_by_label("Name of the shop").fill("Lumi")
    page.get_by_label("Country").select_option("Poland")
    page.get_by_label("Language that callers hear first").select_option("Polish")
    page.get_by_label("English").check()
    goes_on(page, "Your number")
    page.get_by_label("The number that customers will dial").fill("22 601 22 00")
    goes_on(page, "Departments and hours")
    goes_on(page, "People")
    page.get_by_label("Your name").fill("Ada Lis")
    page.get_by_label("E-mail address").first.fill("ada@lumi.example")
    page.get_by_label("A new password").fill("four quiet words here")
    goes_on(page, "What callers hear")
    page.get_by_role("button", name="Publish the line").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The line stands")
    expect(page.get_by_text("1 number points elsewhere")).to_be_visible()
    line = empty_house.store.read(load_line)
    assert (line.shop.languages, list(line.dids)) == (("pl", "en"), ["+48226012200"])


def test_by_keyboard_a_newcomer_publishes_a_line(page: Page, empty_house: House) -> None:
    page.goto(f"{empty_house.address}{LINK}")
    title = page.get_by_role("heading", level=1)
    page.keyboard.type("Lumi")  # the first field of a step has the focus
    page.keyboard.press("Enter")
    expect(title).to_have_text("Your number")
    page.keyboard.type("+48226012200")
    page.keyboard.press("Enter")
    expect(title).to_have_text("Departments and hours")
    page.get_by_role("button", name="Go on").press("Enter")
    expect(title).to_have_text("People")
    page.keyboard.type("Ada Lis")
    page.keyboard.press("Tab")
    page.keyboard.type("ada@lumi.example")
    page.keyboard.press("Tab")
    page.keyboard.type("four quiet words here")
    page.keyboard.press("Enter")
    expect(title).to_have_text("What callers hear")
    page.get_by_role("button", name="Publish the line").press("Enter")
    expect(title).to_have_text("The line stands")
