"""Listening: the web door and the live events, each under granian."""

import os
import socket
import time
from collections.abc import Collection
from typing import TYPE_CHECKING

from app.orphans import is_supervised, leave_with_supervisor

if TYPE_CHECKING:
    from app.settings import StoreSettings

_THREADS = 16  # a webhook waits for one commit: threads wait together
_MOST_WORKERS = 8
_KILL_AFTER_S = 5
_LOOKS_AT_PORT, _BETWEEN_LOOKS_S = 8, 0.25


class PortTakenError(Exception):
    """Somebody else listens there."""


def serve_web(host: str, port: int, settings: "StoreSettings") -> None:
    """Answer webhooks and pages until SIGTERM.

    SQLite has one writer, so one process; PostgreSQL gets one for each core.
    """
    leave_with_supervisor()
    import app.web  # noqa: PLC0415 - before the fork: a worker that takes over from a dead one is there at once
    import app.wiring  # noqa: F401, PLC0415 - as above

    workers = 1 if settings.is_sqlite else min(os.cpu_count() or 1, _MOST_WORKERS)
    _serve("app.wsgi:application", host, port, interface="wsgi", workers=workers, threads=_THREADS)


def serve_live(host: str, port: int) -> None:
    """Carry live events to open pages until SIGTERM."""
    leave_with_supervisor()
    _serve("app.live:application", host, port, interface="asgi", workers=1, threads=1)


def _serve(target: str, host: str, port: int, *, interface: str, workers: int, threads: int) -> None:
    from granian import Granian  # noqa: PLC0415 - other commands do not need it
    from granian.constants import Interfaces  # noqa: PLC0415 - as above
    from granian.log import LogLevels  # noqa: PLC0415 - as above

    if not is_supervised():  # else workers of a killed server may still answer there, and shall
        _wait_for_port(host, port)
    Granian(
        target,
        address=host,
        port=port,
        interface=Interfaces(interface),
        workers=workers,
        blocking_threads=threads,
        websockets=False,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=_KILL_AFTER_S,
        log_level=LogLevels.error,
    ).serve()


def _wait_for_port(host: str, port: int) -> None:
    """Workers of a server that was killed leave the port within a second. Raises: PortTakenError."""
    for _ in range(_LOOKS_AT_PORT):
        try:
            return check_port(host, port)
        except PortTakenError:
            time.sleep(_BETWEEN_LOOKS_S)
    return check_port(host, port)


def check_port(host: str, port: int) -> None:
    """Raises: PortTakenError, where nobody could listen on this address."""
    with socket.socket(_family(host)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as why:
            raise PortTakenError(
                f"Port {port} on {host} cannot be used ({why.strerror}). Stop what is there, or give --port."
            ) from None


def free_port(host: str = "127.0.0.1", wanted: int = 0, *, but: Collection[int] = ()) -> int:
    """The wanted port where it is free, else any that is; never one of `but`, which others are about to take."""
    try:
        check_port(host, wanted)
    except PortTakenError:
        wanted = 0
    while not wanted or wanted in but:
        with socket.socket(_family(host)) as probe:
            probe.bind((host, 0))
            wanted = int(probe.getsockname()[1])
    return wanted


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET
