"""The simulator as a web server: REST for the app, the page for people."""

import logging
import threading
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from flask import Flask
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from app.phone_simulator.carrier import Carrier
from app.phone_simulator.control import page_blueprint
from app.phone_simulator.desk import Desk
from app.phone_simulator.rest import RestLog, rest_blueprint

STOP_WITHIN_S = 0.05


class QuietHandler(WSGIRequestHandler):
    """Says nothing on the terminal: the page is the log."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - werkzeug's own signature
        """Hand a line to the logger, where errors alone are heard."""
        if type == "error":
            logging.getLogger(__name__).warning(message, *args)


class SimulatorServer:
    """A running server; `url` is its origin, `app` the WSGI application behind it, `stop` ends it."""

    def __init__(self, app: Flask, server: BaseWSGIServer) -> None:
        self.app = app
        self.url = f"http://{server.host}:{server.port}"
        self._server = server
        listen = partial(server.serve_forever, poll_interval=STOP_WITHIN_S)
        self._thread = threading.Thread(target=listen, name="phone-simulator-web", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop listening and wait for the thread; requests under way are cut off."""
        self._server.shutdown()
        self._thread.join(timeout=5)
        self._server.server_close()


def simulator_app(
    carrier: Carrier,
    *,
    labels: Mapping[str, str] | None = None,
    clock_file: Path | None = None,
    zone: str = "Europe/Warsaw",
    phones_for_all: bool = False,
) -> Flask:
    """REST and page of this carrier as one WSGI application, for `serve` and for tests that need no
    socket.
    """
    app = Flask("phone_simulator", static_folder=None)
    log = RestLog()
    desk = Desk(carrier, log, labels or {}, clock_file, zone)
    app.register_blueprint(rest_blueprint(carrier, log, desk.meet if phones_for_all else _nobody_new))
    app.register_blueprint(page_blueprint(desk))
    return app


def serve(
    carrier: Carrier,
    host: str = "127.0.0.1",
    port: int = 0,
    *,
    labels: Mapping[str, str] | None = None,
    clock_file: Path | None = None,
    zone: str = "Europe/Warsaw",
    phones_for_all: bool = False,
) -> SimulatorServer:
    """Serve this carrier in threads of its own; port 0 takes a free one.

    `labels` names telephones and numbers for people ("+48221234567": "Shop, Polish"): a label on an address
    that is no number of the account makes a telephone on the page. `clock_file` is where a moved clock is
    written as {"offset_s": seconds}, for an app that shall follow it; `zone` is where the shop's clock hangs.
    With `phones_for_all` every number that the app dials by REST gets a telephone on the page, so that a
    person can answer a callback to any number; without, a number that nobody has fails as on the real line.

    Raises: OSError when the port is taken.
    """
    app = simulator_app(
        carrier, labels=labels, clock_file=clock_file, zone=zone, phones_for_all=phones_for_all
    )
    server = make_server(host, port, app, threaded=True, request_handler=QuietHandler)
    return SimulatorServer(app, server)


def _nobody_new(_address: str) -> None:
    """A number that nobody has stays one."""
