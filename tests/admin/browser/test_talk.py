"""What is done in a talk, by keys alone, and on a telephone's screen."""

import pytest
from playwright.sync_api import Browser, Page, expect

from call_routing.people.agent_status import AgentStatus, choose_status
from tests.admin import seed
from tests.admin.browser.conftest import House, sign_in

pytestmark = pytest.mark.browser
# The focus goes from control to control; answers those whose middle something else covers then.
COVERED = """() => [...document.querySelectorAll(":is(main, footer) :is(button, summary, a)")].filter((one) => {
  if (!one.checkVisibility()) return false;
  one.focus({preventScroll: true});
  one.scrollIntoView({block: "nearest", behavior: "instant"});
  const box = one.getBoundingClientRect();
  const seen = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return !one.contains(seen) && !seen?.contains(one);
}).map((one) => one.innerText)"""


def begin_talk(house: House) -> None:
    seed.offer_call(house.store)
    seed.accept_call(house.store)
    house.store.write(
        lambda tx: choose_status(tx, seed.LEAD, AgentStatus.AVAILABLE, seed.NOW, actor="a test")
    )


def test_a_customer_is_held_and_a_colleague_asked_without_a_mouse(page: Page, house: House) -> None:
    begin_talk(house)
    sign_in(page, house)
    page.keyboard.press("h")
    expect(page.get_by_text("On hold: the customer hears music.")).to_be_visible()
    page.keyboard.press("h")
    expect(page.get_by_text("hears music")).to_be_hidden()

    page.keyboard.press("c")
    first = page.locator(".pick[open] .pick-list button").first
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    with page.expect_response("**/desk/now"):
        page.evaluate("document.getElementById('desk').dispatchEvent(new CustomEvent('refresh'))")
    expect(first).to_be_focused()  # a live update closes nothing
    page.keyboard.press("Escape")
    expect(page.locator(".pick[open]")).to_have_count(0)

    page.keyboard.press("c")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Team Lead is being rung. The customer hears music.")).to_be_visible()
    page.keyboard.press("b")
    expect(page.get_by_text("hears music")).to_be_hidden()
    page.keyboard.press("n")
    page.keyboard.type("the hero bought")
    expect(page.get_by_label("Note")).to_have_value("the hero bought")
    expect(page.get_by_text("hears music")).to_be_hidden()


def test_on_a_telephone_no_control_lies_under_the_bar(chromium: Browser, house: House) -> None:
    begin_talk(house)
    with chromium.new_context(locale="en", viewport={"width": 390, "height": 700}) as context:
        page = context.new_page()
        sign_in(page, house)
        assert page.evaluate(COVERED) == []
