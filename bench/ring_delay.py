"""Goal 11: from the caller's place in the queue to the request that rings an agent.

`python -m bench.ring_delay REDIS_URL` is the floor's child: RQ's own worker, whose job only asks the carrier.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from statistics import median

import requests
from rq import SimpleWorker

from app.doorbell import connect, job_queue
from bench.figures import Figure, Goal
from bench.ground import Ground, ground
from bench.load import replay
from bench.replayed_call import Caller
from bench.servers import serving_app
from bench.stub_carrier import StubCarrier, serving_stub
from call_routing.people.agent_status import AgentStatus, choose_status
from ticket_store.agents import agent_by_email
from ticket_store.engine import Store, Transaction
from ticket_store.line_rows import load_line, save_line

TYPICAL_GOAL = Goal(11, "caller queued to agent's leg requested, p50 ms", "", 50, 15)
WORST_GOAL = Goal(11, "the same, p99 ms", "", 80, 80)  # the table of goals has one bar for it
_HERE = Path(__file__).parents[1]
_AGENTS = 20
_RINGS_S = 0.3  # then the caller hangs up, and the agent is free again
_CALM_S = 0.1
_EVERY_S = 0.2  # five calls a second
_GIVE_UP_S = 30.0
_WARM_UP = 5


@dataclass(frozen=True)
class _Scene:
    """A shop with free agents, its web process and its worker, and a carrier that answers at once."""

    port: int
    carrier: StubCarrier
    caller: Caller

    def one_call(self, rung_before: int) -> float:
        """A call to the queue, and its end a few rings after one leg more was asked for; when it had queued."""
        *to_the_queue, over = self.caller.calls(1)[0]
        replay(self.port, [to_the_queue], connections=1)
        queued_at = time.perf_counter()
        if not self.carrier.wait_for(rung_before + 1, _GIVE_UP_S):
            raise TimeoutError(f"Nobody was rung within {_GIVE_UP_S:.0f} s. Look at the worker.")
        time.sleep(_RINGS_S)
        replay(self.port, [[over]], connections=1)
        return queued_at

    def calm(self, calls: int) -> list[float]:
        """Delays in ms, one call after the other."""
        delays = []
        for _ in range(calls):
            queued_at = self.one_call(len(self.carrier.requested_at))
            delays.append((self.carrier.requested_at[-1] - queued_at) * 1e3)
            time.sleep(_CALM_S)
        return delays

    def busy(self, calls: int) -> list[float]:
        """Delays in ms at five calls a second: the n-th who queued had the n-th leg."""
        before, began = len(self.carrier.requested_at), time.perf_counter()

        def dial(number: int) -> float:
            time.sleep(max(0.0, began + number * _EVERY_S - time.perf_counter()))
            return self.one_call(before + number)  # who hangs up before is rung for would never be

        with ThreadPoolExecutor(max_workers=8) as callers:
            queued = sorted(callers.map(dial, range(calls)))
        rung = sorted(self.carrier.requested_at[before:])
        return [(at - since) * 1e3 for since, at in zip(queued, rung, strict=True)]


def ring_delay(database: str, *, small: bool) -> list[Figure]:
    """p50 and p99 over calls at a calm pace and at five calls a second, together."""
    calls = 12 if small else 150
    with ground(database) as made, _scene(made) as scene:
        for _ in range(_WARM_UP):
            scene.one_call(len(scene.carrier.requested_at))
        calm, busy = scene.calm(calls), scene.busy(calls)
        bare = _floor(made.redis_url, 20 if small else 150)
    ours = f"calm {_said(calm)}; at 5 calls/s {_said(busy)}"
    method = (
        f"{calls} calls one after the other and {calls} at five a second, {_AGENTS} free agents; from the answer "
        f"to the queueing webhook to POST /Calls at a stub, through {made.workers} web process(es), Redis, one "
        "worker and the database; floor: RQ's worker with a job that does nothing but that request"
    )
    return [
        Figure(TYPICAL_GOAL, database, _quantile(calm + busy, 0.5), ours, _said(bare), method),
        Figure(WORST_GOAL, database, _quantile(calm + busy, 0.99), ours, _said(bare), method),
    ]


@contextmanager
def _scene(made: Ground) -> Iterator[_Scene]:
    carrier = StubCarrier()
    with serving_stub(carrier) as api:
        environment = {**made.environment, "TWILIO_API_BASE_URL": api}
        _free_agents(made.url)
        with serving_app("app.wsgi:application", made.workers, environment) as server:
            carrier.web_port = server.port
            with _child(["-m", "app.command_line", "worker"], environment):
                yield _Scene(server.port, carrier, Caller(seed=17))


@contextmanager
def _child(arguments: Sequence[str], environment: dict[str, str] | None = None) -> Iterator[None]:
    settings = os.environ | (environment or {})
    child = subprocess.Popen([sys.executable, *arguments], cwd=_HERE, env=settings, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        child.terminate()
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _free_agents(url: str) -> None:
    """More people on duty than calls at once, each with a telephone."""
    now = datetime.now(UTC)

    def work(tx: Transaction) -> None:
        line = load_line(tx.db)
        pattern = line.agents[0]
        people = [
            replace(pattern, email=f"agent{number}@bench.example", rings=f"+4860010{number:04d}")
            for number in range(_AGENTS)
        ]
        save_line(tx, replace(line, agents=(*line.agents, *people)), actor="bench", now=now)
        for person in people:
            agent = agent_by_email(tx.db, person.email)
            assert agent is not None
            choose_status(tx, agent.id, AgentStatus.AVAILABLE, now, actor="bench")

    store = Store(url)
    store.write(work)
    store.close()


def _floor(redis_url: str, times: int) -> list[float]:
    """Delays in ms from an enqueue to the request, through RQ's worker and with no house at all."""
    carrier = StubCarrier()
    delays: list[float] = []
    with serving_stub(carrier) as api, _child(["-m", "bench.ring_delay", redis_url]):
        redis = connect(redis_url)
        jobs = job_queue(redis)
        for _ in range(times + 1):
            asked_at = time.perf_counter()
            jobs.enqueue_call("bench.ring_delay.ask_carrier", args=(f"{api}/Calls",), result_ttl=0)
            if not carrier.wait_for(len(delays) + 1, _GIVE_UP_S):
                raise TimeoutError("The floor's worker asked nobody.")
            delays.append((carrier.requested_at[-1] - asked_at) * 1e3)
        redis.close()
    return delays[1:]


@cache
def _carrier_session() -> requests.Session:
    return requests.Session()


def ask_carrier(url: str) -> None:
    """The floor's job."""
    form = {"To": "+48600100000", "StatusCallback": "https://hotline.example/ivr/agent-events?t=1"}
    _carrier_session().post(url, data=form, timeout=10)


def _quantile(delays: Sequence[float], share: float) -> float:
    return sorted(delays)[min(len(delays) - 1, int(share * len(delays)))]


def _said(delays: Sequence[float]) -> str:
    return f"p50 {median(delays):.1f}, p99 {_quantile(delays, 0.99):.1f}, longest {max(delays):.1f} ms"


if __name__ == "__main__":
    from rq.serializers import JSONSerializer

    own = connect(sys.argv[1], read_timeout_s=40)
    SimpleWorker([job_queue(own)], connection=own, serializer=JSONSerializer, worker_ttl=30).work(
        logging_level="WARNING"
    )
