import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from tests.admin import seed
from tests.admin.browser.conftest import House, sign_in
from ticket_store.schema import agent, note

pytestmark = pytest.mark.browser


def test_an_offer_appears_by_itself_with_its_title_and_takes_no_focus(page: Page, house: House) -> None:
    sign_in(page, house)
    available = page.get_by_role("button", name="Available")
    available.focus()
    seed.offer_call(house.store)
    expect(page.get_by_text("Incoming call")).to_be_visible()
    expect(page.get_by_role("heading", name="Maria Kowalska")).to_be_visible()
    expect(page).to_have_title("● Incoming: +48 600 123 456")
    expect(available).to_be_focused()


def test_a_call_goes_through_offer_talk_and_wrap_up_without_reloading(page: Page, house: House) -> None:
    seed.offer_call(house.store)
    sign_in(page, house)
    page.evaluate("window.neverReloaded = true")
    expect(page.get_by_text("Answer your phone and press 1.")).to_be_visible()
    seed.accept_call(house.store)
    expect(page.get_by_role("button", name="End the talk")).to_be_visible()
    seed.begin_wrap_up(house.store)
    page.get_by_role("button", name="More time").click()
    expect(page.locator(".work-clock time")).to_contain_text("1:")
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_text("No call in hand")).to_be_visible()
    assert page.evaluate("window.neverReloaded")


def test_a_note_is_saved_as_typed_and_stays_when_the_desk_refreshes(page: Page, house: House) -> None:
    seed.offer_call(house.store)
    sign_in(page, house)
    box = page.get_by_label("Note")
    box.press_sequentially("Wants a refund")
    expect(page.get_by_text("Saved 13:00")).to_be_visible()
    box.press_sequentially(" by Friday")
    seed.accept_call(house.store)
    expect(page.get_by_role("button", name="End the talk")).to_be_visible()
    expect(box).to_have_value("Wants a refund by Friday")
    expect(box).to_be_focused()
    page.get_by_role("heading", name="Maria Kowalska").click()
    page.wait_for_function("!document.querySelector('[data-note]').matches('[data-unsaved]')")
    kept = house.store.read(lambda db: db.scalar(select(note.c.text).where(note.c.agent_id == seed.AGENT)))
    assert kept == "Wants a refund by Friday"


def test_a_note_that_cannot_be_saved_says_so_and_is_tried_again(page: Page, house: House) -> None:
    seed.offer_call(house.store)
    sign_in(page, house)
    page.route("**/desk/note", lambda route: route.abort())
    page.get_by_label("Note").fill("Precious words")
    expect(page.get_by_text("Not saved yet. Keep this page open: it is tried again.")).to_be_visible()
    page.unroute("**/desk/note")
    expect(page.get_by_text("Saved 13:00")).to_be_visible()


def test_single_keys_choose_a_status_and_typing_is_left_alone(page: Page, house: House) -> None:
    seed.offer_call(house.store)
    seed.accept_call(house.store)
    seed.begin_wrap_up(house.store)
    sign_in(page, house)
    page.get_by_label("Note").fill("")
    page.get_by_label("Note").press_sequentially("2 books, 3 maps?")
    expect(page.get_by_role("button", name="Available")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    page.keyboard.press("2")
    expect(page.get_by_role("button", name="Away")).to_have_attribute("aria-pressed", "true")
    chosen = select(agent.c.chosen_status).where(agent.c.id == seed.AGENT)
    assert house.store.read(lambda db: db.scalar(chosen)) == "away"


def test_an_outcome_is_chosen_with_one_click(page: Page, house: House) -> None:
    seed.offer_call(house.store)
    sign_in(page, house)
    with page.expect_response("**/desk/disposition"):
        page.get_by_label("refund").check()
    page.reload()
    expect(page.get_by_label("refund")).to_be_checked()


def test_the_page_says_how_old_it_is_when_the_house_cannot_be_reached(page: Page, house: House) -> None:
    sign_in(page, house)
    expect(page.get_by_text("Updated every 3 s")).to_be_visible()
    page.route("**/desk/now", lambda route: route.fulfill(status=503, body=""))
    expect(page.get_by_text("reconnecting")).to_be_visible()
    page.unroute("**/desk/now")
    expect(page.get_by_text("Updated every 3 s")).to_be_visible()
