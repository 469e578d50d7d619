"""A call rehearsed by mouse, and by keyboard alone; nothing on the pages keeps anybody out."""

from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.admin import seed
from tests.admin.browser.conftest import House, sign_in
from tests.admin.browser.test_accessibility import faults
from tests.admin.browser.test_accessibility import sign_in as sign_in_reading
from tests.admin.setup.menus.shop import set_up
from ticket_store.rehearsals import kept_rehearsals

pytestmark = pytest.mark.browser


@pytest.fixture
def house(house: House) -> House:
    set_up(house.store)
    return house


def test_a_call_is_rehearsed_and_kept_by_mouse(page: Page, house: House) -> None:
    sign_in(page, house, seed.LEAD)
    page.goto(f"{house.address}/admin/rehearsal")
    talk = page.get_by_label("What was said and done")
    expect(talk).to_contain_text("Dzień dobry, tu księgarnia Sowa.")
    page.get_by_label("Language that the customer chose before").select_option("cs")
    page.get_by_label("The caller's number").fill("600 555 444")
    page.get_by_label("The caller's number").blur()
    expect(talk).to_contain_text("Dobrý den, tady knihkupectví Sowa.")
    page.get_by_role("button", name="1", exact=True).click()
    expect(talk).to_contain_text("key 1: complaints")
    page.get_by_role("button", name="Agent One takes it").click()
    expect(talk).to_contain_text("Agent One and the caller talk")
    page.get_by_role("button", name="Agent One ends the talk").click()
    expect(talk).to_contain_text("The call is over.")
    page.get_by_label("Keep it as a check").fill("A talk about a complaint")
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_text("Kept as a check: A talk about a complaint")).to_be_visible()
    page.get_by_role("link", name="Kept checks").click()
    page.get_by_role("link", name="Play all").click()
    expect(page.get_by_text("All checks are as they were.")).to_be_visible()
    page.get_by_role("button", name="Forget").click()
    page.get_by_role("button", name="Keep it again").click()
    expect(page.get_by_role("heading", name="A talk about a complaint")).to_be_visible()


def test_a_call_is_rehearsed_and_kept_by_keyboard_alone(page: Page, house: House) -> None:
    sign_in(page, house, seed.LEAD)
    for letter, room in (("m", "menus"), ("e", "rehearsal")):
        page.keyboard.press("g")
        page.keyboard.press(letter)
        page.wait_for_url(f"**/admin/{room}")
    talk = page.get_by_label("What was said and done")
    for key in "7s2":  # quicker than the line answers: none of them overtakes another
        page.keyboard.press(key)
    expect(page.locator("input[name=press]")).to_have_count(3)
    expect(talk).to_contain_text("nothing is on key 7: try 1 of 2")
    page.keyboard.press("h")
    expect(talk).to_contain_text("The call is over.")
    page.keyboard.press("u")
    expect(talk).not_to_contain_text("The call is over.")
    page.locator("#name").focus()
    page.keyboard.type("Lost in the menu")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Kept as a check: Lost in the menu")).to_be_visible()
    (kept,) = house.store.read(kept_rehearsals)
    assert [press["what"] for press in kept.presses] == ["7", "", "2"]


@pytest.mark.parametrize(("language", "scheme", "width"), [("pl", "light", 1440), ("fi", "dark", 360)])
def test_nothing_on_the_pages_of_rehearsals_keeps_anybody_out(
    chromium: Browser, house: House, language: str, scheme: Literal["light", "dark"], width: int
) -> None:
    with chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        sign_in_reading(page, house, seed.LEAD, language)
        found = {"none kept": faults(page, f"{house.address}/admin/rehearsal/checks")}
        page.goto(f"{house.address}/admin/rehearsal")
        page.keyboard.press("1")
        page.locator("input[value='keys 1']").wait_for(state="attached")
        found["in the queue"] = faults(page, "")
        page.fill("#name", "Key 1")
        page.keyboard.press("Enter")
        page.locator(".keep .did").wait_for()
        found["kept"] = faults(page, f"{house.address}/admin/rehearsal/checks?on=line")
    assert {where: those for where, those in found.items() if those} == {}
