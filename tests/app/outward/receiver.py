"""The shop's own program in tests: a real HTTP server on loopback that keeps what it was sent."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Receiver:
    """Answers with `status` and `text`; `heard` are the headers and bodies of what came."""

    url: str = ""
    status: int = 200
    text: str = "thanks"
    headers: dict[str, str] = field(default_factory=dict)
    heard: list[tuple[dict[str, str], str]] = field(default_factory=list)


@contextmanager
def receiving() -> Iterator[Receiver]:
    """A receiver in the air."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            sent = {name.lower(): value for name, value in self.headers.items()}
            receiver.heard.append((sent | {":path": self.path}, body))
            self.send_response(receiver.status)
            for name, value in receiver.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(receiver.text.encode())))
            self.end_headers()
            self.wfile.write(receiver.text.encode())

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    receiver.url = f"http://127.0.0.1:{server.server_port}/hook?shop=1"
    yield receiver
    server.shutdown()
    thread.join()
    server.server_close()


@contextmanager
def listening(says: bytes) -> Iterator[str]:
    """A server that reads nothing, says this once, and then keeps the line open; its address."""
    line = socket.create_server(("127.0.0.1", 0))
    kept: list[socket.socket] = []

    def serve() -> None:
        try:
            one, _ = line.accept()
        except OSError:
            return
        kept.append(one)
        one.sendall(says)

    thread = threading.Thread(target=serve)
    thread.start()
    yield f"http://127.0.0.1:{line.getsockname()[1]}/"
    for one in kept:
        one.close()
    line.shutdown(socket.SHUT_RDWR)
    line.close()
    thread.join()
