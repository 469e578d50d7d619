import pytest
from playwright.sync_api import Page, expect

from tests.admin import seed
from tests.admin.browser.conftest import House, sign_in

pytestmark = pytest.mark.browser


def test_the_keyboard_alone_cancels_a_promise_takes_it_back_and_moves_it(page: Page, house: House) -> None:
    sign_in(page, house, seed.LEAD)
    page.goto(f"{house.address}/admin/callbacks")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("x")
    notice = page.locator("#task-notice")
    expect(notice).to_contain_text("Cancelled. The customer is told.")
    expect(page.locator(f"#row-{seed.CALLBACK}")).to_have_count(0)
    page.keyboard.press("u")
    expect(notice).to_contain_text("Promised anew")
    page.locator(f"#row-{seed.CALLBACK} a.open").focus()
    page.keyboard.press("m")
    page.wait_for_url("**?do=move")
    expect(page.get_by_label("Another time")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(notice).to_contain_text("Promised anew")


def test_an_agent_promises_a_callback_without_leaving_the_desk(page: Page, house: House) -> None:
    sign_in(page, house)
    page.keyboard.press("k")
    expect(page.get_by_label("Number", exact=True)).to_be_focused()
    page.keyboard.type("501 234 567")
    page.get_by_role("button", name="Promise it").click()
    expect(page.locator("#desk-notice")).to_contain_text("Promised: today")
    expect(page.get_by_role("button", name="Promise a callback")).to_be_visible()
