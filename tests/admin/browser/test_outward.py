"""Programs connected and people forgotten: by mouse, and by keyboard alone; nothing keeps anybody out."""

import re
import zipfile
from datetime import timedelta
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.admin import seed
from tests.admin.browser.conftest import House, sign_in
from tests.admin.browser.test_accessibility import faults
from tests.admin.browser.test_accessibility import sign_in as sign_in_reading
from tests.ticket_store.person_seed import NUMBER, about_maria
from ticket_store.outward.hook_deliveries import settle_delivery, take_delivery
from ticket_store.outward.hook_endpoints import add_endpoint, endpoints
from ticket_store.outward.hook_policy import Answer
from ticket_store.privacy.person_rows import person_of
from ticket_store.schema import agent
from ticket_store.solving import solve
from ticket_store.tokens import list_tokens

pytestmark = pytest.mark.browser


@pytest.fixture
def house(house: House) -> House:
    lead = agent.update().where(agent.c.id == seed.LEAD)
    house.store.write(lambda tx: tx.db.execute(lead.values(roles=["agent", "supervisor", "admin"])))
    house.store.write(about_maria)
    return house


def answers(house: House, status: int) -> None:
    """What the sweeper's thread does: the first message is sent, and this comes back."""
    (endpoint,) = [one for one in house.store.read(endpoints) if one.active]
    taken = house.store.write(lambda tx: take_delivery(tx, endpoint.id, seed.NOW))
    assert taken is not None
    came = Answer(timedelta(milliseconds=40), status, "thanks")
    house.store.write(lambda tx: settle_delivery(tx, taken, came, seed.NOW))


def goes(page: Page, letter: str, room: str) -> None:
    page.keyboard.press("g")
    page.keyboard.press(letter)
    page.wait_for_url(f"**/admin/{room}")


def test_a_webhook_is_added_tried_and_watched_by_mouse(page: Page, house: House) -> None:
    sign_in(page, house, seed.LEAD)
    page.goto(f"{house.address}/admin/outward")
    page.locator("summary", has_text="Add a webhook").click()
    page.get_by_label("Where your program listens").fill("https://shop.example/hotline")
    page.get_by_label("a case was solved").check()
    page.get_by_role("button", name="Add it and show its secret").click()
    expect(page.locator("#secret")).to_have_value(re.compile("^whsec_"))
    page.get_by_role("button", name="Send a test").click()
    expect(page.locator("#log")).to_contain_text("waiting to be sent")
    expect(page.locator("#secret")).to_have_count(0)
    answers(house, 200)
    expect(page.locator("#log")).to_contain_text("taken")
    page.get_by_role("link", name="a test").click()
    expect(page.locator("#tries")).to_contain_text("thanks")


def test_a_key_is_made_and_revoked_by_keyboard_alone(page: Page, house: House) -> None:
    sign_in(page, house, seed.LEAD)
    goes(page, "m", "menus")
    goes(page, "o", "outward")
    page.keyboard.press("t")
    expect(page.get_by_label("What it is for")).to_be_focused()
    page.keyboard.type("shop system")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("#secret")).to_be_focused()
    (made,) = house.store.read(list_tokens)
    assert (made.name, made.scopes) == ("shop system", ("read:calls",))
    page.get_by_role("button", name="Revoke: shop system").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Revoked.")).to_be_visible()
    page.keyboard.press("u")
    expect(page.get_by_role("button", name="Revoke: shop system")).to_be_visible()


def test_a_person_is_given_their_data_and_forgotten_by_mouse(page: Page, house: House) -> None:
    sign_in(page, house, seed.LEAD)
    page.goto(f"{house.address}/admin/privacy")
    page.get_by_label("look for their number").fill("600 123 456")
    page.get_by_role("button", name="Look").click()
    with page.expect_download() as coming:
        page.get_by_role("button", name="Download all of it").click()
    with zipfile.ZipFile(coming.value.path()) as file:
        assert "Maria Kowalska" in file.read("index.html").decode()
    page.get_by_role("button", name="Erase them for good").click()
    expect(page.get_by_role("heading", name="Erased: number … 456")).to_be_visible()
    assert house.store.read(lambda db: person_of(db, NUMBER)).customer_id is None


def test_a_person_is_looked_for_by_keyboard_alone(page: Page, house: House) -> None:
    sign_in(page, house, seed.LEAD)
    goes(page, "m", "menus")
    goes(page, "y", "privacy")
    page.keyboard.press("/")
    page.keyboard.type(NUMBER)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="+48 600 123 456")).to_be_visible()
    with page.expect_download():
        page.keyboard.press("d")


@pytest.mark.parametrize(("language", "scheme", "width"), [("pl", "light", 1440), ("fi", "dark", 360)])
def test_nothing_in_these_rooms_keeps_anybody_out(
    chromium: Browser, house: House, language: str, scheme: Literal["light", "dark"], width: int
) -> None:
    made = house.store.write(
        lambda tx: add_endpoint(tx, "https://shop.example/" + "long/" * 30, [], seed.NOW, actor="ada")
    )
    house.store.write(lambda tx: solve(tx, seed.OPEN_CASE, seed.NOW, actor="ada"))
    answers(house, 500)
    with chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        sign_in_reading(page, house, seed.LEAD, language)
        found = {"the forms": faults(page, f"{house.address}/admin/outward", key="w")}
        found["a webhook"] = faults(page, f"{house.address}/admin/outward/hooks/{made.id}")
        page.locator("#log a").first.click()
        page.wait_for_url("**/messages/**")
        found["a message"] = faults(page, "")
        page.goto(f"{house.address}/admin/privacy")
        page.locator("#number").fill(NUMBER)
        page.keyboard.press("Enter")
        page.wait_for_selector("#found-title")
        found["a person"] = faults(page, "")
        page.locator(".btn-danger").click()
        page.wait_for_url("**/acts/**")
        found["a report"] = faults(page, "")
    assert {where: those for where, those in found.items() if those} == {}
