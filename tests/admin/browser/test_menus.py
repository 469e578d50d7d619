"""The menus set up by mouse, and by keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from admin.setup.menus.workbench import work_in
from tests.admin import seed
from tests.admin.browser.conftest import House, sign_in
from tests.admin.setup.menus.shop import set_up
from ticket_store.line import Spoken, ToDepartment, ToMenu
from ticket_store.line_rows import load_line

pytestmark = pytest.mark.browser


@pytest.fixture
def house(house: House) -> House:
    set_up(house.store)
    return house


def test_a_menu_is_changed_and_published_by_mouse(page: Page, house: House) -> None:
    sign_in(page, house, seed.LEAD)
    page.goto(f"{house.address}/admin/menus")
    page.get_by_role("button", name="Add a key").click()
    expect(page.get_by_text("It leads nowhere yet. Choose where it leads.", exact=True)).to_be_visible()
    page.get_by_label("Key 6: where it leads").select_option("department:orders")
    expect(page.locator("#said-5")).to_contain_text("For orders, press 4.")
    page.locator("[data-key-row='5'] .grip").drag_to(page.locator("[data-key-row='0']"))
    expect(page.locator("#digit-0")).to_have_value("4")
    page.get_by_role("button", name="Remove key 3").click()
    expect(page.locator("[data-key-row]")).to_have_count(5)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("[data-key-row]")).to_have_count(6)
    page.get_by_role("link", name="What changes, publish").click()
    expect(page.get_by_text("Key 4 is new: orders")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    expect(page.locator("tbody tr").first).to_contain_text("live")
    published = house.store.read(load_line).menus["main"].keys
    assert "".join(published) == "412389"
    assert published["4"] == ToDepartment("orders")


def test_a_menu_is_changed_and_published_by_keyboard_alone(page: Page, house: House) -> None:
    sign_in(page, house, seed.LEAD)
    page.keyboard.press("g")
    page.keyboard.press("m")
    page.wait_for_url("**/admin/menus")
    page.keyboard.press("a")
    expect(page.locator("#digit-5")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("a new menu")
    expect(page.locator("#digit-5")).to_have_value("4")
    expect(page.locator("#menu-tree")).to_contain_text("menu menu")
    page.locator("#up-5").focus()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("#up-4")).to_be_focused()
    page.locator("#menu-tree a", has_text="menu").last.focus()
    expect(page.get_by_role("link", name="It is a dead end")).to_be_visible()
    page.get_by_role("link", name="It is a dead end").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/menu/menu*")
    page.keyboard.press("a")
    expect(page.locator("#digit-0")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("marketing")
    page.locator("#name-en").focus()
    page.keyboard.type("news")
    expect(page.locator("#menu-bar")).to_contain_text("The draft is sound.")
    expect(page.locator("#menu-tree")).to_contain_text("menu news")
    page.keyboard.press("Escape")
    page.keyboard.press("p")
    page.wait_for_url("**/publish")
    page.keyboard.press("w")
    page.keyboard.type("news by telephone")
    page.keyboard.press("Enter")
    page.wait_for_url("**/versions")
    line = house.store.read(load_line)
    assert list(line.menus["main"].keys.items())[4] == ("4", ToMenu("menu"))
    assert line.menus["menu"].name == {"en": "news"}


def test_what_is_typed_is_kept_while_the_connection_comes_and_goes(page: Page, house: House) -> None:
    sign_in(page, house, seed.LEAD)
    page.goto(f"{house.address}/admin/menus")
    page.route("**/admin/menus/menu/main", lambda route: route.abort())
    page.get_by_label("English").first.fill("Hello again.")
    expect(page.get_by_text("Not saved: the connection is lost.")).to_be_visible()
    page.unroute("**/admin/menus/menu/main")
    expect(page.locator("#menu-bar")).to_contain_text("The draft is sound.")
    menu = house.store.read(work_in).draft.menu("main")
    assert menu
    assert menu.greeting["en"] == Spoken("Hello again.")


def test_a_sound_is_sent_as_soon_as_it_is_chosen(page: Page, house: House) -> None:
    sign_in(page, house, seed.LEAD)
    page.goto(f"{house.address}/admin/menus")
    page.get_by_label("English").first.fill("Typed just before.")
    sent = {"name": "hello.wav", "mimeType": "audio/wav", "buffer": seed.beep()}
    page.get_by_label("Sound in English").set_input_files(files=[sent])  # type: ignore[list-item] # a file payload
    expect(page.get_by_label("Greeting in English")).to_be_visible()
    menu = house.store.read(work_in).draft.menu("main")
    assert menu
    assert menu.greeting["en"].text == "Typed just before."
    assert menu.greeting["en"].audio


def test_what_is_typed_in_a_sentence_is_kept_with_the_sound_that_is_chosen(page: Page, house: House) -> None:
    sign_in(page, house, seed.LEAD)
    page.goto(f"{house.address}/admin/menus/sentences/goodbye")
    page.locator("#own-pl").fill("Do widzenia!")
    sent = {"name": "bye.wav", "mimeType": "audio/wav", "buffer": seed.beep()}
    page.get_by_label("Sound in English").set_input_files(files=[sent])  # type: ignore[list-item] # a file payload
    expect(page.get_by_text("Saved: the next caller hears it.")).to_be_visible()
    prompts = house.store.read(load_line).prompts
    assert prompts["goodbye", "pl"] == Spoken("Do widzenia!")
    assert prompts["goodbye", "en"].audio
