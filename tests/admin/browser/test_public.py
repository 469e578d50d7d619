"""The public pages in a real browser: the form by keyboard, the widget on a stranger's page, axe on all of them."""

import threading
from collections.abc import Iterator
from typing import Literal

import pytest
from flask import Flask, Response
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select
from werkzeug.serving import make_server

from tests.admin import seed
from tests.admin.browser.conftest import House
from tests.admin.browser.test_accessibility import faults
from tests.admin.public.conftest import add_numbers
from ticket_store.schema import callback

pytestmark = pytest.mark.browser
NUMBER = "+48501234567"


@pytest.fixture
def line(house: House) -> House:
    house.store.write(add_numbers)
    return house


def test_a_form_is_filled_in_and_sent_by_keyboard_alone(page: Page, line: House) -> None:
    page.goto(f"{line.address}/callback?department=orders&lang=en")
    line.clock.goes_on(seconds=20)
    page.get_by_label("Your telephone number").focus()
    expect(page.get_by_role("status")).to_have_text("The sum that keeps robots out is solved.")
    page.keyboard.type("501 234 567")
    for typed in ("", "Ola", "ola@example.com"):
        page.keyboard.press("Tab")
        page.keyboard.type(typed)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("We plan to call +48 501 *** *** today")
    assert NUMBER in line.store.read(lambda db: list(db.scalars(select(callback.c.customer_number))))


def test_a_fault_takes_the_eye_to_its_field_and_the_sum_is_solved_once(page: Page, line: House) -> None:
    page.goto(f"{line.address}/callback?department=orders&lang=en")
    line.clock.goes_on(seconds=20)
    page.get_by_label("Your telephone number").fill("12")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your telephone number")).to_be_focused()
    expect(page.get_by_text("This is not a telephone number that we can ring.")).to_be_visible()
    page.keyboard.press("Control+A")
    page.keyboard.type("501234567")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()


@pytest.fixture
def strangers_page(line: House) -> Iterator[str]:
    """A page of somebody else, on another origin, with a policy as strict as ours."""
    site = Flask("site", static_folder=None)
    policy = f"default-src 'none'; script-src {line.address}; connect-src {line.address}"
    tag = (
        f'<script src="{line.address}/widget.js" data-department="orders" data-language="fi" async></script>'
    )
    page = f"<!doctype html><html lang=en><title>Shop</title><h1>Shop</h1>{tag}</html>"
    site.add_url_rule("/", "home", lambda: Response(page, headers={"Content-Security-Policy": policy}))
    server = make_server("127.0.0.1", 0, site, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_widget_tells_on_a_strangers_page_what_the_page_tells(
    page: Page, line: House, strangers_page: str
) -> None:
    page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
    page.goto(strangers_page)
    box = page.get_by_role("region", name="Sowa Books: tilaukset")
    expect(box).to_contain_text("Auki, suljemme 17:00")
    expect(box.get_by_role("link", name="Soita: +48 22 123 45 67, sitten näppäin 2")).to_have_attribute(
        "href", "tel:+48221234567"
    )
    link = box.get_by_role("link", name="Soittakaa minulle")
    expect(link).to_have_css("border-radius", "8px")  # its own style, whatever the page forbids
    expect(link).to_have_attribute("href", f"{line.address}/callback?department=orders&lang=fi")


EVERY = ("/", "/callback", "/callback?department=orders", "/callback/a-token-of-a-link", "/callback/nothing")


@pytest.mark.parametrize(
    ("language", "scheme", "width", "paths"),
    [
        ("pl", "light", 1440, EVERY),
        ("fi", "dark", 360, EVERY),
        ("en", "dark", 360, EVERY[:1]),
        ("cs", "light", 1440, EVERY[2:3]),
    ],
)
def test_nothing_on_the_public_pages_keeps_anybody_out(
    chromium: Browser,
    line: House,
    language: str,
    scheme: Literal["light", "dark"],
    width: int,
    paths: tuple[str, ...],
) -> None:
    link = callback.update().where(callback.c.id == seed.CALLBACK).values(token="a-token-of-a-link")
    line.store.write(lambda tx: tx.db.execute(link))
    with chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        found = {
            path: faults(page, f"{line.address}{path}{'&' if '?' in path else '?'}lang={language}")
            for path in paths
        }
        page.goto(f"{line.address}/callback?department=orders&lang={language}")
        page.locator("#number").fill("12")
        page.locator("#email").fill("ola")
        page.keyboard.press("Enter")
        page.locator("#number-fault").wait_for()
        found["a form with faults"] = faults(page, "")
    assert {path: those for path, those in found.items() if those} == {}
