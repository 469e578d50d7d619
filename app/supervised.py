"""Several processes as one: they are started together, brought back when they die, stopped together.

supervisord does it; this file writes its configuration and stays in front of it.
"""

import contextlib
import fcntl
import os
import shlex
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from app.orphans import SUPERVISED, ending_with_us

_STOP_WITHIN_S = 8
_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class AlreadyRunningError(Exception):
    """Another one works in this data folder."""


@dataclass(frozen=True)
class Program:
    """One process. `log` is a file; without one it writes where we write. Lower `order` starts first.

    It runs in `folder`, or where we do.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    log: Path | None = None
    order: int = 500
    folder: Path | None = None


def hotline_program(
    name: str,
    *arguments: str,
    environment: Mapping[str, str] | None = None,
    log: Path | None = None,
    folder: Path | None = None,
) -> Program:
    """A command of our own, run by the Python that runs us."""
    command = [sys.executable, "-m", "app.command_line", name, *arguments]
    return Program(name, command, {SUPERVISED: "1", **(environment or {})}, log, folder=folder)


def configuration(programs: Sequence[Program], folder: Path) -> str:
    """What supervisord reads. It holds no secret: those are passed on in the environment."""
    head = [
        "[supervisord]",
        "nodaemon=true",
        "silent=true",
        f"logfile={_plain(folder / 'supervisord.log')}",
        "logfile_maxbytes=1MB",
        "logfile_backups=1",
        f"pidfile={_plain(folder / 'supervisord.pid')}",
        f"childlogdir={_plain(folder)}",
    ]
    return "\n".join([*head, *(line for program in programs for line in _section(program)), ""])


def _section(program: Program) -> Iterator[str]:
    yield f"\n[program:{program.name}]"
    yield f"command={_plain(shlex.join(program.command))}"
    yield f"priority={program.order}"
    if program.folder:
        yield f"directory={_plain(program.folder)}"
    if program.environment:
        pairs = ",".join(f'{name}="{_plain(value)}"' for name, value in program.environment.items())
        yield f"environment={pairs}"
    yield from ("autorestart=true", "startsecs=1", "startretries=1000000000")  # it never gives up
    yield from (f"stopwaitsecs={_STOP_WITHIN_S}", "killasgroup=true", "redirect_stderr=true")
    if program.log:
        yield f"stdout_logfile={_plain(program.log)}"
        yield from ("stdout_logfile_maxbytes=10MB", "stdout_logfile_backups=2")
    else:
        yield from ("stdout_logfile=/dev/fd/1", "stdout_logfile_maxbytes=0")


def _plain(value: object) -> str:
    """supervisord expands % in values."""
    return str(value).replace("%", "%%")


def supervise(programs: Sequence[Program], folder: Path, *, when_started: Callable[[], None]) -> None:
    """Run the programs until SIGTERM, SIGHUP or Ctrl-C; then stop them all within seconds.

    `when_started` is called once, while the programs begin. Should supervisord itself be killed, its programs
    leave and all are started anew.
    Raises: AlreadyRunningError.
    """
    with alone(folder):
        file = folder / "supervisord.conf"
        file.write_text(configuration(programs, folder))
        front = _Front(
            ending_with_us([sys.executable, "-m", "supervisor.supervisord", "-n", "-c", str(file)])
        )
        front.run(when_started)


class _Front:
    """Stays before supervisord, passes on the wish to stop, and starts it again when it dies by itself."""

    def __init__(self, command: list[str]) -> None:
        self._command = command
        self._running: subprocess.Popen[bytes] | None = None
        self._stopping = threading.Event()

    def run(self, when_started: Callable[[], None]) -> None:
        before = {number: signal.signal(number, self._stop) for number in _SIGNALS}
        try:
            told = False
            while not self._stopping.is_set():
                # In a session of its own: Ctrl-C reaches us alone, and we stop the others in order.
                self._running = subprocess.Popen(  # noqa: S603 - our own command
                    self._command, start_new_session=True
                )
                if self._stopping.is_set():  # a signal between the check and the start
                    self._running.terminate()
                if not told:
                    told = True
                    when_started()
                self._running.wait()
        finally:
            self._end_running()
            for number, handler in before.items():
                signal.signal(number, handler)

    def _end_running(self) -> None:
        """Nothing to do after an ordinary end; after an error of ours, what was started goes too."""
        if self._running and self._running.poll() is None:
            self._running.terminate()
            self._running.wait()

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping.set()
        if self._running:
            with contextlib.suppress(ProcessLookupError):
                self._running.terminate()


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; the kernel gives it up whenever we end. Raises: AlreadyRunningError."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunningError(
                f"Another hotline runs with the data folder {os.fspath(folder.parent)}. "
                "Stop it first, or set HOTLINE_DATA to another folder."
            ) from None
        yield
