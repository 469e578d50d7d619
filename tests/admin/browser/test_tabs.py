"""Several tabs of one agent: one leads, rings and keeps the agent reachable."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import select

from tests.admin import seed
from tests.admin.browser.conftest import House, sign_in
from ticket_store.agents import change_agent
from ticket_store.schema import agent, note

pytestmark = pytest.mark.browser
WITHOUT_LOCKS = "Object.defineProperty(Navigator.prototype, 'locks', {value: undefined})"
ELSEWHERE = "Another tab of yours rings and keeps you reachable."


@pytest.mark.parametrize("has_locks", [True, False], ids=["locks", "shouting"])
def test_one_tab_leads_and_the_other_takes_over_at_once(
    context: BrowserContext, page: Page, house: House, *, has_locks: bool
) -> None:
    if not has_locks:
        context.add_init_script(WITHOUT_LOCKS)
    house.store.write(lambda tx: change_agent(tx, seed.AGENT, rings="browser", reachable=False))
    with page.expect_request("**/desk/beat"):
        sign_in(page, house)
    expect(page.get_by_text("Your browser cannot be reached")).to_be_hidden()
    assert house.store.read(lambda db: db.scalar(select(agent.c.reachable).where(agent.c.id == seed.AGENT)))

    second = context.new_page()
    second.goto(f"{house.address}/desk")
    expect(second.get_by_text(ELSEWHERE)).to_be_visible()
    expect(page.get_by_text(ELSEWHERE)).to_be_hidden()
    with second.expect_request("**/desk/beat"):
        second.keyboard.press("l")
    expect(second.get_by_text(ELSEWHERE)).to_be_hidden()
    expect(page.get_by_text(ELSEWHERE)).to_be_visible()
    with page.expect_request("**/desk/beat"):
        second.close()
    expect(page.get_by_text(ELSEWHERE)).to_be_hidden()


def test_a_reload_keeps_the_talk_and_the_note_that_is_being_typed(page: Page, house: House) -> None:
    seed.offer_call(house.store)
    seed.accept_call(house.store)
    sign_in(page, house)
    page.get_by_label("Note").press_sequentially("Half a sen")
    page.reload()
    expect(page.get_by_label("Note")).to_have_value("Half a sen")
    expect(page.get_by_role("button", name="End the talk")).to_be_visible()
    page.wait_for_function("!document.querySelector('[data-unsaved]')")
    page.wait_for_function("!Object.keys(sessionStorage).some((key) => key.startsWith('draft:'))")
    kept = house.store.read(lambda db: db.scalar(select(note.c.text).where(note.c.agent_id == seed.AGENT)))
    assert kept == "Half a sen"
