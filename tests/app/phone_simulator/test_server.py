"""The simulator as a running server."""

import socket
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
import requests

from app.phone_simulator.carrier import Carrier
from app.phone_simulator.server import SimulatorServer, serve


def test_a_stopped_server_gives_its_port_back(carrier: Carrier) -> None:
    server = serve(carrier)
    port = urlsplit(server.url).port
    server.stop()
    with socket.create_server(("127.0.0.1", port or 0)):
        pass


def test_it_says_nothing_on_the_terminal(
    carrier: Carrier, start_server: Callable[..., SimulatorServer], capfd: pytest.CaptureFixture[str]
) -> None:
    server = start_server(carrier)
    requests.get(server.url, timeout=5)
    requests.get(f"{server.url}/2010-04-01/nothing", timeout=5)
    assert capfd.readouterr() == ("", "")
