"""Goals 1 to 3: whole inbound calls through the real web process, beside a Flask app that does nothing."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from statistics import median

from sqlalchemy import func, select

from bench import replayed_call
from bench.figures import Figure, Goal, shown
from bench.ground import Ground, ground
from bench.load import Run, replay
from bench.replayed_call import Caller
from bench.servers import Server, serving_app
from ticket_store.engine import Store
from ticket_store.schema import call

CONNECTIONS = 16
RATE = Goal(1, "whole inbound call: webhooks a second / no-op's", "0.19", 0.30, 0.45, more_is_better=True)
CPU = Goal(2, "whole inbound call: CPU of a webhook / no-op's", "5.1", 3.0, 1.8)
SQLITE_RATE = Goal(3, "the same on SQLite: rate / no-op's", "0.16", 0.35, 0.45, more_is_better=True)
SQLITE_TAIL = Goal(3, "the same on SQLite: p99 / no-op's", "360 ms", 2.0, 1.5)
METHOD = (
    "medians of {rounds} interleaved rounds of {calls} calls (4 signed webhooks each) over 16 connections; "
    "{workers} web process(es) with 16 threads for both"
)


@dataclass(frozen=True)
class Round:
    """One load on one server."""

    run: Run
    server_cpu_s: float

    @property
    def rate(self) -> float:
        return self.run.rate

    @property
    def cpu_us(self) -> float:
        """CPU of the server's processes, microseconds a webhook; the database server's own is not in it."""
        return self.server_cpu_s / len(self.run.waits) * 1e6

    @property
    def p99_ms(self) -> float:
        return self.run.quantile(0.99) * 1e3


@dataclass(frozen=True)
class Pairs:
    """Rounds on the floor and on ours, one after the other; ratios are taken within each pair."""

    floor: Sequence[Round]
    ours: Sequence[Round]
    method: str

    def ratio(self, of: str) -> float:
        pairs = zip(self.ours, self.floor, strict=True)
        return float(median(getattr(mine, of) / getattr(bare, of) for mine, bare in pairs))

    def figure(self, goal: Goal, database: str, of: str, unit: str) -> Figure:
        ours, floor = (median(getattr(one, of) for one in side) for side in (self.ours, self.floor))
        return Figure(
            goal, database, self.ratio(of), f"{shown(ours)} {unit}", f"{shown(floor)} {unit}", self.method
        )


def webhooks(database: str, *, small: bool) -> list[Figure]:
    """Rate and CPU of a webhook, each over the no-op's."""
    pairs = interleaved(database, small=small)
    return [
        pairs.figure(RATE, database, "rate", "webhooks/s"),
        pairs.figure(CPU, database, "cpu_us", "us"),
    ]


def webhooks_sqlite(database: str, *, small: bool) -> list[Figure]:
    """Rate and tail on the embedded database, as shipped: one process, synchronous FULL."""
    pairs = interleaved(database, small=small)
    return [
        pairs.figure(SQLITE_RATE, database, "rate", "webhooks/s"),
        pairs.figure(SQLITE_TAIL, database, "p99_ms", "ms"),
    ]


@cache
def interleaved(database: str, *, small: bool) -> Pairs:
    """Both under load in turn, after a warm-up of each. Two measures share one run."""
    rounds, calls = (2, 50) if small else (5, 600)
    caller = Caller()
    with ExitStack() as until_the_end:
        made = until_the_end.enter_context(ground(database))
        bare = until_the_end.enter_context(serving_app("bench.floors:application", made.workers))
        ours = until_the_end.enter_context(
            serving_app("app.wsgi:application", made.workers, made.environment)
        )
        idle = replayed_call.no_op(calls)
        under_load(bare, idle[: calls // 2])
        under_load(ours, caller.calls(calls // 2))
        floor_rounds, our_rounds = [], []
        for _ in range(rounds):
            floor_rounds.append(under_load(bare, idle))
            our_rounds.append(under_load(ours, caller.calls(calls)))
        check_store(made, calls // 2 + rounds * calls)
    method = METHOD.format(rounds=rounds, calls=calls, workers=made.workers)
    return Pairs(floor_rounds, our_rounds, method)


def under_load(
    server: Server, calls: Sequence[Sequence[bytes]], connections: int = CONNECTIONS, *, strict: bool = True
) -> Round:
    """Replay the calls; with `strict` every answer must be 200."""
    before = server.cpu_s()
    run = replay(server.port, calls, connections)
    assert not (strict and run.failures), run.failures[:3]
    return Round(run, server.cpu_s() - before)


def check_store(made: Ground, calls: int) -> None:
    """Every call must be stored, with its department, and ended: else what was measured was not the work."""
    done = (call.c.status == "ended") & call.c.ticket_id.is_not(None) & (call.c.department_key == "orders")
    store = Store(made.url)
    try:
        kept = store.read(lambda db: db.execute(select(func.count()).where(done)).scalar_one())
    finally:
        store.close()
    assert kept == calls, f"{kept} of {calls} calls were stored as they should be"
