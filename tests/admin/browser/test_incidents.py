import pytest
from playwright.sync_api import Page, expect

from tests.admin import seed
from tests.admin.browser.conftest import House, sign_in
from ticket_store.incidents import incidents_listed, listen_for

pytestmark = pytest.mark.browser


def test_an_incident_is_told_and_solved_and_the_page_counts_who_asks(page: Page, house: House) -> None:
    sign_in(page, house, seed.LEAD)
    page.goto(f"{house.address}/admin/incidents")
    page.keyboard.press("w")
    expect(page.get_by_label("Polish")).to_be_focused()
    expect(page.get_by_text("Missing: said in another language").first).to_be_hidden()
    page.keyboard.type("Sklep stoi.")
    expect(page.locator(".tongue:has(#text-fi) .missing")).to_be_visible()
    page.get_by_role("button", name="Tell callers").click()
    expect(page.get_by_text("told to callers")).to_be_visible()
    (made,) = house.store.read(incidents_listed)
    page.get_by_label("Polish").fill("Już działa.")
    house.store.write(lambda tx: listen_for(tx, made.id, "+48600000101", "pl", None, seed.NOW))
    expect(page.get_by_text("1 caller gets this text.")).to_be_visible()
    expect(page.get_by_label("Polish")).to_have_value("Już działa.")
    page.get_by_role("button", name="Mark as solved").click()
    expect(page.get_by_text("The text that went out")).to_be_visible()
