"""`hotline demo`: try the whole line without an account, a database or a Redis."""

import os
import time
from pathlib import Path

import click

from app.commands.processes import WEB_PORT, host_option, port_option


@click.command()
@host_option
@port_option(WEB_PORT)
@click.option(
    "--away", is_flag=True, help="Leave the agents away; they sign in and choose Available themselves."
)
def demo(host: str, port: int, *, away: bool) -> None:
    """Open a made-up shop, with two telephones in the browser to try it with.

    Takes --port for pages and the next two for live events and telephones; others when they are taken.
    """
    began = time.time()
    from app.demo import run
    from app.demo_layout import lay_out
    from app.supervised import AlreadyRunningError
    from app.valkey import NoServer

    folder = Path(os.environ.get("HOTLINE_DATA") or "data") / "demo"
    try:
        run(lay_out(folder, host, port), open_shop=not away, began=began)
    except (AlreadyRunningError, NoServer) as why:
        raise click.ClickException(str(why)) from None
