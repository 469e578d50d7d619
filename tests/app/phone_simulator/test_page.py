"""The page in a real browser: a whole call by hand, the debugger, keys, widths."""

from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from app.phone_simulator.carrier import Carrier
from app.phone_simulator.clock import RealtimeDriver
from app.phone_simulator.server import SimulatorServer

pytestmark = pytest.mark.browser

DID, AGENT = "+48221234567", "client:anna"


@pytest.fixture
def browser(chromium: Browser) -> Browser:
    return chromium


@pytest.fixture
def live(carrier: Carrier, start_server: Callable[..., SimulatorServer]) -> Iterator[SimulatorServer]:
    """The simulator with time running ten times as fast, so that nobody waits for a sentence to end."""
    driver = RealtimeDriver(carrier.clock, speed=10).start()
    yield start_server(carrier, labels={DID: "Shop, Polish", AGENT: "Anna, complaints"})
    driver.stop()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser's console complains of."""
    return []


@pytest.fixture
def open_page(
    browser: Browser, live: SimulatorServer, complaints: list[str]
) -> Iterator[Callable[..., Page]]:
    pages: list[Page] = []

    def show(width: int = 1440, height: int = 900, scheme: Literal["light", "dark"] = "light") -> Page:
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda fault: complaints.append(str(fault)))
        page.goto(live.url)
        expect(page.locator("#customer .green")).to_be_enabled()
        pages.append(page)
        return page

    yield show
    for page in pages:
        page.close()


def test_a_customer_calls_presses_and_hangs_up(open_page: Callable[..., Page], complaints: list[str]) -> None:
    page = open_page()
    page.locator("#customer .green").click()
    expect(page.locator("#customer .state")).to_have_text("On the line")
    expect(page.locator(".bubble.said .words").first).to_have_text("Press 1 for orders.")
    expect(page.locator(".bubble.said .verb").first).to_have_text("Say")
    page.locator('#customer [data-digit="1"]').click()
    expect(page.locator(".bubble.pressed .words")).to_have_text("1")
    expect(page.locator(".bubble.music").first).to_be_visible()
    page.locator("#customer .red").click()
    expect(page.locator("#customer .state")).to_have_text("Ready")
    assert complaints == []


def test_an_agents_phone_rings_and_answers(carrier: Carrier, open_page: Callable[..., Page]) -> None:
    page = open_page()
    expect(page.locator("#agent .green")).to_be_disabled()
    carrier.create_call(to=AGENT, from_number=DID, url="https://shop.example/hold")
    expect(page.locator("#agent .state")).to_have_text("Rings")
    expect(page).to_have_title("☎ Rings: Anna, complaints")
    page.locator("#agent .green").click()
    expect(page.locator("#agent .state")).to_have_text("On the line")
    expect(page.locator("#agent .red")).to_have_text("Hang up")


def test_a_callback_brings_the_phone_that_rings_into_view(
    carrier: Carrier, open_page: Callable[..., Page]
) -> None:
    page = open_page()
    expect(page.locator("#from")).to_have_value("+48601234567")
    carrier.create_call(to="+420601234567", from_number=DID, url="https://shop.example/hold")
    expect(page.locator("#customer .state")).to_have_text("Rings")
    expect(page.locator("#from")).to_have_value("+420601234567")
    page.locator("#customer .red").click()
    expect(page.locator("#customer .state")).to_have_text("Ready")


def test_what_a_person_says_is_a_bubble_and_never_markup(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.locator("#customer .green").click()
    expect(page.locator("#customer .state")).to_have_text("On the line")
    page.locator("#words").fill("<img src=x onerror=alert(1)> Zażółć 🐈")
    page.keyboard.press("Enter")
    expect(page.locator(".bubble.spoken .words")).to_have_text("<img src=x onerror=alert(1)> Zażółć 🐈")


def test_the_keyboard_alone_is_enough(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    page.keyboard.press("g")
    expect(page.locator("#customer .state")).to_have_text("On the line")
    page.keyboard.press("1")
    expect(page.locator(".bubble.pressed .words")).to_have_text("1")
    expect(page.locator(".request").first).to_be_visible()
    page.keyboard.press("w")
    page.keyboard.press("Enter")
    expect(page.locator(".detail pre")).to_contain_text("<Response>")
    page.keyboard.press("Escape")
    expect(page.locator(".detail")).to_have_count(0)
    page.keyboard.press("h")
    expect(page.locator("#customer .state")).to_have_text("Ready")


def test_a_webhook_opens_whole_and_faults_can_be_filtered(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.locator("#customer .green").click()
    row = page.locator(".request", has_text="POST /voice")
    expect(row.locator(".chip")).to_have_text("✓ fine")
    row.locator("button").first.click()
    expect(row.locator(".detail tr", has_text="CallStatus")).to_contain_text("ringing")
    expect(row.locator(".detail pre")).to_contain_text('<Gather numDigits="1" action="/menu">')
    page.locator("#only-faults").check()
    expect(row).to_be_hidden()


def test_moving_the_clock_shows_on_the_shops_wall(carrier: Carrier, open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.get_by_role("button", name="25 December 10:00").click()
    expect(page.locator("#clock-day")).to_contain_text("25 December")
    expect(page.locator("#clock-moved")).to_contain_text("moved by")
    assert (carrier.clock.now.month, carrier.clock.now.day) == (12, 25)


def test_the_page_speaks_polish_when_asked(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.locator("#language").select_option("pl")
    expect(page.locator("#customer .green")).to_have_text("Zadzwoń")
    expect(page.locator("html")).to_have_attribute("lang", "pl")


def test_a_number_that_is_none_is_told_beside_its_field(open_page: Callable[..., Page]) -> None:
    page = open_page()
    page.locator("#from").select_option("own")
    page.locator("#own-number").fill("601")
    page.locator("#customer .green").click()
    expect(page.locator("#own-fault")).to_contain_text("with + and the country code")


@pytest.mark.parametrize("width", [360, 390, 820, 1440])
def test_nothing_is_wider_than_the_window(open_page: Callable[..., Page], width: int) -> None:
    page = open_page(width, 844)
    page.locator("#customer .green").click()
    expect(page.locator(".request .chip").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_and_reach_it(open_page: Callable[..., Page], scheme: str) -> None:
    page = open_page(scheme=scheme)
    page.locator("#customer .green").click()
    page.locator(".request button").first.click()
    expect(page.locator(".detail pre")).to_be_visible()
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa"]})
    assert found.violations_count == 0, found.generate_report()
