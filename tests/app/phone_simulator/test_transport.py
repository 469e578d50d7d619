"""Real HTTP and the in-process shortcut behave alike."""

import socket
import threading
from collections.abc import Iterator

import pytest
from werkzeug.serving import make_server

from app.phone_simulator.clock import VirtualClock
from app.phone_simulator.transport import (
    HttpTransport,
    Request,
    Response,
    Transport,
    TransportError,
    WsgiTransport,
)
from tests.scripted_line import START, Reply, ScriptedApp

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture
def app() -> ScriptedApp:
    return ScriptedApp(VirtualClock(START), {"/hello": Reply("hi", 201, "text/plain", (("X-One", "1"),))})


@pytest.fixture(params=["http", "wsgi"])
def wire(request: pytest.FixtureRequest, app: ScriptedApp) -> Iterator[tuple[Transport, str]]:
    if request.param == "wsgi":
        yield WsgiTransport(app, "http://app.test:8000"), "http://app.test:8000"
        return
    server = make_server("127.0.0.1", 0, app)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield HttpTransport(), f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_form_arrives_and_its_answer_comes_back(wire: tuple[Transport, str], app: ScriptedApp) -> None:
    transport, origin = wire
    answer = transport.send(Request("POST", f"{origin}/hello?a=%C5%BC", FORM, b"Digits=1&Body=%2B"))
    assert (answer.status, answer.body, answer.header("x-one")) == (201, b"hi", "1")
    asked = app.asked[0]
    assert (asked.query, asked.body) == ("a=%C5%BC", {"Digits": "1", "Body": "+"})


def test_nobody_listening_is_a_failure_to_connect() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        with pytest.raises(TransportError, match="No connection") as refused:
            HttpTransport().send(Request("POST", url, FORM))
    assert refused.value.kind == "ct"


def test_a_server_that_never_answers_is_a_read_timeout() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with pytest.raises(TransportError) as late:
            HttpTransport().send(Request("GET", url, {}, read_timeout_s=0.05))
    assert late.value.kind == "rt"


def test_in_process_another_host_cannot_be_reached(app: ScriptedApp) -> None:
    with pytest.raises(TransportError, match="only http"):
        WsgiTransport(app, "http://app.test").send(Request("GET", "http://other.test/", {}))


def test_in_process_an_exception_is_a_500_with_its_traceback() -> None:
    def broken(_environ: object, _start: object) -> list[bytes]:
        message = "no such table"
        raise RuntimeError(message)

    answer = WsgiTransport(broken, "http://app.test").send(Request("GET", "http://app.test/", {}))
    assert answer.status == 500
    assert b"no such table" in answer.body


def test_in_process_an_answer_can_pretend_to_take_long(app: ScriptedApp) -> None:
    transport = WsgiTransport(app, "http://app.test", takes=lambda _request: 14.9)
    answer = transport.send(Request("GET", "http://app.test/hello", {}))
    assert answer == Response(201, answer.headers, b"hi", 14.9)
    with pytest.raises(TransportError, match="within 5 s"):
        transport.send(Request("GET", "http://app.test/hello", {}, read_timeout_s=5))
