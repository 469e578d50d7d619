"""The hours painted, chosen and closed by mouse, and by keyboard alone."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from tests.admin import seed
from tests.admin.browser.conftest import House, sign_in
from ticket_store.line import Line
from ticket_store.line_rows import load_line
from ticket_store.schema import agent

pytestmark = pytest.mark.browser


@pytest.fixture
def house(house: House) -> House:
    """The team lead sets the line up, too."""
    roles = {"roles": ["agent", "supervisor", "admin"]}
    house.store.write(lambda tx: tx.db.execute(update(agent).where(agent.c.id == seed.LEAD).values(roles)))
    return house


def line(house: House) -> Line:
    return house.store.read(load_line)


def test_a_week_is_painted_by_mouse_with_a_break_and_taken_back(page: Page, house: House) -> None:
    sign_in(page, house, seed.LEAD)
    page.goto(f"{house.address}/admin/hours/of/office")
    cell = '[aria-label^="{}"]'.format
    page.drag_and_drop(cell("Monday 12:00"), cell("Friday 12:30"))
    expect(page.get_by_role("textbox", name="Wednesday")).to_have_value("08:30-12:00, 13:00-17:00")
    page.get_by_role("textbox", name="Saturday").fill("8:15-12")
    expect(page.locator(cell("Saturday 08:00"))).to_have_class("wg-cell part")
    expect(page.locator("#sentence")).to_contain_text("Saturday08:15–12:00")
    page.get_by_label("Sunday: as the day above").click()
    expect(page.locator("#sentence")).to_contain_text("Saturday, Sunday08:15–12:00")
    page.get_by_label("On this day").fill("2026-11-23")
    page.get_by_label("At this time").fill("12:30")
    expect(page.locator("#heard")).to_contain_text("You can reach us today from 1 pm")
    page.get_by_role("button", name="Save the week").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert line(house).hours["office"] == "Mo-Fr 08:30-12:00,13:00-17:00; Sa,Su 08:15-12:00; PH off"
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Taken back.")).to_be_visible()
    assert line(house).hours["office"] == "Mo-Fr 08:30-17:00; PH off"


def test_a_night_that_was_typed_goes_from_both_days_of_the_grid(page: Page, house: House) -> None:
    sign_in(page, house, seed.LEAD)
    page.goto(f"{house.address}/admin/hours/of/office")
    tuesday, tail = (
        page.get_by_role("textbox", name="Tuesday"),
        page.locator('[aria-label^="Wednesday 01:30"]'),
    )
    tuesday.fill("20-2")
    expect(tail).to_have_class("wg-cell on")
    expect(page.get_by_role("textbox", name="Wednesday")).to_have_value("08:30-17:00")
    page.locator('[aria-label^="Wednesday 02:00"]').click()
    expect(tuesday).to_have_value("20:00-02:30")
    tuesday.fill("20-9")
    expect(tuesday).to_have_attribute("aria-invalid", "true")
    tuesday.fill("9-17")
    expect(tail).to_have_class("wg-cell")
    expect(page.locator("#sentence")).to_contain_text("Tuesday09:00–17:00")


def test_a_week_is_painted_by_keyboard_alone(page: Page, house: House) -> None:
    sign_in(page, house, seed.LEAD)
    page.goto(f"{house.address}/admin/reports")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Set-up: Hoursg h")
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("h")
    page.wait_for_url("**/admin/hours")
    page.get_by_role("link", name="Change the week").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/hours/of/office")
    page.locator('#week-grid [tabindex="0"]').focus()
    for _ in range(5):
        page.keyboard.press("ArrowDown")
    expect(page.locator('[aria-label^="Saturday 09:00"]')).to_be_focused()
    page.keyboard.press("Space")
    for _ in range(3):
        page.keyboard.press("Shift+ArrowRight")
    expect(page.get_by_role("textbox", name="Saturday")).to_have_value("09:00-11:00")
    page.keyboard.press("Space")
    expect(page.get_by_role("textbox", name="Saturday")).to_have_value("09:00-10:30")
    expect(page.locator("#sentence")).to_contain_text("Saturday09:00–10:30")
    page.keyboard.press("s")
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert line(house).hours["office"] == "Mo-Fr 08:30-17:00; Sa 09:00-10:30; PH off"
    page.keyboard.press("u")
    expect(page.get_by_text("Taken back.")).to_be_visible()


def test_holidays_and_a_closure_are_chosen_by_keyboard_alone(page: Page, house: House) -> None:
    sign_in(page, house, seed.LEAD)
    page.goto(f"{house.address}/admin/hours/of/office/holidays")
    page.get_by_label("Christmas Eve", exact=True).focus()
    page.keyboard.type("own")
    page.keyboard.press("Tab")
    page.keyboard.type("8-12")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.goto(f"{house.address}/admin/hours/closures")
    page.keyboard.press("w")
    expect(page.get_by_label("From", exact=True)).to_be_focused()
    page.get_by_label("From", exact=True).fill("2026-12-28")
    page.get_by_label("To, this day included").fill("2026-12-31")
    page.get_by_label("English").fill("stocktaking")
    page.get_by_label("Every year, on the same days").press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("cell", name="Mon, 28 Dec 2026 – Thu, 31 Dec 2026 every year")).to_be_visible()
    assert line(house).hours["office"] == "Mo-Fr 08:30-17:00; PH off; Dec 24 08:00-12:00"
    assert line(house).closures[0].yearly
    page.keyboard.press("ArrowDown")
    page.keyboard.press("x")
    expect(page.get_by_text("None. Stocktaking")).to_be_visible()


def test_a_department_is_closed_from_the_floor_and_opened_again(page: Page, house: House) -> None:
    sign_in(page, house, seed.LEAD)
    page.goto(f"{house.address}/admin/floor")
    page.keyboard.press("o")
    page.wait_for_url("**/admin/hours/by-hand")
    page.locator(".choice", has_text="complaints").click()
    page.locator(".choice", has_text="marketing").click()
    page.get_by_label("English").fill("a power cut")
    page.get_by_role("button", name="Close now").click()
    expect(page.get_by_text("Closed by hand until 14:00: a power cut")).to_be_visible()
    assert line(house).departments["orders"].manual_close
    page.get_by_role("button", name="Open orders again").click()
    expect(page.get_by_text("Closed by hand until")).to_be_hidden()
    assert line(house).departments["orders"].manual_close is None
