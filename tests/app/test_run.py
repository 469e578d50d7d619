"""`hotline run` for real: everything starts, whatever is killed comes back, and at the end nothing is left."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.app.conftest import free_port
from tests.app.test_settings import GOOD

pytestmark = pytest.mark.redis
NAMES = {"web", "live", "worker", "sweeper", "redis"}
PATIENCE_S = 180  # on a busy machine everything takes its time


def until(what: str, is_so: Callable[[], bool]) -> None:
    """Look again and again, since other programs decide when it is so."""
    deadline, breath = time.monotonic() + PATIENCE_S, threading.Event()
    while not is_so():
        assert time.monotonic() < deadline, f"waited {PATIENCE_S} s until {what}"
        breath.wait(0.05)


def processes() -> dict[int, tuple[int, str]]:
    """Every process of this machine: pid -> parent, command."""
    table = subprocess.run(
        ["ps", "-axwwo", "pid=,ppid=,command="], capture_output=True, text=True, check=True
    )
    rows = (line.split(None, 2) for line in table.stdout.splitlines())
    return {int(row[0]): (int(row[1]), row[2]) for row in rows if len(row) == 3}


@dataclass
class Running:
    process: subprocess.Popen[bytes]
    folder: Path
    port: int

    def supervisor(self) -> int:
        try:
            return int((self.folder / "data" / "run" / "supervisord.pid").read_text())
        except (OSError, ValueError):
            return 0

    def children(self) -> dict[str, int]:
        above = self.supervisor()
        named = {}
        for pid, (parent, command) in processes().items():
            if parent == above:
                words = set(command.split())
                named[next(iter(words & NAMES), "redis")] = pid
        return named

    def is_well(self) -> bool:
        """All five are there, and the web process says that the house is ready with everything good."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=2) as answer:
                checks = json.load(answer)["checks"]
            urllib.request.urlopen(f"http://127.0.0.1:{self.port + 1}/healthz", timeout=2).close()
        except (OSError, ValueError):
            return False
        return all(check["good"] for check in checks.values()) and set(self.children()) == NAMES


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    port = free_port()
    settings = {**GOOD, "PUBLIC_BASE_URL": f"http://127.0.0.1:{port}", "HOTLINE_DATA": "data"}
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment = {**inherited, **settings, "PYTHONPATH": str(Path(__file__).parents[2])}
    process = subprocess.Popen(
        [sys.executable, "-m", "app.command_line", "run", "--port", str(port)], cwd=tmp_path, env=environment
    )
    yield Running(process, tmp_path, port)
    process.terminate()
    process.wait(timeout=PATIENCE_S)


def test_what_is_killed_comes_back_and_nothing_is_left_at_the_end(running: Running) -> None:
    until("everything runs", running.is_well)
    before = running.children()

    for pid in before.values():
        os.kill(pid, signal.SIGKILL)
    until("all were started again", lambda: not set(running.children().values()) & set(before.values()))
    until("everything runs again", running.is_well)

    supervisor = running.supervisor()
    os.kill(supervisor, signal.SIGKILL)
    until("there is a new supervisor", lambda: running.supervisor() not in {0, supervisor})
    until("everything runs under it", running.is_well)

    ours = {running.supervisor(), *running.children().values()}
    began = time.monotonic()
    running.process.send_signal(signal.SIGTERM)
    assert running.process.wait(timeout=PATIENCE_S) == 0
    assert time.monotonic() - began < 30
    until("nothing is left", lambda: not ours & set(processes()))


def test_a_second_one_in_the_same_data_folder_is_refused(running: Running) -> None:
    until("the first one holds the folder", (running.folder / "data" / "run" / "lock").exists)
    until("its supervisor is up", lambda: running.supervisor() != 0)
    settings = {**GOOD, "PATH": os.environ["PATH"], "PYTHONPATH": str(Path(__file__).parents[2])}
    second = subprocess.run(
        [sys.executable, "-m", "app.command_line", "run", "--port", str(free_port())],
        cwd=running.folder,
        env=settings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert second.returncode == 1
    assert "Another hotline runs with the data folder" in second.stderr
