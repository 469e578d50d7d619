"""`hotline demo`: the whole house, a made-up shop, and a carrier to try them with, in one command.

Everything lies in a folder of its own and begins anew at each start. Nothing outside is reached.
"""

import contextlib
import os
import sys
import threading
import time
import urllib.request

from app.demo_layout import RUN, Demo
from app.demo_screen import Screen
from app.running import Ground, programs_of
from app.supervised import supervise

_READY_WITHIN_S = 60


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

        supervise(programs, demo.folder / RUN, when_started=set_up)


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
