"""`hotline demo` as a visitor has it: two telephones, a desk and a panel in real Chromium, nothing faked."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.app.conftest import free_port

pytestmark = pytest.mark.browser

SOON_MS = 30_000
AGENT = "ola@lumi.example"
NOTE = "Wants a new wheel for the red train."


@dataclass
class Demo:
    telephones: str
    desk: str
    panel: str
    password: str


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo, started as the README says, until Ctrl-C."""
    folder = tmp_path_factory.mktemp("demo")
    command = "from app.command_line import main; main()"
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("TWILIO_", "REDIS_"))}
    process = subprocess.Popen(
        [sys.executable, "-c", command, "demo", "--port", str(free_port())],
        cwd=folder,
        env=clean | {"HOTLINE_DATA": str(folder), "PYTHONPATH": str(Path.cwd()), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if "Ctrl-C" in line:
            break
    try:
        yield Demo(
            *(re.search(rf"{name}\s+(http\S+)", said)[1] for name in ("Telephones", "desk", "Panel")),  # type: ignore[index]
            password=re.search(r"password (\S+)", said)[1],  # type: ignore[index]
        )
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)
        process.stdout.close()


@pytest.fixture
def browser(chromium: Browser) -> Browser:
    return chromium


def sign_in(browser: Browser, demo: Demo, email: str, address: str) -> Page:
    page = browser.new_context(locale="en-GB").new_page()
    page.goto(address)
    page.locator("input[type=email]").fill(email)
    page.locator("input[type=password]").fill(demo.password)
    page.keyboard.press("Enter")
    page.wait_for_url(address + "**")
    return page


def button(page: Page, phone: str, name: str) -> Locator:
    return page.locator(f"#{phone} .handset").get_by_role("button", name=re.compile(rf"^{name}\b")).first


def heard(page: Page, text: str) -> None:
    expect(page.locator("#bubbles")).to_contain_text(re.compile(text), timeout=SOON_MS)


def a_call_is_answered(phones: Page, desk: Page) -> None:
    """From the customer's phone through the menu and the queue to the agent, who types a note."""
    button(phones, "customer", "Call").click()
    heard(phones, "Lumi Toys")
    button(phones, "customer", "1").click()
    expect(button(phones, "agent", "Answer")).to_be_enabled(timeout=SOON_MS)
    expect(desk.get_by_text("Incoming call")).to_be_visible(timeout=SOON_MS)
    button(phones, "agent", "Answer").click()
    heard(phones, "1")
    button(phones, "agent", "1").click()
    expect(desk.locator("textarea")).to_be_visible(timeout=SOON_MS)
    desk.locator("textarea").fill(NOTE)
    phones.wait_for_function(
        "() => document.querySelector('#requests').innerText.includes('conference')", timeout=SOON_MS
    )
    button(phones, "customer", "Hang up").click()
    expect(desk.get_by_text("Wrap-up", exact=True)).to_be_visible(timeout=SOON_MS)


def a_callback_is_promised(phones: Page) -> None:
    """Everyone is busy or away: the caller asks to be rung back."""
    phones.locator("#clear").click()
    button(phones, "customer", "Call").click()
    heard(phones, "Lumi Toys")
    button(phones, "customer", "1").click()
    heard(phones, "Miejsce w kolejce")
    button(phones, "customer", "1").click()
    heard(phones, "[Oo]ddzwonimy .*między")
    expect(button(phones, "customer", "Call")).to_be_enabled(timeout=SOON_MS)


def the_callback_is_carried_out(phones: Page) -> None:
    """The agent first, then the customer; both meet."""
    agent_answers = button(phones, "agent", "Answer")
    expect(agent_answers).to_be_enabled(timeout=4 * SOON_MS)
    agent_answers.click()
    heard(phones, "Miejsce w kolejce(.|\n)*wybierz 1|[Oo]ddzw")
    button(phones, "agent", "1").click()
    customer_answers = button(phones, "customer", "Answer")
    expect(customer_answers).to_be_enabled(timeout=SOON_MS)
    customer_answers.click()
    heard(phones, "Lumi Toys")
    button(phones, "customer", "1").click()
    expect(phones.locator("#bubbles")).to_contain_text("Conference", timeout=SOON_MS)
    button(phones, "customer", "Hang up").click()


def the_panel_knows_it_all(panel: Page, address: str) -> None:
    """The callback, the ticket, and the note that was typed."""
    panel.goto(f"{address}/callbacks")
    expect(panel.locator("main")).to_contain_text(re.compile("done|talked|Done"), timeout=SOON_MS)
    panel.goto(f"{address}/tickets")
    expect(panel.locator("main")).to_contain_text("1001")
    panel.get_by_text("1001").first.click()
    expect(panel.locator("main")).to_contain_text(NOTE)


def test_a_visitor_plays_a_call_and_a_callback_and_the_tickets_are_there(
    demo: Demo, browser: Browser
) -> None:
    desk = sign_in(browser, demo, AGENT, demo.desk)
    phones = browser.new_page()
    phones.goto(demo.telephones)
    a_call_is_answered(phones, desk)
    a_callback_is_promised(phones)
    the_callback_is_carried_out(phones)
    the_panel_knows_it_all(sign_in(browser, demo, "admin@lumi.example", demo.panel), demo.panel)
    assert phones.locator("#requests").get_by_text("fault").count() == 0
