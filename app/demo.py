"""`hotline demo`: the whole house, a made-up shop, and a carrier to try them with, in one command.

Everything lies in a folder of its own and begins anew at each start. Nothing outside is reached.
"""

import contextlib
import json
import os
import secrets
import shutil
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from admin.passwords import hash_password
from admin.shop_file.commands import read_checked
from app.demo_screen import Screen
from app.phone_simulator.carrier import Carrier
from app.phone_simulator.clock import RealtimeDriver, VirtualClock
from app.phone_simulator.server import serve
from app.phone_simulator.transport import HttpTransport
from app.running import programs_of
from app.serving import free_port
from app.settings import StoreSettings
from app.supervised import supervise
from call_routing.addresses import agent_address
from call_routing.agent_status import AgentStatus, choose_status
from ivr.webhook_addresses import number_webhooks
from ticket_store import migrate
from ticket_store.accounts import set_password
from ticket_store.agents import agent_by_email
from ticket_store.engine import Store, Transaction
from ticket_store.line import Line
from ticket_store.line_rows import save_line

_SHOP = Path(__file__).with_name("demo_shop.yaml")
_WEBHOOK_THREADS = 32
_READY_WITHIN_S = 60


@dataclass(frozen=True)
class Demo:
    """One demo: where it listens, and the secrets it has made up for itself."""

    folder: Path
    host: str
    web_port: int
    live_port: int
    carrier_port: int
    account_sid: str
    auth_token: str
    password: str

    @property
    def web_url(self) -> str:
        return f"http://{self.host}:{self.web_port}"

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.folder / 'hotline.sqlite3'}"

    @property
    def clock_file(self) -> Path:
        return self.folder / "clock.json"

    def environment(self) -> Mapping[str, str]:
        """The settings of its processes. They run in its folder, so no `.env` of the person is read."""
        return {
            "PUBLIC_BASE_URL": self.web_url,
            "HOTLINE_LIVE_URL": f"http://{self.host}:{self.live_port}",
            "SECRET_KEY": secrets.token_urlsafe(48),
            "TWILIO_ACCOUNT_SID": self.account_sid,
            "TWILIO_AUTH_TOKEN": self.auth_token,
            "TWILIO_API_BASE_URL": f"http://{self.host}:{self.carrier_port}",
            "DATABASE_URL": self.database_url,
            "HOTLINE_DATA": str(self.folder),
            "HOTLINE_CLOCK_FILE": str(self.clock_file),
            "PYTHONPATH": os.pathsep.join(
                filter(None, [str(_SHOP.parents[1]), os.environ.get("PYTHONPATH")])
            ),
        }


def lay_out(folder: Path, host: str, port: int) -> Demo:
    """A new demo on these ports, or on free ones where they are taken. What was in its folder goes."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    made = Demo(
        folder=folder.absolute(),
        host=host,
        web_port=free_port(host, port),
        live_port=free_port(host, port + 1),
        carrier_port=free_port(host, port + 2),
        account_sid=f"AC{secrets.token_hex(16)}",
        auth_token=secrets.token_hex(16),
        password=f"lumi-toys-{secrets.randbelow(10**6):06}",
    )
    made.clock_file.write_text(json.dumps({"offset_s": 0.0}))
    return made


def run(demo: Demo, *, open_shop: bool, began: float) -> None:
    """Start everything and stay in front until Ctrl-C. `began` is when the person pressed Enter."""
    line = prepare(demo, open_shop=open_shop)
    settings = StoreSettings.model_construct(
        data_dir=demo.folder, database_url=demo.database_url, redis_url=None
    )
    for name in [name for name in os.environ if name.startswith("TWILIO_") or name == "REDIS_URL"]:
        del os.environ[name]  # a person's own account is nothing to the demo
    os.environ.update(demo.environment())
    logs = demo.folder / "logs"
    logs.mkdir()
    programs = programs_of(settings, demo.host, demo.web_port, demo.live_port, logs=logs, folder=demo.folder)
    screen = Screen(demo.web_url, f"http://{demo.host}:{demo.carrier_port}", demo.password, logs, line)
    waiting = threading.Thread(target=_say_when_ready, args=(demo, screen, began), daemon=True)
    with carrier(demo, line):
        supervise(programs, demo.folder / "run", when_started=waiting.start)


def prepare(demo: Demo, *, open_shop: bool) -> Line:
    """Migrate, apply the demo's shop, and send its agents to their desks."""
    migrate.upgrade(demo.database_url)
    line, faults = read_checked(_SHOP.read_text(encoding="utf-8"))
    if line is None:
        raise ValueError(f"{_SHOP} has faults: {'; '.join(map(str, faults))}")
    hashed, now = hash_password(demo.password), datetime.now(UTC)

    def work(tx: Transaction) -> None:
        save_line(tx, line, actor="demo", now=now)
        for setup in line.agents:
            agent = agent_by_email(tx.db, setup.email)
            if agent:
                set_password(tx, agent.id, hashed, now)
            if agent and setup.departments and open_shop:
                choose_status(tx, agent.id, AgentStatus.AVAILABLE, now, actor="demo", line=line)

    store = Store(demo.database_url)
    store.write(work)
    store.close()
    return line


@contextlib.contextmanager
def carrier(demo: Demo, line: Line) -> Iterator[None]:
    """The phone simulator as the carrier of the demo: the shop's numbers, the agents' telephones."""
    clock = VirtualClock(datetime.now(UTC))
    simulator = Carrier(
        demo.account_sid, demo.auth_token, clock=clock, transport=HttpTransport(), workers=_WEBHOOK_THREADS
    )
    webhooks = number_webhooks(demo.web_url)
    labels = {}
    for did in line.dids.values():
        target = did.department_key or "menu"
        simulator.add_number(did.number, **webhooks)
        labels[did.number] = f"{line.shop.name}, {did.language}: {target}"
    for agent in line.agents:
        if agent.departments:
            labels[agent_address(agent.email, agent.rings)] = agent.name
    driver = RealtimeDriver(clock).start()
    server = serve(
        simulator,
        demo.host,
        demo.carrier_port,
        labels=labels,
        clock_file=demo.clock_file,
        zone=line.shop.timezone,
        phones_for_all=True,
    )
    try:
        yield
    finally:
        server.stop()
        driver.stop()
        simulator.close()


def _say_when_ready(demo: Demo, screen: Screen, began: float) -> None:
    deadline = time.monotonic() + _READY_WITHIN_S
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError, urllib.error.URLError):
            urllib.request.urlopen(f"{demo.web_url}/healthz", timeout=1).close()  # noqa: S310 - our own address
            sys.stdout.write(screen.ready(time.time() - began))
            sys.stdout.flush()
            return
        time.sleep(0.05)
    sys.stdout.write(screen.not_ready())
    sys.stdout.flush()
