"""Servers under measure: started as processes, asked for their CPU time, stopped.

`python -m bench.servers TARGET PORT WORKERS` is the child: any WSGI app under the server that `hotline web`
runs, with the same settings.
"""

import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from app import serving

_READY_WITHIN_S = 60.0
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    pid: int

    def cpu_s(self) -> float:
        """CPU seconds that its processes have used since they started. Reads /proc: Linux only."""
        return sum(_cpu_of(pid) for pid in _tree(self.pid))


@contextmanager
def serving_app(
    target: str, workers: int, environment: Mapping[str, str] | None = None, *, asked: str = "/healthz"
) -> Iterator[Server]:
    """The WSGI app `module:name` on a free port, until the end of the block.

    `asked` is an address that tells that it answers; any status will do. Raises: RuntimeError.
    """
    port = serving.free_port()
    command = [sys.executable, "-m", "bench.servers", target, str(port), str(workers)]
    settings = os.environ | (environment or {})
    with tempfile.TemporaryFile() as log:
        child = subprocess.Popen(command, env=settings, cwd=Path(__file__).parents[1], stderr=log)
        try:
            _wait_until_it_answers(child, f"http://127.0.0.1:{port}{asked}", log)
            yield Server(port, child.pid)
        finally:
            child.terminate()
            try:
                child.wait(timeout=10)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def _wait_until_it_answers(child: "subprocess.Popen[bytes]", url: str, log: IO[bytes]) -> None:
    deadline = time.monotonic() + _READY_WITHIN_S
    while time.monotonic() < deadline and child.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - our own address
        except urllib.error.HTTPError:
            return  # it answers
        except OSError:
            time.sleep(0.05)
        else:
            return
    log.seek(0)
    said = log.read().decode(errors="replace")[-2000:]
    raise RuntimeError(f"The server did not answer on {url}. It said: {said or 'nothing'}")


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            yield from _tree(int(child))


def _cpu_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="latin-1").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


if __name__ == "__main__":
    serving._serve(  # noqa: SLF001 - the floor and the peers run under the very server that is shipped
        sys.argv[1], "127.0.0.1", int(sys.argv[2]), interface="wsgi", workers=int(sys.argv[3]),
        threads=serving._THREADS,  # noqa: SLF001 - as above
    )  # fmt: skip
