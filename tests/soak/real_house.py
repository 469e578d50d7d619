"""`hotline run` as it is shipped, in processes that can be killed, beside a clock that may run faster."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.phone_simulator.shop_clock import write_offset
from tests.stories.world import ACCOUNT, TOKEN

NAMES = frozenset({"web", "live", "worker", "sweeper", "redis"})
UP_WITHIN_S = 120.0
_ROOT = Path(__file__).parents[2]


class FastClock:
    """A date that began at `start` and runs `speed` times as fast as the machine's, for all who read the file."""

    def __init__(self, file: Path, start: datetime, speed: float) -> None:
        self.file = file
        self._start, self._speed, self._began = start, speed, datetime.now(UTC)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="soak-clock", daemon=True)
        self._write()
        self._thread.start()

    @property
    def now(self) -> datetime:
        return self._start + (datetime.now(UTC) - self._began) * self._speed

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        while not self._stopping.wait(0.1):
            self._write()

    def _write(self) -> None:
        write_offset(self.file, (self.now - datetime.now(UTC)).total_seconds())


@dataclass(frozen=True)
class RealHouse:
    """A running house. `base` is where its web process answers."""

    process: "subprocess.Popen[bytes]"
    folder: Path
    port: int

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def children(self) -> dict[str, int]:
        """The living processes by name."""
        try:
            above = int((self.folder / "data" / "run" / "supervisord.pid").read_text())
        except (OSError, ValueError):
            return {}
        named = {}
        for pid, parent, command in _processes():
            if parent == above:
                named[next(iter(set(command.split()) & NAMES), "redis")] = pid
        return named

    def kill(self, name: str, number: signal.Signals = signal.SIGKILL) -> bool:
        """Whether there was one to send it to."""
        pid = self.children().get(name)
        if pid is None:
            return False
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return False
        return True

    def answers(self) -> bool:
        """Whether its web process does."""
        try:
            urllib.request.urlopen(f"{self.base}/healthz", timeout=2).close()
        except OSError:
            return False
        return True

    def asks(self, path: str, token: str, body: Mapping[str, object], key: str) -> tuple[int, dict[str, str]]:
        """POST to the JSON API; the status, 0 when no answer came, and the body."""
        request = urllib.request.Request(
            f"{self.base}/api/v1/{path}",
            json.dumps(body).encode(),
            {
                "Authorization": f"Bearer {token}",
                "Content-Type": "application/json",
                "Idempotency-Key": key,
            },
        )
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as fault:
            return fault.code, {"body": fault.read().decode(errors="replace")}
        except (OSError, ValueError):
            return 0, {}


@contextmanager
def real_house(
    folder: Path, port: int, database_url: str, carrier_url: str, clock: FastClock, **more: str
) -> Iterator[RealHouse]:
    """Started, and answering; stopped in the end, with all its processes."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment = {
        **inherited,
        "PYTHONPATH": str(_ROOT),
        "HOTLINE_DATA": "data",
        "HOTLINE_CLOCK_FILE": str(clock.file),
        "DATABASE_URL": database_url,
        "PUBLIC_BASE_URL": f"http://127.0.0.1:{port}",
        "SECRET_KEY": "k" * 48,
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_API_BASE_URL": carrier_url,
        "TWILIO_CALLS_PER_SECOND": "50",
        **more,
    }
    with (folder / "house.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "app.command_line", "run", "--port", str(port)],
            cwd=folder,
            env=environment,
            stdout=log,
            stderr=log,
        )
    house = RealHouse(process, folder, port)
    try:
        wait_until("the house answers", house.answers)
        yield house
    finally:
        process.terminate()
        process.wait(timeout=60)


def wait_until(
    what: str, is_so: Callable[[], bool], within: timedelta = timedelta(seconds=UP_WITHIN_S)
) -> None:
    """Look again and again, since other programs decide when it is so. Raises: TimeoutError."""
    deadline, breath = time.monotonic() + within.total_seconds(), threading.Event()
    while not is_so():
        if time.monotonic() > deadline:
            raise TimeoutError(f"Waited {within} until {what}.")
        breath.wait(0.05)


def _processes() -> Iterator[tuple[int, int, str]]:
    """Every process of this machine: pid, parent, command."""
    table = subprocess.run(
        ["ps", "-axwwo", "pid=,ppid=,command="], capture_output=True, text=True, check=True
    )
    for row in table.stdout.splitlines():
        pid, parent, command = row.split(None, 2)
        yield int(pid), int(parent), command
