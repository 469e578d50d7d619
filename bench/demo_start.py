"""Goal 16: from Enter to the dial tone: `hotline demo` in an empty folder, until a call is answered by a menu."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median

from app.serving import free_port
from bench.figures import Figure, Goal

GOAL = Goal(16, "`hotline demo` to the dial tone, seconds", "", 8, 4)
_HERE = Path(__file__).parents[1]
_GIVE_UP_S = 60.0
_CUSTOMER, _SHOP, _GREETING = "+48601234567", "+48226012200", "tu Lumi Toys"


def demo_start(database: str, *, small: bool) -> list[Figure]:
    """Wall time, medians of starts one after the other; the floor is an interpreter that imports Flask."""
    times = 1 if small else 3
    pairs = [(_start_s(), _import_flask_s()) for _ in range(times)]
    ours, bare = (median(side) for side in zip(*pairs, strict=True))
    method = (
        f"median of {times} start(s), each in an empty folder, until a call dialled there was greeted by the menu; "
        "floor: python -c 'import flask'"
    )
    return [Figure(GOAL, database, ours, f"{ours:.2f} s", f"{bare:.2f} s", method)]


def _start_s() -> float:
    with tempfile.TemporaryDirectory(prefix="hotline-bench-") as folder:
        port = free_port()
        command = [sys.executable, "-m", "app.command_line", "demo", "--port", str(port)]
        began = time.perf_counter()
        child = subprocess.Popen(
            command, cwd=_HERE, env=os.environ | {"HOTLINE_DATA": folder}, stdout=subprocess.PIPE, text=True,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            _dial_until_the_menu_speaks(_telephones(child), began + _GIVE_UP_S)
            return time.perf_counter() - began
        finally:
            os.killpg(child.pid, signal.SIGTERM)
            child.wait(timeout=20)


def _telephones(child: "subprocess.Popen[str]") -> str:
    """The address of the two telephones, as the demo prints it when it is ready."""
    assert child.stdout is not None
    for said in child.stdout:
        found = re.search(r"Telephones\s+(http://[^\s/]+)", said)
        if found:
            return found[1]
    raise RuntimeError("The demo ended before it was ready. Run `hotline demo` and look.")


def _dial_until_the_menu_speaks(telephones: str, give_up_at: float) -> None:
    dial = {"address": _CUSTOMER, "wish": "dial", "value": _SHOP}
    _ask(f"{telephones}/phones/act", dial)
    while _GREETING not in _ask(f"{telephones}/phones/state.json"):
        if time.perf_counter() > give_up_at:
            raise TimeoutError("The demo's menu was not heard. Run `hotline demo` and dial.")
        time.sleep(0.02)


def _ask(url: str, body: dict[str, str] | None = None) -> str:
    data = json.dumps(body).encode() if body else None
    headers = {"Content-Type": "application/json", "X-Simulator": "1"}
    with urllib.request.urlopen(urllib.request.Request(url, data, headers), timeout=10) as answer:  # noqa: S310 - our own address
        return str(json.loads(answer.read()))


def _import_flask_s() -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import flask"], check=True)
    return time.perf_counter() - began
