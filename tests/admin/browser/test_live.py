"""The desk with the whole chain behind it: commit, bell, Redis, live process, browser."""

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from admin.back_office import BackOffice
from app.doorbell import RedisBell
from call_routing.line_book import LineBook
from tests.admin import seed
from tests.admin.browser.conftest import House, sign_in
from tests.admin.conftest import SECRET, Clock
from tests.admin.one_app import pages_of
from tests.app.conftest import free_port, own_redis
from tests.seeded import fill
from ticket_store.engine import Store

pytestmark = [pytest.mark.browser, pytest.mark.redis]


@pytest.fixture
def live_process(tmp_path: Path) -> Iterator[tuple[str, int, int, "subprocess.Popen[bytes]"]]:
    """The real live process beside a real Redis: the Redis, both ports, the process."""
    with own_redis(tmp_path, free_port()) as redis_url:
        web_port, live_port = free_port(), free_port()
        settings = {
            "PUBLIC_BASE_URL": f"http://127.0.0.1:{web_port}",
            "REDIS_URL": redis_url,
            "DATABASE_URL": f"sqlite:///{tmp_path / 'unused.sqlite3'}",
            "SECRET_KEY": SECRET,
            "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
            "TWILIO_AUTH_TOKEN": "none",
        }
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "app.command_line",
                "live",
                "--host",
                "127.0.0.1",
                "--port",
                str(live_port),
            ],
            env={**os.environ, **settings},
            cwd=Path(__file__).parents[3],
        )
        yield redis_url, web_port, live_port, process
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture
def live_house(
    tmp_path: Path,
    sqlite_template: Path,
    clock: Clock,
    live_process: tuple[str, int, int, "subprocess.Popen[bytes]"],
) -> Iterator[House]:
    redis_url, web_port, live_port, _ = live_process
    bell = RedisBell(redis_url)
    path = shutil.copyfile(sqlite_template, tmp_path / "hotline.sqlite3")
    store = Store(f"sqlite:///{path}", bell=bell)
    fill(store, seed.seed_shop, seed.seed_customers)
    address = f"http://127.0.0.1:{web_port}"
    office = BackOffice(
        store,
        clock,
        LineBook(store),
        SECRET,
        address,
        live_url=f"http://127.0.0.1:{live_port}",
        cookie_secure=False,
    )
    server = make_server("127.0.0.1", web_port, pages_of(office), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield House(address, store, clock)
    server.shutdown()
    thread.join()
    server.server_close()
    store.close()
    bell.close()


def test_the_desk_hears_of_a_call_at_once_and_polls_when_the_live_process_dies(
    page: Page, live_house: House, live_process: tuple[str, int, int, "subprocess.Popen[bytes]"]
) -> None:
    sign_in(page, live_house)
    connection = page.locator("#connection")
    expect(connection).to_have_text("Live", timeout=30_000)
    with page.expect_response("**/desk/now", timeout=2000):  # far sooner than the look of every 30 seconds
        seed.offer_call(live_house.store)
    expect(page.get_by_text("Incoming call")).to_be_visible()
    live_process[3].terminate()
    expect(connection).to_have_text("Updated every 3 s", timeout=20_000)
    seed.accept_call(live_house.store)
    expect(page.get_by_role("button", name="End the talk")).to_be_visible(timeout=10_000)
