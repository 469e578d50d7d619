"""Goal 7: a webhook beside a million stored calls, and beside none."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from statistics import median

from bench.figures import Figure, Goal, shown
from bench.ground import Ground, ground
from bench.replayed_call import Caller
from bench.servers import Server, serving_app
from bench.webhooks import under_load
from ticket_store.engine import Store

GOAL = Goal(7, "a webhook at 1,000,000 stored calls / at none, p50", "170", 1.5, 1.1)
_STORED, _FEW = 1_000_000, 5_000
_CONNECTIONS = 2  # a caller's own wait, not a queue's

# A customer for every fifth call, a case for each of them, an event for each call.
_ROWS = {
    "customer": "SELECT 'c' || n, '{at}' FROM numbers WHERE n % 5 = 0",
    "customer_number": "SELECT '+48' || (500000000 + n / 5), 'c' || n FROM numbers WHERE n % 5 = 0",
    "ticket": (
        "SELECT 't' || n, 2000000 + n, 'c' || n, 'orders', 'solved', 1, '{at}', '{at}', '{at}' "
        "FROM numbers WHERE n % 5 = 0"
    ),
    "call": (
        "SELECT 'k' || n, 'CA' || n, 'inbound', '+48221234567', '+48' || (500000000 + n / 5), 'c' || (n - n % 5), "
        "'pl', 1, 'orders', 't' || (n - n % 5), 'ended', 'answered', 4, '{at}', '{at}', '{at}' "
        "FROM numbers WHERE n >= 5"
    ),
    "event": "SELECT 'CA' || n || ':voice', 'k' || n, 'CA' || n, 'voice', '{at}', '{{}}' FROM numbers WHERE n >= 5",
}
_COLUMNS = {
    "customer": "id, created_at",
    "customer_number": "number, customer_id",
    "ticket": ("id, number, customer_id, department_key, status, people, opened_at, touched_at, solved_at"),
    "call": (
        "id, sid, direction, did_number, customer_number, customer_id, language, menu_version, department_key, "
        "ticket_id, status, outcome, step, started_at, arrived_at, ended_at"
    ),
    "event": "key, call_id, leg_sid, kind, at, body",
}
_NUMBERS = {
    "sqlite": "WITH RECURSIVE numbers(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM numbers WHERE n < {count}) ",
    "postgresql": "WITH numbers AS (SELECT generate_series(1, {count}) AS n) ",
}
_LONG_AGO = "2025-06-02 10:00:00.000000"


def grown_store(database: str, *, small: bool) -> list[Figure]:
    """The same load on a young and on a grown store, in turn."""
    stored, calls = (_FEW, 30) if small else (_STORED, 100)
    rounds = 2 if small else 7
    caller = Caller(seed=13)
    with _web_on(database, 0) as young, _web_on(database, stored) as grown:
        for server in (young, grown):
            under_load(server, caller.calls(calls), _CONNECTIONS)
        waits = [
            tuple(
                under_load(server, caller.calls(calls), _CONNECTIONS).run.quantile(0.5) * 1e3
                for server in (young, grown)
            )
            for _ in range(rounds)
        ]
    ratio = median(late / early for early, late in waits)
    early, late = (median(side) for side in zip(*waits, strict=True))
    method = (
        f"{stored:,} ended calls with an event each, a fifth as many customers and cases; medians of {rounds} "
        f"interleaved rounds of {calls} calls over {_CONNECTIONS} connections"
    )
    return [Figure(GOAL, database, ratio, f"{shown(late)} ms", f"{shown(early)} ms", method)]


@contextmanager
def _web_on(database: str, stored: int) -> Iterator[Server]:
    with ExitStack() as until_the_end:
        made = until_the_end.enter_context(ground(database))
        if stored:
            _fill(made, stored)
        yield until_the_end.enter_context(serving_app("app.wsgi:application", made.workers, made.environment))


def _fill(made: Ground, count: int) -> None:
    store = Store(made.url)
    with store.engine.begin() as db:
        raw = db.execution_options(no_parameters=True)
        for table, rows in _ROWS.items():
            numbers = _NUMBERS[made.database].format(count=count + 4)
            raw.exec_driver_sql(
                f"INSERT INTO {table} ({_COLUMNS[table]}) {numbers}{rows.format(at=_LONG_AGO)}"
            )
        raw.exec_driver_sql("ANALYZE")
    store.close()
