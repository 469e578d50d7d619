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
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.demo_screen import Screen
from app.running import Ground, programs_of
from app.serving import free_port
from app.supervised import supervise

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
    def carrier_url(self) -> str:
        return f"http://{self.host}:{self.carrier_port}"

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.folder / 'hotline.sqlite3'}"

    @property
    def clock_file(self) -> Path:
        return self.folder / "clock.json"

    def environment(self) -> Mapping[str, str]:
        """The settings of its processes. They run in its folder, so no `.env` of the person is read."""
        here = str(Path(__file__).parents[1])
        return {
            "PUBLIC_BASE_URL": self.web_url,
            "HOTLINE_LIVE_URL": f"http://{self.host}:{self.live_port}",
            "SECRET_KEY": secrets.token_urlsafe(48),
            "TWILIO_ACCOUNT_SID": self.account_sid,
            "TWILIO_AUTH_TOKEN": self.auth_token,
            "TWILIO_API_BASE_URL": self.carrier_url,
            "DATABASE_URL": self.database_url,
            "HOTLINE_DATA": str(self.folder),
            "HOTLINE_CLOCK_FILE": str(self.clock_file),
            "PYTHONPATH": os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH")])),
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
    """Start everything and stay in front until Ctrl-C. `began` is when the person pressed Enter.

    The processes start while the shop is set up; those that need it wait for the database.
    """
    _forget_the_persons_account()
    os.environ.update(demo.environment())
    logs = demo.folder / "logs"
    logs.mkdir()
    programs = programs_of(
        Ground(demo.host, demo.web_port, demo.live_port, demo.folder, folder=demo.folder, logs=logs)
    )
    with contextlib.ExitStack() as until_the_end:

        def set_up() -> None:
            from app.demo_stage import carrier, prepare  # noqa: PLC0415 - a second, spent while others start

            stage = prepare(demo, open_shop=open_shop)
            until_the_end.enter_context(carrier(demo, stage))
            screen = Screen(demo.web_url, demo.carrier_url, demo.password, logs, stage)
            threading.Thread(target=_say_when_ready, args=(demo, screen, began), daemon=True).start()

        supervise(programs, demo.folder / "run", when_started=set_up)


def _forget_the_persons_account() -> None:
    """Nothing of a real line is touched, whatever is set in this shell."""
    for name in [*os.environ]:
        if name.startswith("TWILIO_") or name == "REDIS_URL":
            del os.environ[name]


def _say_when_ready(demo: Demo, screen: Screen, began: float) -> None:
    deadline = time.monotonic() + _READY_WITHIN_S
    said = screen.not_ready()
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{demo.web_url}/healthz", timeout=1).close()  # noqa: S310 - our own address
            said = screen.ready(time.time() - began)
            break
        time.sleep(0.05)
    sys.stdout.write(said)
    sys.stdout.flush()
