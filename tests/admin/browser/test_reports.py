from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.admin import figures_seed, seed
from tests.admin.browser.conftest import House, sign_in

pytestmark = pytest.mark.browser


def test_a_question_is_asked_narrowed_and_taken_away_by_the_mouse(page: Page, house: House) -> None:
    house.store.write(figures_seed.figures)
    sign_in(page, house, seed.LEAD)
    page.goto(f"{house.address}/admin/floor")
    page.get_by_role("main").get_by_role("link", name="Reports").click()
    page.get_by_role("link", name="yesterday").click()
    page.get_by_role("link", name="How quickly do we answer?").click()
    expect(page.get_by_text("Below the goal: 69% were answered within 20 s")).to_be_visible()
    page.get_by_role("combobox", name="Department").select_option("complaints")
    expect(page.get_by_text("The goal is met: 100% were answered")).to_be_visible()
    expect(page.get_by_role("img", name="Answered in time")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV", exact=True).click()
    assert "Wed 18 Nov" not in Path(download.value.path()).read_text()  # one day is told by its half-hours
    assert download.value.suggested_filename == "answering-2026-11-18.csv"


def test_the_keyboard_alone_walks_the_questions_and_prints_one(page: Page, house: House) -> None:
    house.store.write(figures_seed.figures)
    sign_in(page, house, seed.LEAD)
    page.keyboard.press("g")
    page.keyboard.press("s")
    page.wait_for_url("**/admin/reports")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="When do people ring?")).to_be_visible()
    page.keyboard.press("4")
    expect(page.get_by_role("heading", name="Why do people call?")).to_be_visible()
    page.evaluate("window.print = () => { document.title = 'printed' }")
    page.keyboard.press("p")
    expect(page).to_have_title("printed")
    page.keyboard.press("/")
    expect(page.get_by_label("From day")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.wait_for_url("**/admin/reports")
