"""Doors as people use them: a passkey of the device, an app's code, people who come and go; by mouse and by keys."""

import pyotp
import pytest
from playwright.sync_api import BrowserContext, CDPSession, Page, expect

from tests.admin import seed
from tests.admin.browser.conftest import House, sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def host() -> str:
    """Passkeys are made for a name, never for a number."""
    return "localhost"


@pytest.fixture
def device(context: BrowserContext, page: Page) -> CDPSession:
    """The browser's own virtual device, whose owner always puts the finger on it."""
    wire = context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    wire.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**kind, "hasUserVerification": True, "isUserVerified": True}},
    )
    return wire


def test_a_passkey_is_made_and_opens_the_door_without_a_word(
    page: Page, house: House, device: CDPSession
) -> None:
    sign_in(page, house)
    page.get_by_role("link", name="Account").click()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("What you call it").fill("My laptop")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_text("The passkey opens the door from now on.")).to_be_visible()
    expect(page.get_by_text("My laptop")).to_be_visible()
    page.get_by_role("navigation", name="Pages").get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/desk")
    page.goto(f"{house.address}/account")
    expect(page.get_by_text("with a passkey")).to_be_visible()
    page.get_by_role("button", name="Remove My laptop").click()
    page.get_by_role("navigation", name="Pages").get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("That passkey opens no door here.")).to_be_visible()
    device.detach()


def test_an_app_is_set_up_and_asked_for_by_keys_alone(page: Page, house: House) -> None:
    sign_in(page, house)
    page.keyboard.press("g")
    page.keyboard.press("u")
    page.get_by_role("link", name="Set up an app").press("Enter")
    expect(page.get_by_label("Type the code that it shows")).to_be_focused()
    app = pyotp.TOTP((page.locator(".secret").text_content() or "").replace(" ", ""))
    assert page.locator("img.qr").evaluate("picture => picture.decode().then(() => true)")
    page.keyboard.type(app.at(house.clock.now))
    page.keyboard.press("Enter")
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    house.clock.goes_on(seconds=30)
    page.goto(f"{house.address}/account")
    page.get_by_role("navigation", name="Pages").get_by_role("button", name="Sign out").press("Enter")
    expect(page.get_by_label("E-mail address")).to_be_focused()
    page.keyboard.type("agent-one@sowa.example")
    page.keyboard.press("Tab")
    page.keyboard.type(seed.PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Code of the app")).to_be_focused()
    page.keyboard.type(app.at(house.clock.now))
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk")


@pytest.fixture
def boss(house: House, page: Page) -> Page:
    """An admin who looks at the floor."""
    house.store.write(lambda tx: seed.seed_agent(tx, "the-boss", "The Boss", ["admin"], {}))
    page.goto(f"{house.address}/sign-in")
    page.get_by_label("E-mail address").fill("the-boss@sowa.example")
    page.get_by_label("Password").fill(seed.PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/admin/floor")
    return page


def test_somebody_is_added_and_chooses_a_password_by_the_link(
    boss: Page, house: House, context: BrowserContext
) -> None:
    page = boss
    page.goto(f"{house.address}/admin/people")
    page.get_by_role("link", name="Add a person").click()
    page.get_by_label("Name").fill("Ewa Wilk")
    page.get_by_label("E-mail address").fill("ewa@sowa.example")
    expect(page.get_by_text("A supervisor of these departments alone")).to_be_hidden()
    page.get_by_label("supervisor").check()
    page.get_by_role("group", name="A supervisor of these").get_by_label("orders").check()
    page.get_by_label("a telephone").check()
    page.get_by_label("Number of the telephone").fill("601 220 111")
    page.get_by_role("button", name="Add and invite").click()
    link = page.get_by_role("textbox", name="Link").input_value()
    context.clear_cookies()
    page.goto(link)
    page.get_by_label("New password").fill("kot pies krowa owca")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_label("New password")).to_have_attribute("type", "text")
    page.get_by_role("button", name="Keep it and sign in").click()
    page.wait_for_url("**/desk")


def test_somebody_is_changed_and_the_audit_read_by_keys_alone(boss: Page) -> None:
    page = boss
    page.keyboard.press("g")
    page.keyboard.press("m")
    page.wait_for_url("**/admin/menus")
    page.keyboard.press("g")
    page.keyboard.press("p")
    page.wait_for_url("**/admin/people")
    page.keyboard.press("/")
    page.keyboard.type("agent-one")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=agent-one**")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Agent One")).to_be_visible()
    page.keyboard.press("w")
    page.keyboard.press("Control+a")
    page.keyboard.type("Agent Uno")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Agent Uno")).to_be_visible()
    page.keyboard.press("g")
    page.keyboard.press("a")
    expect(page.get_by_role("heading", name="Audit")).to_be_visible()
    expect(page.locator("ins", has_text="Agent Uno")).to_be_visible()
