"""A PostgreSQL server of the soak's own, to be killed; PostgreSQL will not run as root, so root hands it over."""

import os
import shlex
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.app.conftest import free_port


@dataclass(frozen=True)
class OwnPostgres:
    """One cluster. `url` names a database in it that is empty at first."""

    programs: Path
    folder: Path
    port: int

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/postgres"

    def kill(self) -> None:
        """The server and all that serve its connections, at once, without a word."""
        main = int((self.folder / "data" / "postmaster.pid").read_text().split()[0])
        children = subprocess.run(
            ["pgrep", "-P", str(main)], capture_output=True, text=True, check=False
        ).stdout.split()
        for pid in [main, *map(int, children)]:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def start(self) -> None:
        """Started again after a kill it recovers by its log; a lock file of the dead is no hindrance."""
        said = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c max_connections=150"
        for _ in range(20):  # the dead one's memory must be gone first
            if (
                self._run(
                    "pg_ctl", "-D", self.folder / "data", "-w", "-l", self.folder / "log", "-o", said, "start"
                )
                == 0
            ):
                return
            time.sleep(0.3)
        raise RuntimeError((self.folder / "log").read_text()[-2000:])

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop")

    def make(self) -> None:
        self._run(
            "initdb",
            "-D",
            self.folder / "data",
            "-A",
            "trust",
            "-U",
            "postgres",
            "--locale=C.UTF-8",
            "-E",
            "UTF8",
        )
        self.start()

    def _run(self, program: str, *arguments: object) -> int:
        command = [str(self.programs / program), *map(str, arguments)]
        if os.getuid() == 0:
            command = ["su", "postgres", "-c", shlex.join(command)]
        done = subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return done.returncode


def postgres_programs() -> Path | None:
    """Where the server's programs lie, the newest; None where there are none."""
    known = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    by_path = shutil.which("initdb")
    found = [
        path
        for path in [*reversed(known), *([Path(by_path).parent] if by_path else [])]
        if (path / "initdb").exists()
    ]
    return found[0] if found else None


@contextmanager
def own_postgres() -> Iterator[OwnPostgres]:
    """A fresh cluster that runs. Raises: SystemExit where no PostgreSQL is installed."""
    programs = postgres_programs()
    if programs is None:
        raise SystemExit("No PostgreSQL server is installed here: initdb was not found.")
    with tempfile.TemporaryDirectory(prefix="hotline-soak-pg-") as name:
        folder = Path(name)
        if os.getuid() == 0:
            shutil.chown(folder, "postgres")
        made = OwnPostgres(programs, folder, free_port())
        made.make()
        try:
            yield made
        finally:
            made.stop()
