"""Pages as somebody sees them who opens them on a telephone for the first time."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, sync_playwright

CHROMIUM = os.environ.get("HOTLINE_TEST_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
_SLOWER, _BITS, _DELAY_MS = 4, 9_000_000, 60
PROFILE = (
    f"Chromium, 390 x 844, processor {_SLOWER} x slower, {_BITS // 10**6} Mbit/s, {_DELAY_MS} ms, cold cache"
)


@dataclass(frozen=True)
class Visit:
    """When the first words stood there, and how much came over the air for the whole page."""

    paint_ms: float
    weight_kb: float


def visits(port: int, path: str, cookie: str, count: int) -> Iterator[Visit]:
    """So many first visits. Raises: RuntimeError without Chromium."""
    if not Path(CHROMIUM).exists():
        raise RuntimeError(f"{CHROMIUM} is not there. Install Chromium, or name it in HOTLINE_TEST_CHROMIUM.")
    address, (name, _, value) = f"http://127.0.0.1:{port}", cookie.partition("=")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for _ in range(count):
            context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True)
            context.add_cookies([{"name": name, "value": value, "url": address}])
            yield _visit(context, address + path)
            context.close()
        browser.close()


def _visit(context: BrowserContext, address: str) -> Visit:
    page = context.new_page()
    tools = context.new_cdp_session(page)
    sent: list[float] = []
    tools.on("Network.loadingFinished", lambda done: sent.append(done["encodedDataLength"]))
    tools.send("Network.enable")
    tools.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    speed = {"downloadThroughput": _BITS / 8, "uploadThroughput": _BITS / 8}
    tools.send("Network.emulateNetworkConditions", {"offline": False, "latency": _DELAY_MS, **speed})
    page.goto(address, wait_until="load")
    return Visit(float(page.evaluate(_PAINT)), sum(sent) / 1000)


_PAINT = """() => new Promise(done => {
  const seen = () => performance.getEntriesByName("first-contentful-paint")[0];
  const look = () => seen() ? done(seen().startTime) : requestAnimationFrame(look);
  look();
})"""
