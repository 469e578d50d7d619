"""The settings by mouse and by keyboard alone: a department's ring time, and the way back."""

from playwright.sync_api import Page, expect

from tests.admin import seed
from tests.admin.browser.conftest import House
from ticket_store.line_rows import load_line

BOSS = "the-boss"
ORDERS = "/admin/settings/departments/orders"


def opens_as_admin(page: Page, house: House, path: str) -> None:
    house.store.write(lambda tx: seed.seed_agent(tx, BOSS, "The Boss", ["admin"], {}))
    page.goto(f"{house.address}{path}")
    page.get_by_label("E-mail address").fill(f"{BOSS}@sowa.example")
    page.get_by_label("Password").fill(seed.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(f"**{path}")


def ring_time(house: House) -> float:
    return house.store.read(load_line).departments["orders"].ring_timeout.total_seconds()


def test_by_mouse_a_ring_time_is_changed_told_and_taken_back(page: Page, house: House) -> None:
    opens_as_admin(page, house, "/admin/settings")
    before = ring_time(house)
    page.get_by_role("table").get_by_role("link", name="orders").click()
    page.get_by_label("Ring time").fill("25")
    page.get_by_role("button", name="Save").click()
    told = page.get_by_role("status").filter(has_text="Saved.")
    expect(told).to_contain_text('Department "orders", ring time: 20 s → 25 s')
    assert ring_time(house) == 25
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Taken back.")).to_be_visible()
    assert ring_time(house) == before


def test_by_keyboard_a_fault_is_put_right_and_saved(page: Page, house: House) -> None:
    opens_as_admin(page, house, ORDERS)
    page.get_by_label("Most callers in the queue").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("0")
    page.keyboard.press("Enter")
    expect(page.get_by_text("It must be at least 1.").first).to_be_visible()
    expect(page.get_by_label("Most callers in the queue")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("7")
    page.keyboard.press("Escape")  # out of the field: then single keys hold
    page.keyboard.press("s")
    expect(page.get_by_text("callers in the queue: 50 → 7")).to_be_visible()
    page.keyboard.press("u")
    expect(page.get_by_text("Taken back.")).to_be_visible()
