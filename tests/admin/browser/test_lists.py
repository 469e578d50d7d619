import pytest
from playwright.sync_api import Page, expect

from tests.admin import seed
from tests.admin.browser.conftest import House, sign_in

pytestmark = pytest.mark.browser


def test_the_keyboard_alone_leads_from_the_desk_to_a_case_and_back(page: Page, house: House) -> None:
    sign_in(page, house, seed.LEAD)
    page.keyboard.press("g")
    page.keyboard.press("t")
    page.wait_for_url("**/admin/tickets")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/tickets/*")
    expect(page.get_by_role("heading", name="Case 10")).to_be_visible()
    page.keyboard.press("Escape")
    page.wait_for_url("**/admin/tickets")


def test_a_slash_goes_to_the_search_and_a_question_mark_shows_the_keys(page: Page, house: House) -> None:
    sign_in(page, house, seed.LEAD)
    page.goto(f"{house.address}/admin/calls")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.get_by_label("Number")).to_be_focused()
    page.keyboard.type("600123456")
    page.keyboard.press("Enter")
    page.wait_for_url("**number=600123456*")
    expect(page.get_by_text("Maria Kowalska")).to_be_visible()


def test_a_new_call_announces_itself_at_the_top(page: Page, house: House) -> None:
    sign_in(page, house, seed.LEAD)
    page.goto(f"{house.address}/admin/calls")
    seed.offer_call(house.store)
    page.get_by_role("link", name="1 new: show it").click()
    expect(page.locator(f"#row-{seed.CALL}")).to_be_visible()


def test_a_recorded_message_plays(page: Page, house: House) -> None:
    sign_in(page, house)
    page.goto(f"{house.address}/admin/tickets/{seed.OPEN_CASE}")
    sound = page.get_by_label("Recorded message")
    assert (
        sound.evaluate(
            "one => new Promise(done => { one.onloadedmetadata = () => done(one.duration); one.load() })"
        )
        == 1
    )
