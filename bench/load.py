"""The load generator: one thread, plain sockets, requests that were written and signed before the clock starts.

It spends about 30 microseconds of CPU on a request, beside 200 and more of the cheapest server here, and tells
its own share with every run (`Run.client_cpu_s`).
"""

import heapq
import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

Requests = Sequence[bytes]  # of one call, in their order: each is sent when the one before was answered
_OK = b"HTTP/1.1 200"
_GIVE_UP_S = 30.0
_MOST_CONNECTIONS = 512


@dataclass
class Run:
    """What a load saw: `waits` are seconds from a request's due time to the end of its answer."""

    seconds: float = 0.0
    client_cpu_s: float = 0.0
    waits: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.waits) / self.seconds

    def quantile(self, share: float) -> float:
        """The wait that `share` of the requests did not exceed, in seconds."""
        ordered = sorted(self.waits)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class _Lane:
    """One connection and the answer that is coming in on it."""

    __slots__ = ("due", "got", "key", "left", "socket", "step")

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.got = b""
        self.left: Iterator[bytes] = iter(())
        self.due = 0.0
        self.key = 0  # which call, and which of its requests: for the open load
        self.step = 0

    def send(self, request: bytes, due: float) -> None:
        self.due, self.got = due, b""
        self.socket.sendall(request)

    def receive(self) -> bytes | None:
        """The whole answer, or None while some of it is still to come. Raises: ConnectionError."""
        piece = self.socket.recv(65536)
        if not piece:
            raise ConnectionError("the server closed the connection")
        self.got = self.got + piece if self.got else piece
        head = self.got.find(b"\r\n\r\n")
        return self.got if head >= 0 and len(self.got) >= head + 4 + _length(self.got[:head]) else None


def _length(head: bytes) -> int:
    lowered = head.lower()
    at = lowered.find(b"content-length:")
    return int(lowered[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0


def replay(port: int, calls: Sequence[Requests], connections: int = 16) -> Run:
    """Replay whole calls as fast as the server answers, `connections` at once (a closed load)."""
    run = Run()
    waiting = iter(calls)
    with selectors.DefaultSelector() as ready:
        lanes = [_Lane(port) for _ in range(min(connections, len(calls)))]
        began, cpu = time.perf_counter(), time.process_time()
        for lane in lanes:
            ready.register(lane.socket, selectors.EVENT_READ, lane)
            lane.left = iter(next(waiting))
            lane.send(next(lane.left), time.perf_counter())
        busy = len(lanes)
        while busy:
            events = ready.select(_GIVE_UP_S)
            if not events:
                raise TimeoutError(f"The server answered nothing for {_GIVE_UP_S:.0f} s.")
            for key, _ in events:
                busy -= _go_on(key.data, waiting, run)
        run.seconds, run.client_cpu_s = time.perf_counter() - began, time.process_time() - cpu
    for lane in lanes:
        lane.socket.close()
    return run


def _go_on(lane: _Lane, waiting: Iterator[Requests], run: Run) -> bool:
    """Take what came in and send what comes next; True when there is nothing more to do on this lane."""
    answer = lane.receive()
    if answer is None:
        return False
    _note(lane, answer, run)
    following = next(lane.left, None)
    if following is None:
        call = next(waiting, None)
        if call is None:
            return True
        lane.left = iter(call)
        following = next(lane.left)
    lane.send(following, time.perf_counter())
    return False


def _note(lane: _Lane, answer: bytes, run: Run) -> None:
    run.waits.append(time.perf_counter() - lane.due)
    if not answer.startswith(_OK):
        run.failures.append(answer[:200].decode("latin-1"))


def keep_up(port: int, calls: Sequence[Requests], every_s: float, longest_s: float) -> Run:
    """Keep all calls alive at once, each with a request every `every_s` (an open load).

    Calls begin evenly spread over the first interval. A request is sent when it is due, whatever the server
    does; the wait counts from then. The first wait over `longest_s` ends the load: it did not keep up.
    """
    load = _OpenLoad(port, calls, every_s)
    load.longest_s = longest_s
    cpu = time.process_time()
    try:
        load.go_through()
    finally:
        load.hang_up()
    load.run.seconds = time.perf_counter() - load.start
    load.run.client_cpu_s = time.process_time() - cpu
    return load.run


class _OpenLoad:
    """Requests by their due time, and the connections that are free to carry them."""

    def __init__(self, port: int, calls: Sequence[Requests], every_s: float) -> None:
        self.run = Run()
        self.start = time.perf_counter() + 0.05
        self._port, self._calls, self._every_s = port, calls, every_s
        self._due = [(self.start + every_s * number / len(calls), number, 0) for number in range(len(calls))]
        self._idle: list[_Lane] = []
        self._lanes: list[_Lane] = []
        self.longest_s = _GIVE_UP_S
        self._out = 0
        self._heard_at = 0.0
        self._ready = selectors.DefaultSelector()

    def go_through(self) -> None:
        """Until every request of every call was answered. Raises: TimeoutError."""
        while self._due or self._out:
            self._send_what_is_due()
            for key, _ in self._ready.select(self._patience()):
                self._hear(key.data)

    def hang_up(self) -> None:
        self._ready.close()
        for lane in self._lanes:
            lane.socket.close()

    def _patience(self) -> float:
        """Until the next request is due; no longer than until a silent server is given up."""
        now = time.perf_counter()
        if self._out and now - max(self._heard_at, self.start) > _GIVE_UP_S:
            raise TimeoutError(f"The server answered nothing for {_GIVE_UP_S:.0f} s.")
        can_send = self._due and (self._idle or len(self._lanes) < _MOST_CONNECTIONS)
        return max(0.0, self._due[0][0] - now) if can_send else _GIVE_UP_S

    def _send_what_is_due(self) -> None:
        now = time.perf_counter()
        while self._due and self._due[0][0] <= now and (self._idle or len(self._lanes) < _MOST_CONNECTIONS):
            at, number, step = heapq.heappop(self._due)
            lane = self._idle.pop() if self._idle else self._open()
            lane.key, lane.step = number, step
            lane.send(self._calls[number][step], at)
            self._out += 1

    def _was_closed(self, lane: _Lane) -> None:
        """A server closes what was idle for long; a request that crossed with that goes over another one."""
        self._ready.unregister(lane.socket)
        self._lanes.remove(lane)
        lane.socket.close()
        if lane in self._idle:
            self._idle.remove(lane)
            return
        self._out -= 1
        heapq.heappush(self._due, (lane.due, lane.key, lane.step))

    def _open(self) -> _Lane:
        lane = _Lane(self._port)
        self._lanes.append(lane)
        self._ready.register(lane.socket, selectors.EVENT_READ, lane)
        return lane

    def _hear(self, lane: _Lane) -> None:
        try:
            answer = lane.receive()
        except ConnectionError:
            self._was_closed(lane)
            return
        if answer is None:
            return
        _note(lane, answer, self.run)
        self._heard_at = time.perf_counter()
        self._out -= 1
        self._idle.append(lane)
        if self.run.waits[-1] > self.longest_s:
            self._due.clear()
            return
        if lane.step + 1 < len(self._calls[lane.key]):
            heapq.heappush(self._due, (lane.due + self._every_s, lane.key, lane.step + 1))
