"""`hotline run`: the whole house on one machine, with a Redis of its own where none is set."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from app.first_run import welcome_link
from app.orphans import ending_with_us
from app.serving import check_port, free_port
from app.supervised import Program, hotline_program, supervise
from app.valkey import valkey_binary, valkey_command

if TYPE_CHECKING:
    from app.settings import Settings

_LOOPBACK = ("http://127.0.0.1:", "http://localhost:")


@dataclass(frozen=True)
class Ground:
    """Where the processes of one house stand.

    `environment` is added to ours for each of them. Without `redis_url` they get a Redis of their own. They run
    in `folder`, or where we do, and log into `logs`, or to where we write.
    """

    host: str
    web_port: int
    live_port: int
    data: Path
    redis_url: str | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None
    logs: Path | None = None


def programs_of(ground: Ground) -> Sequence[Program]:
    """The processes of the house, its own Redis first. Raises: NoServer."""
    environment = dict(ground.environment)
    redis: tuple[Program, ...] = ()
    if ground.redis_url is None:
        port = free_port(but=(ground.web_port, ground.live_port))
        environment["REDIS_URL"] = f"redis://127.0.0.1:{port}/0"
        redis = (_own_redis(ground, port),)

    def ours(name: str, *arguments: str) -> Program:
        return hotline_program(
            name, *arguments, environment=environment, log=_log(ground, name), folder=ground.folder
        )

    return (
        *redis,
        ours("web", "--host", ground.host, "--port", str(ground.web_port)),
        ours("live", "--host", ground.host, "--port", str(ground.live_port)),
        ours("worker"),
        ours("sweeper"),
    )


def _own_redis(ground: Ground, port: int) -> Program:
    kept = ground.data.absolute() / "redis"
    kept.mkdir(parents=True, exist_ok=True)
    command = ending_with_us(valkey_command(valkey_binary(), kept, port))
    return Program("redis", command, log=_log(ground, "redis"), order=1, folder=ground.folder)


def _log(ground: Ground, name: str) -> Path | None:
    return ground.logs / f"{name}.log" if ground.logs else None


def run(settings: "Settings", host: str, port: int, live_port: int, *, say: Callable[[str], None]) -> None:
    """Migrate, start everything, stay in front until SIGTERM or Ctrl-C.

    Raises: PortTakenError, AlreadyRunningError, NoServer.
    """
    from ticket_store import migrate  # noqa: PLC0415 - the demo starts faster without it

    check_port(host, port)
    check_port(host, live_port)
    migrate.upgrade(settings.database_url)
    environment = {}
    if settings.live_url is None and settings.public_base_url.startswith(_LOOPBACK):
        # A browser on this very machine needs no proxy in front of the two ports.
        environment["HOTLINE_LIVE_URL"] = f"{settings.public_base_url.rsplit(':', 1)[0]}:{live_port}"
    programs = programs_of(Ground(host, port, live_port, settings.data_dir, settings.redis_url, environment))
    names = ", ".join(program.name for program in programs)
    link = welcome_link(settings)

    def tell() -> None:
        say(f"Running on http://{host}:{port}: {names}. Ctrl-C stops everything.")
        if link:
            say(f"There is no line yet. Set up the first one here, in ten minutes:\n{link}")

    supervise(programs, settings.data_dir.absolute() / "run", when_started=tell)
