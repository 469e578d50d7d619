"""A carrier that takes no time: it notes when a leg is asked for, and ends it when it is told to.

The least that a worker of ours needs of the REST API: creating a call, ending one, and the event that it is over.
"""

import json
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

from bench.load import replay
from bench.replayed_call import ACCOUNT, BASE, request


class StubCarrier:
    """Legs by their sid, and when each was requested (`time.perf_counter`), in the order of the requests."""

    def __init__(self) -> None:
        self.requested_at: list[float] = []
        self.web_port = 0  # where events are told
        self._events_of: dict[str, str] = {}
        self._more = threading.Condition()

    def wait_for(self, count: int, within_s: float) -> bool:
        """Whether so many legs have been requested by then."""
        with self._more:
            return self._more.wait_for(lambda: len(self.requested_at) >= count, within_s)

    def create(self, form: dict[str, str], at: float) -> dict[str, str]:
        sid = f"CA{uuid.uuid4().hex}"
        with self._more:
            self._events_of[sid] = form["StatusCallback"]
            self.requested_at.append(at)
            self._more.notify_all()
        return {"sid": sid, "status": "queued", "to": form["To"]}

    def end(self, sid: str) -> dict[str, str]:
        events = urlsplit(self._events_of.pop(sid))
        facts = {"CallSid": sid, "AccountSid": ACCOUNT, "CallStatus": "canceled", "SequenceNumber": "2"}
        path = f"{events.path}?{events.query}"
        over = request(path, facts | {"Direction": "outbound-api"}, signed_for=BASE)
        threading.Thread(target=replay, args=(self.web_port, [[over]]), daemon=True).start()
        return {"sid": sid, "status": "canceled"}


@contextmanager
def serving_stub(carrier: StubCarrier) -> Iterator[str]:
    """Its address on loopback, until the end of the block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _answers_of(carrier))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, name="stub-carrier", daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _answers_of(carrier: StubCarrier) -> type[BaseHTTPRequestHandler]:
    class Answers(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            at = time.perf_counter()
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            where = self.path.removesuffix(".json").rpartition("/")[2]
            known = carrier.create(dict(parse_qsl(body)), at) if where == "Calls" else carrier.end(where)
            answer = json.dumps(known).encode()
            self.send_response(201 if where == "Calls" else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_args: object) -> None:
            """Nobody reads it."""

    return Answers
