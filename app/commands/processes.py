"""`hotline run`, `web`, `live`, `worker`, `sweeper`: the processes of the house."""

import signal
import threading
from collections.abc import Callable

import click

from app.commands.opening import wait_for_database

host_option = click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
WEB_PORT, LIVE_PORT = 8000, 8001


def port_option(default: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option("--port", type=click.IntRange(1, 65535), default=default, show_default=True)


@click.command()
@host_option
@port_option(WEB_PORT)
@click.option(
    "--live-port",
    type=click.IntRange(1, 65535),
    help="Port of the live events; the one after --port unless given.",
)
def run(host: str, port: int, live_port: int | None) -> None:
    """Run everything on this machine, supervised: web, live, worker, sweeper and its own Redis."""
    from app.running import run as run_all
    from app.serving import PortTakenError
    from app.settings import Settings, load
    from app.supervised import AlreadyRunningError
    from app.valkey import NoServer

    try:
        run_all(load(Settings), host, port, live_port or port + 1, say=click.echo)
    except (PortTakenError, AlreadyRunningError, NoServer) as why:
        raise click.ClickException(str(why)) from None


@click.command()
@host_option
@port_option(WEB_PORT)
def web(host: str, port: int) -> None:
    """Answer webhooks, pages and the JSON API."""
    from app.serving import PortTakenError, serve_web
    from app.settings import Settings, load

    try:
        serve_web(host, port, load(Settings))
    except PortTakenError as why:
        raise click.ClickException(str(why)) from None


@click.command()
@host_option
@port_option(LIVE_PORT)
def live(host: str, port: int) -> None:
    """Carry live events to open pages."""
    from app.serving import PortTakenError, serve_live
    from app.settings import Settings, load

    load(Settings)
    try:
        serve_live(host, port)
    except PortTakenError as why:
        raise click.ClickException(str(why)) from None


@click.command()
def worker() -> None:
    """Carry out what calls and callbacks ask for, as soon as Redis rings."""
    from app.logs import log_to_stderr
    from app.orphans import leave_with_supervisor
    from app.settings import Settings, load

    settings = load(Settings)
    if settings.redis_url is None:
        raise click.ClickException(
            "Redis wakes a worker, but REDIS_URL is not set. Set it, or leave the work to the sweeper."
        )
    log_to_stderr()
    leave_with_supervisor()
    wait_for_database(settings)
    from app import jobs  # after the wait: what it imports would take the cores from a database that migrates
    from app.worker import LifeLine, serve

    house = jobs.house()
    _ = house.callback_desk  # the first job must not wait for the carrier's API to be imported
    serve(settings.redis_url, LifeLine(house.store, house.clock))


@click.command()
def sweeper() -> None:
    """Look after every deadline, and do the workers' work while Redis is away."""
    from app.logs import log_to_stderr
    from app.orphans import leave_with_supervisor
    from app.settings import Settings, load

    settings = load(Settings)
    log_to_stderr()
    leave_with_supervisor()
    wait_for_database(settings)
    from app.sweeper import Sweeper  # after the wait, as above
    from app.wiring import build_house

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    Sweeper(build_house(settings)).serve(stop)
