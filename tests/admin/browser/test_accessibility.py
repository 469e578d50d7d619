"""Every page in four languages, light and wide, dark and narrow: axe finds no fault by WCAG 2.2 A and AA."""

import os
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.admin import figures_seed, floor_seed, seed
from tests.admin.browser.conftest import House
from tests.admin.setup.menus.shop import set_up, spoil

pytestmark = pytest.mark.browser
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PATHS = (
    "/desk",
    "/admin/calls",
    "/admin/tickets?status=open",
    "/admin/callbacks",
    "/admin/calls?number=abc&since=x",
    "/admin/floor",
    "/admin/floor?wall=1",
    "/admin/reports?period=yesterday",
    "/admin/reports/answering?since=2026-11-10&until=x",
    "/admin/reports/ringing",
    "/admin/reports/staffing?period=yesterday",
    "/admin/incidents",
    "/admin/refusals",
    f"/admin/calls/{seed.OLD_CALL}",
    f"/admin/tickets/{seed.OPEN_CASE}",
    f"/admin/callbacks/{seed.CALLBACK}",
    "/admin/calls/nothing",
    "/admin/settings",
    "/admin/settings/departments/orders",
    "/admin/settings/numbers",
    "/admin/settings/file",
    "/admin/menus",
    "/admin/menus/publish",
    "/admin/menus/versions/1",
    "/admin/menus/sentences/key_department",
    "/account",
    "/account/app",
    "/account/confirm",
    "/admin/people",
    "/admin/people/new",
    f"/admin/people/{seed.AGENT}",
    "/admin/audit",
    "/admin/hours",
    "/admin/hours/of/office",
    "/admin/hours/of/office/holidays",
    "/admin/hours/of/office/year/2026",
    "/admin/hours/closures",
    "/admin/hours/by-hand",
)
# Each page in one language and shape, in turn, and the pages with most words in all four; HOTLINE_TEST_PAGES=all looks
# at every page in every one.
SHAPES: tuple[tuple[str, Literal["light", "dark"], int], ...] = (
    ("pl", "light", 1440),
    ("fi", "dark", 360),
    ("cs", "light", 1440),
    ("en", "dark", 360),
)
WORDIEST = ("/desk", "/admin/callbacks", "/admin/floor")


def sign_in(page: Page, house: House, agent_id: str, language: str) -> None:
    page.goto(f"{house.address}/sign-in")
    page.locator(f"button[lang={language}]").click()
    page.locator("#email").fill(f"{agent_id}@sowa.example")
    page.locator("#password").fill(seed.PASSWORD)
    page.locator("main button").click()
    page.wait_for_url("**/desk")


def faults(page: Page, address: str, *, key: str | None = None) -> list[str]:
    """What is wrong with a page, after a key was pressed on it; without an address with the page that is open."""
    if address:
        page.goto(address)
    if key:
        page.keyboard.press(key)
    found = Axe().run(page, options=RULES).response["violations"]
    told = [f"{one['id']}: {[node['html'][:160] for node in one['nodes']]}" for one in found]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*told, *(["the page scrolls sideways"] if wide else [])]


def pages_in(language: str, incident: str) -> tuple[str, ...]:
    """The pages to look at in this language."""
    paths = (*PATHS, f"/admin/incidents/{incident}")
    if os.environ.get("HOTLINE_TEST_PAGES") == "all":
        return paths
    turn = [one for one, _, _ in SHAPES].index(language)
    return tuple(dict.fromkeys((*WORDIEST, *paths[turn :: len(SHAPES)])))


@pytest.mark.parametrize(("language", "scheme", "width"), SHAPES)
def test_nothing_on_any_page_keeps_anybody_out(
    chromium: Browser, house: House, language: str, scheme: Literal["light", "dark"], width: int
) -> None:
    seed.offer_call(house.store)
    seed.accept_call(house.store)
    house.store.write(floor_seed.around)
    house.store.write(figures_seed.figures)
    incident = house.store.write(lambda tx: floor_seed.tell_of_incident(tx, asked=2))
    set_up(house.store)
    house.store.write(spoil)
    with chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        found = {"/sign-in": faults(page, f"{house.address}/sign-in")}
        sign_in(page, house, seed.AGENT, language)
        found["the desk in a talk"] = faults(page, f"{house.address}/desk", key="c")
        found["my telephone"] = faults(page, f"{house.address}/desk/telephone")
        context.clear_cookies()
        sign_in(page, house, seed.LEAD, language)
        found |= {path: faults(page, f"{house.address}{path}") for path in pages_in(language, incident)}
        seed.ask_lead(house.store, "talking")
        found["the desk of whoever is asked"] = faults(page, f"{house.address}/desk")
    assert {path: those for path, those in found.items() if those} == {}
