"""The desk as a telephone: the carrier's own script in a real browser, rung by a stub of the carrier's switch.

The stub speaks what the script of version 2.18.5 speaks; the caller is a second page with a tone for a voice.
"""

import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocketRoute, expect

from admin.softphone_token import SoftphoneKeys
from tests.admin import seed
from tests.admin.browser.conftest import House, sign_in
from tests.conftest import OpenChromium
from ticket_store.agents import change_agent

pytestmark = pytest.mark.browser
MEDIA = [
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--allow-loopback-in-peer-connection",
    "--disable-features=WebRtcHideLocalIpsWithMdns",
]
CALL_SID = "CA" + "7" * 32
PANEL = "#softphone"
WRITE_KEYS_DOWN = """
const insert = RTCDTMFSender.prototype.insertDTMF;
RTCDTMFSender.prototype.insertDTMF = function (key, ...how) {
  document.documentElement.dataset.keys = (document.documentElement.dataset.keys ?? "") + key;
  return insert.call(this, key, ...how);
};
"""
ASKS_EACH_TIME = "Permissions.prototype.query = async () => ({ state: 'prompt' })"
KEEPS_IT = "Permissions.prototype.query = async () => ({ state: 'denied' })"
CALLER_OFFERS = """async () => {
  const line = window.line = new RTCPeerConnection();
  const sound = new AudioContext();
  const tone = sound.createOscillator(), voice = sound.createMediaStreamDestination();
  tone.connect(voice);
  tone.start();
  line.addTrack(voice.stream.getAudioTracks()[0], voice.stream);
  await line.setLocalDescription(await line.createOffer());
  while (line.iceGatheringState !== "complete")
    await new Promise((done) => line.addEventListener("icegatheringstatechange", done, { once: true }));
  return line.localDescription.sdp;
}"""
CALLER_HEARS = """async () => [...(await window.line.getStats()).values()]
  .some((one) => one.type === "inbound-rtp" && one.packetsReceived > 0)"""


@dataclass
class Switch:
    """The carrier's end: what the page said, and what the carrier says to it."""

    lets_in: bool = True
    token_lasts_s: int = 900
    lines: list[WebSocketRoute] = field(default_factory=list)
    heard: list[tuple[str, dict[str, object]]] = field(default_factory=list)

    def answer(self, line: WebSocketRoute) -> None:
        self.lines.append(line)
        line.on_message(lambda raw: self._hear(json.loads(raw)) if str(raw).strip() else None)

    def says(self, kind: str, **payload: object) -> None:
        self.lines[-1].send(json.dumps({"type": kind, "version": "1.6", "payload": payload}))

    def beats(self) -> None:
        """A line on which nothing comes for 15 s is lost to the carrier's script; pages ask us every 3."""
        if self.lines:
            self.lines[-1].send("\n")

    def heard_of(self, kind: str) -> list[dict[str, object]]:
        return [payload for name, payload in self.heard if name == kind]

    def rings(self, sdp: str) -> None:
        parameters = {"From": "+48600123456", "To": "client:agent_one_sowa_example", "CallSid": CALL_SID}
        self.says("invite", callsid=CALL_SID, sdp=sdp, parameters=parameters)

    def _hear(self, said: dict[str, object]) -> None:
        kind, payload = str(said["type"]), said.get("payload")
        self.heard.append((kind, payload if isinstance(payload, dict) else {}))
        if kind == "listen" and not self.lets_in:
            self.says("error", error={"code": 31204, "message": "invalid"})
        elif kind == "listen":
            token = {"identity": "agent_one_sowa_example", "ttl": self.token_lasts_s}
            self.says("connected", region="gll", edge="dublin", token=token)
        elif kind == "register":
            self.says("ready")


@pytest.fixture
def softphone() -> SoftphoneKeys:
    return SoftphoneKeys("AC" + "1" * 32, "SK" + "2" * 32, "a secret of the carrier")


@pytest.fixture(scope="module")
def with_microphone(open_chromium: OpenChromium) -> Iterator[OpenChromium]:
    """A Chromium whose microphone is a beep and whose permission is given."""
    opened = open_chromium.another(*MEDIA)
    yield opened
    opened.close()


@pytest.fixture
def telephone_browser(with_microphone: OpenChromium) -> Browser:
    return with_microphone.browser()


@pytest.fixture
def switch() -> Switch:
    return Switch()


@pytest.fixture
def context(telephone_browser: Browser, house: House, switch: Switch) -> Iterator[BrowserContext]:
    house.store.write(lambda tx: change_agent(tx, seed.AGENT, rings="browser", reachable=False))
    with telephone_browser.new_context(locale="en", viewport={"width": 1440, "height": 900}) as made:
        made.add_init_script(WRITE_KEYS_DOWN)
        made.route_web_socket("wss://*.twilio.com/**", switch.answer)
        made.route("https://*.twilio.com/**", lambda route: route.abort())
        made.on("request", lambda _: switch.beats())
        yield made


@pytest.fixture
def caller(context: BrowserContext) -> Page:
    """The other end of the line, as far as a browser can play it."""
    return context.new_page()


def until(page: Page, is_so: Callable[[], bool]) -> None:
    """Let the browser go on, frame by frame, until it has said what is waited for."""
    ends = time.monotonic() + 20
    while not is_so():
        assert time.monotonic() < ends, "the page never said it"
        page.evaluate("new Promise(requestAnimationFrame)")


def test_an_agent_answers_talks_and_is_free_again_without_a_telephone(
    page: Page, caller: Page, house: House, switch: Switch
) -> None:
    with page.expect_request("**/desk/beat"):
        sign_in(page, house)
    phone = page.locator(PANEL)
    expect(phone).to_contain_text("The phone is ready: calls ring here.")

    seed.offer_call(house.store)
    expect(page.get_by_text("Your browser phone rings in a moment.")).to_be_visible()
    expect(page.get_by_role("button", name="Accept")).to_be_hidden()
    switch.rings(caller.evaluate(CALLER_OFFERS))
    expect(page.get_by_role("button", name="Accept")).to_be_visible()
    page.keyboard.press("a")
    until(page, lambda: bool(switch.heard_of("answer")))
    answered = switch.heard_of("answer")[0]
    assert answered["callsid"] == CALL_SID
    caller.evaluate("(sdp) => line.setRemoteDescription({ type: 'answer', sdp })", answered["sdp"])
    expect(page.locator("html")).to_have_attribute("data-keys", re.compile("^1+$"))
    expect(phone).to_contain_text("You are being connected.")

    seed.accept_call(house.store)
    expect(phone).to_contain_text("You are on the line.")
    caller.wait_for_function(CALLER_HEARS)
    pressed = page.locator("html").get_attribute("data-keys")
    page.keyboard.press("u")
    expect(phone).to_contain_text("You are muted: nobody hears you.")
    page.keyboard.press("u")
    expect(phone).to_contain_text("You are on the line.")

    switch.says("hangup", callsid=CALL_SID)
    expect(phone).to_contain_text("The phone is ready: calls ring here.")
    assert page.locator("html").get_attribute("data-keys") == pressed  # once taken, no key sounds in the talk


def test_declining_tells_the_carrier_and_the_phone_is_ready_again(
    page: Page, caller: Page, house: House, switch: Switch
) -> None:
    sign_in(page, house)
    expect(page.locator(PANEL)).to_contain_text("ready")
    seed.offer_call(house.store)
    switch.rings(caller.evaluate(CALLER_OFFERS))
    expect(page.get_by_role("button", name="Decline")).to_be_visible()
    page.keyboard.press("d")
    expect(page.locator(PANEL)).to_contain_text("The phone is ready: calls ring here.")
    expect(page.get_by_role("button", name="Decline")).to_be_hidden()
    assert switch.heard_of("reject") == [{"callsid": CALL_SID}]


def test_a_caller_who_gives_up_takes_the_buttons_away(
    page: Page, caller: Page, house: House, switch: Switch
) -> None:
    sign_in(page, house)
    expect(page.locator(PANEL)).to_contain_text("ready")
    seed.offer_call(house.store)
    switch.rings(caller.evaluate(CALLER_OFFERS))
    expect(page.get_by_role("button", name="Accept")).to_be_visible()
    switch.says("cancel", callsid=CALL_SID)
    expect(page.get_by_role("button", name="Accept")).to_be_hidden()


def test_without_a_microphone_nobody_is_rung_and_choosing_a_status_asks_for_it(
    page: Page, house: House, switch: Switch
) -> None:
    page.add_init_script(ASKS_EACH_TIME)
    beats: list[str] = []
    page.on("request", lambda sent: beats.append(sent.url) if sent.url.endswith("/beat") else None)
    sign_in(page, house)
    expect(page.locator(PANEL)).to_contain_text("No calls come yet: let this page use the microphone.")
    assert (beats, switch.heard) == ([], [])
    with page.expect_request("**/desk/beat"):
        page.get_by_role("button", name="Available").click()
    expect(page.locator(PANEL)).to_contain_text("The phone is ready: calls ring here.")


def test_a_microphone_that_the_browser_keeps_is_told_in_words(
    page: Page, house: House, switch: Switch
) -> None:
    page.add_init_script(KEEPS_IT)
    sign_in(page, house)
    expect(page.locator(PANEL)).to_contain_text("the browser keeps the microphone from this page")
    assert switch.heard == []


def test_a_carrier_that_refuses_is_told_in_words_and_gives_no_sign_of_life(
    page: Page, house: House, switch: Switch
) -> None:
    switch.lets_in = False
    beats: list[str] = []
    page.on("request", lambda sent: beats.append(sent.url) if sent.url.endswith("/beat") else None)
    sign_in(page, house)
    expect(page.locator(PANEL)).to_contain_text("the carrier does not let this phone in (20101)")
    assert beats == []


def test_a_token_is_renewed_before_it_ends(page: Page, house: House, switch: Switch) -> None:
    switch.token_lasts_s = 31
    with page.expect_request("**/desk/softphone/token"):
        sign_in(page, house)
    with page.expect_request("**/desk/softphone/token"):
        expect(page.locator(PANEL)).to_contain_text("ready")
    expect(page.locator(PANEL)).to_contain_text("ready")


def test_only_the_tab_that_leads_is_a_telephone(
    context: BrowserContext, page: Page, house: House, switch: Switch
) -> None:
    sign_in(page, house)
    expect(page.locator(PANEL)).to_contain_text("ready")
    second = context.new_page()
    second.goto(f"{house.address}/desk")
    expect(second.locator(PANEL)).to_contain_text("Calls ring in another tab of yours.")
    assert len(switch.lines) == 1
    second.keyboard.press("l")
    expect(second.locator(PANEL)).to_contain_text("The phone is ready: calls ring here.")
    expect(page.locator(PANEL)).to_contain_text("Calls ring in another tab of yours.")
