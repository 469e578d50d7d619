import pytest
from playwright.sync_api import Page, expect

from tests.admin import floor_seed, seed
from tests.admin.browser.conftest import House, sign_in
from tests.admin.floor_seed import listening

pytestmark = pytest.mark.browser


def test_a_supervisor_listens_whispers_and_leaves_by_the_keyboard_alone(page: Page, house: House) -> None:
    floor_seed.busy_floor(house.store)
    sign_in(page, house, seed.LEAD)
    page.keyboard.press("g")
    page.keyboard.press("f")
    page.wait_for_url("**/admin/floor")
    talk = page.locator(f"#live-{floor_seed.TALK}")
    for _ in range(2):  # two calls go on; the talk is the one with buttons
        page.keyboard.press("ArrowDown")
        if talk.get_by_role("link").evaluate("one => one === document.activeElement"):
            break
    page.keyboard.press("l")
    expect(talk.get_by_role("button", name="Listen")).to_have_attribute("aria-pressed", "true")
    expect(talk).to_contain_text("Team Lead · is being rung")
    page.keyboard.press("w")
    expect(talk.get_by_role("button", name="Whisper")).to_have_attribute("aria-pressed", "true")
    assert listening(house.store) == ("ringing", "whisper")
    page.keyboard.press("x")
    expect(talk.get_by_role("button", name="Leave")).to_be_hidden()
    expect(talk.get_by_role("link")).to_be_focused()
    assert listening(house.store) is None


def test_a_key_shows_the_floor_on_the_wall_and_it_says_when_it_is_old(page: Page, house: House) -> None:
    floor_seed.busy_floor(house.store)
    sign_in(page, house, seed.LEAD)
    page.goto(f"{house.address}/admin/floor")
    page.keyboard.press("v")
    page.wait_for_url("**/admin/floor?wall=1")
    expect(page.get_by_text("Longest wait").first).to_be_visible()
    expect(page.get_by_role("navigation")).to_have_count(0)
    page.route("**/admin/floor**", lambda route: route.abort())
    expect(page.locator("#connection")).to_contain_text("reconnecting")
    expect(page.locator("body")).to_have_class("on-wall is-stale")
    page.unroute("**/admin/floor**")
    page.keyboard.press("Escape")
    page.wait_for_url("**/admin/floor")
