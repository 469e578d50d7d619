"""`hotline run`: the whole house on one machine, with a Redis of its own where none is set."""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from app.orphans import ending_with_us
from app.serving import check_port, free_port
from app.settings import StoreSettings
from app.supervised import Program, hotline_program, supervise
from app.valkey import valkey_binary, valkey_command
from ticket_store import migrate

_LOOPBACK = ("http://127.0.0.1", "http://localhost")


def programs_of(
    settings: StoreSettings,
    host: str,
    port: int,
    live_port: int,
    *,
    environment: Mapping[str, str] | None = None,
    logs: Path | None = None,
    folder: Path | None = None,
) -> Sequence[Program]:
    """The processes of the house, its own Redis first where REDIS_URL is not set.

    `environment` is added to ours for each of them; they run in `folder`, or where we do.
    """
    extra = dict(environment or {})
    redis: tuple[Program, ...] = ()
    if settings.redis_url is None:
        redis_port = free_port()
        extra["REDIS_URL"] = f"redis://127.0.0.1:{redis_port}/0"
        redis = (_own_redis(settings.data_dir, redis_port, logs, folder),)

    def ours(name: str, *arguments: str) -> Program:
        return hotline_program(
            name, *arguments, environment=extra, log=logs / f"{name}.log" if logs else None, folder=folder
        )

    return (
        *redis,
        ours("web", "--host", host, "--port", str(port)),
        ours("live", "--host", host, "--port", str(live_port)),
        ours("worker"),
        ours("sweeper"),
    )


def _own_redis(data: Path, port: int, logs: Path | None, folder: Path | None) -> Program:
    kept = data.absolute() / "redis"
    kept.mkdir(parents=True, exist_ok=True)
    command = ending_with_us(valkey_command(valkey_binary(), kept, port))
    return Program("redis", command, log=logs / "redis.log" if logs else None, order=1, folder=folder)


def run(settings: StoreSettings, host: str, port: int, live_port: int, *, say: Callable[[str], None]) -> None:
    """Migrate, start everything, stay in front until SIGTERM or Ctrl-C.

    Raises: PortTakenError, AlreadyRunningError, NoServer.
    """
    check_port(host, port)
    check_port(host, live_port)
    migrate.upgrade(settings.database_url)
    public = os.environ.get("PUBLIC_BASE_URL", "")
    environment = {}
    if not os.environ.get("HOTLINE_LIVE_URL") and public.startswith(_LOOPBACK):
        # A browser on this very machine needs no proxy in front of the two ports.
        environment["HOTLINE_LIVE_URL"] = f"{public.rsplit(':', 1)[0]}:{live_port}"
    programs = programs_of(settings, host, port, live_port, environment=environment)
    names = ", ".join(program.name for program in programs)
    supervise(
        programs,
        settings.data_dir.absolute() / "run",
        when_started=lambda: say(f"Running on http://{host}:{port}: {names}. Ctrl-C stops everything."),
    )
