"""Goal 10: due callbacks carried out, beside a bare forking RQ worker whose jobs do nothing.

`python -m bench.callback_drain REDIS_URL` is the floor's child: RQ's own worker, as it comes.
"""

import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from sqlalchemy import func, insert, select

from app.doorbell import connect, job_queue
from bench.figures import Figure, Goal, shown
from bench.ground import Ground, ground
from bench.replayed_call import ACCOUNT, BASE, TOKEN, signature
from call_routing.addresses import Addresses
from call_routing.line_book import LineBook
from call_routing.phone_line import NewCall
from callbacks.callback_desk import CallbackDesk
from callbacks.carry_out import carry_out
from callbacks.ringing.turns import dial_waiting
from ivr import door
from ivr.front_desk import EXTENSION, FrontDesk
from ticket_store.callbacks import insert_callback
from ticket_store.customers import customer_for
from ticket_store.engine import Store, Transaction
from ticket_store.line_rows import load_line, save_line
from ticket_store.outbox import send
from ticket_store.promises import make_promise
from ticket_store.ready import sync_all
from ticket_store.schema import agent, agent_department, attempt
from ticket_store.tickets import ticket_for

GOAL = Goal(
    10,
    "callback drain with all checks and commits / a bare RQ worker on no-ops",
    "1",
    4,
    6,
    more_is_better=True,
)
RATE_GOAL = Goal(10, "the same at 20 calls a second: most in any one second / the rate", "", 1, 1)
NOON = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)  # a Tuesday: customers may be rung
_UNBOUND, _BOUND = 10_000.0, 20.0
_WORKERS, _WEB_THREADS = 4, 4
_GIVE_UP_S = 120.0
_HERE = Path(__file__).parents[1]


def callback_drain(database: str, *, small: bool) -> list[Figure]:
    """So many callbacks a second from due to the customer's leg created; then at a rate that binds."""
    many, few, no_ops = (8, 3, 5) if small else (600, 60, 150)
    with ground(database) as made:
        floor = _no_ops_a_second(made.redis_url, no_ops)
        drained = _drain(made, many, _UNBOUND, first=0)
        bound = _drain(made, few, _BOUND, first=many)
    ours = f"{shown(drained.rate)} a second"
    method = (
        f"{many} callbacks due at once, an agent free for each: found, held, the agent's leg created, the accepting "
        "webhook, gate and hours, attempt, the customer's leg created; a carrier that answers at once; floor: "
        f"{no_ops} no-ops"
    )
    peak = bound.busiest_second
    return [
        Figure(GOAL, database, drained.rate / floor, ours, f"{shown(floor)} a second", method),
        Figure(
            RATE_GOAL, database, peak / _BOUND, f"{peak} in the busiest second",
            f"{_BOUND:.0f} a second", f"{few} callbacks, two calls for each",
        ),
    ]  # fmt: skip


@dataclass(frozen=True)
class _Drained:
    callbacks: int
    seconds: float
    created_at: list[float]

    @property
    def rate(self) -> float:
        return self.callbacks / self.seconds

    @property
    def busiest_second(self) -> int:
        """The most calls that any second of the shop's clock held, wherever it begins."""
        return max(sum(begun <= at < begun + 1 for at in self.created_at) for begun in self.created_at)


@dataclass
class _InstantCarrier:
    """Says yes at once; an agent whose phone it rings presses 1 at once. Stands in for the house's phone line."""

    rings_agent: Any
    wanted: int
    drained: threading.Event = field(default_factory=threading.Event)
    created_at: list[float] = field(default_factory=list)
    roles: Counter[str] = field(default_factory=Counter)
    _one: threading.Lock = field(default_factory=threading.Lock)

    def place_call(self, wanted: NewCall) -> str:
        at = time.perf_counter()
        path = urlsplit(wanted.url)
        role = path.path.rpartition("/")[2]
        with self._one:
            self.created_at.append(at)
            self.roles[role] += 1
            sid = f"CA{uuid.uuid4().hex}"
            if self.roles["customer"] >= self.wanted:
                self.drained.set()
        if role == "agent":
            self.rings_agent(f"{path.path}-key?{path.query}", sid)
        return sid


class _HandBell:
    """Rings the workers of this process, as Redis does those of others."""

    def __init__(self) -> None:
        self.workers = ThreadPoolExecutor(_WORKERS)
        self.desk: CallbackDesk | None = None

    def ring(self, outbox: tuple[str, ...], topics: frozenset[str]) -> None:
        del topics
        for errand_id in outbox:
            if self.desk is not None:
                self.workers.submit(carry_out, self.desk, errand_id)


def _drain(made: Ground, many: int, rate: float, *, first: int) -> _Drained:
    bell = _HandBell()
    with ExitStack() as until_the_end:
        store = Store(made.url, bell=bell)
        until_the_end.callback(store.close)
        until_the_end.callback(bell.workers.shutdown)
        web = until_the_end.enter_context(ThreadPoolExecutor(_WEB_THREADS))
        began = time.perf_counter()

        def clock() -> datetime:
            return NOON + timedelta(seconds=time.perf_counter() - began)

        lines = LineBook(store)
        app = _door(store, lines, clock)
        carrier = _InstantCarrier(lambda path, sid: web.submit(_press_one, app, path, sid), many)
        waker = until_the_end.enter_context(_waking(clock))
        desk = CallbackDesk(store, clock, lines, Addresses(BASE), carrier, rate, wake_at=waker.wake_at)  # type: ignore[arg-type]
        waker.desk = bell.desk = desk
        _people(store, many, first)
        store.write(lambda tx: _due(tx, many, first))
        lines.line()
        start = time.perf_counter()
        store.write(lambda tx: send(tx, "wake_callback", clock()))
        if not carrier.drained.wait(_GIVE_UP_S):
            raise TimeoutError(f"Only {carrier.roles} were dialled within {_GIVE_UP_S:.0f} s.")
        bell.workers.submit(lambda: None).result()
        seconds = time.perf_counter() - start
        tried = store.read(lambda db: db.scalar(select(func.count()).select_from(attempt)))
        assert tried == first + many, tried
    return _Drained(many, seconds, carrier.created_at)


class _Waker:
    """Wakes for the next slot, as `app.dialler` does; it ends with the measure."""

    def __init__(self, clock: Any) -> None:
        self.desk: CallbackDesk | None = None
        self._clock, self._changed = clock, threading.Condition()
        self._at: datetime | None = None
        self.over = False

    def wake_at(self, at: datetime) -> None:
        with self._changed:
            self._at = at if self._at is None else min(at, self._at)
            self._changed.notify()

    def serve(self) -> None:
        while not self.over:
            with self._changed:
                left = (self._at - self._clock()).total_seconds() if self._at else 0.1
                if left > 0:
                    self._changed.wait(min(left, 0.1))
                    continue
                self._at = None
            if self.desk is not None:
                dial_waiting(self.desk)


@contextmanager
def _waking(clock: Any) -> Iterator[_Waker]:
    waker = _Waker(clock)
    thread = threading.Thread(target=waker.serve)
    thread.start()
    try:
        yield waker
    finally:
        waker.over = True
        thread.join()


def _door(store: Store, lines: LineBook, clock: Any) -> Flask:
    app = Flask("drain")
    app.extensions[EXTENSION] = FrontDesk(store, clock, lines, Addresses(BASE), (TOKEN,))
    app.register_blueprint(door.blueprint)
    return app


def _press_one(app: Flask, path: str, sid: str) -> None:
    """The webhook of the carrier: the agent has answered and pressed 1."""
    form = {"CallSid": sid, "AccountSid": ACCOUNT, "Digits": "1", "CallStatus": "in-progress"}
    signed = {"X-Twilio-Signature": signature(BASE + path, form)}
    answer = app.test_client().post(path, data=form, headers=signed)
    assert answer.status_code == 200, answer.status  # noqa: PLR2004 - the one good answer


def _people(store: Store, many: int, first: int) -> None:
    """An agent for each callback; limits of the gate that stop nobody."""
    ids = [f"d{first + number:05}" for number in range(many)]
    people = [
        {
            "id": one, "email": f"{one}@bench.example", "name": one, "roles": ["agent"], "languages": ["pl"],
            "chosen_status": "available", "rings": f"+4860{number + first:07}", "idle_since": NOON,
        }
        for number, one in enumerate(ids)
    ]  # fmt: skip
    skills = [{"agent_id": one, "department_key": "orders", "skill": 3} for one in ids]

    def work(tx: Transaction) -> None:
        line = load_line(tx.db)
        limits = replace(line.shop.callbacks, dials_per_day=1_000_000, spend_per_day="1000000 EUR")
        save_line(tx, replace(line, shop=replace(line.shop, callbacks=limits)), actor="bench", now=NOON)
        tx.db.execute(insert(agent), people)
        tx.db.execute(insert(agent_department), skills)
        sync_all(tx)

    store.write(work)


def _due(tx: Transaction, many: int, first: int) -> None:
    """Callbacks that fell due a minute ago, each of a customer with a case and a promise."""
    since = NOON - timedelta(minutes=1)
    for number in range(first, first + many):
        whose = f"+48501{number:06}"
        customer_id = customer_for(tx, whose, since).id
        ticket_id = ticket_for(tx, customer_id, "orders", since).id
        shared = {"customer_id": customer_id, "customer_number": whose, "ticket_id": ticket_id}
        window = {"promised_from": since, "promised_until": since + timedelta(minutes=30)}
        callback_id = insert_callback(
            tx, since, department_key="orders", language="pl", asked_through="api", arrived_at=since,
            ranks_at=since, due_at=since, **shared, **window,
        )  # fmt: skip
        assert callback_id is not None
        make_promise(
            tx, since, callback_id=callback_id, made_through="api", from_at=since,
            until_at=since + timedelta(minutes=30), **shared,
        )  # fmt: skip


def _no_ops_a_second(redis_url: str, times: int) -> float:
    """RQ's worker as it comes: a fork for each job."""
    redis = connect(redis_url)
    jobs = job_queue(redis)
    for _ in range(times + 1):
        jobs.enqueue_call("bench.callback_drain.no_op", result_ttl=0)
    command = [sys.executable, "-m", "bench.callback_drain", redis_url]
    child = subprocess.Popen(command, cwd=_HERE, stderr=subprocess.DEVNULL)
    try:
        while len(jobs) > times - 1:  # its start is not measured
            time.sleep(0.001)
        start, left = time.perf_counter(), len(jobs)
        child.wait(timeout=_GIVE_UP_S)
        return left / (time.perf_counter() - start)
    finally:
        child.kill()
        redis.close()


def no_op() -> None:
    """The floor's job."""


if __name__ == "__main__":
    from rq import Worker
    from rq.serializers import JSONSerializer

    own = connect(sys.argv[1], read_timeout_s=40)
    Worker([job_queue(own)], connection=own, serializer=JSONSerializer).work(
        burst=True, logging_level="WARNING"
    )
