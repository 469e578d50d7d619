"""Goal 9: when people ring and how quickly they are answered, told from the roll-ups of a million calls."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, Select, func, select, text

from bench.figures import Figure, Goal, shown
from bench.ground import ground
from ticket_store.engine import Store, Transaction
from ticket_store.reporting.counts import CallCounts, Cell, Heatmap, Wanted
from ticket_store.reporting.half_hours import A_DAY, A_WEEK, stretches
from ticket_store.reporting.reading import calls_of, days_of, heatmap
from ticket_store.reporting.rebuilding import rebuild
from ticket_store.reporting.sources import CALLS
from ticket_store.reporting.summing import added
from ticket_store.schema import call

GOAL = Goal(
    9, "heatmap of 90 days and service level of 30 over 1,000,000 calls, ms", "360", very_good=50, record=10
)
GROWTH = Goal(9, "the same at 5,000,000 calls / at 100,000", "42", very_good=2, record=1.2)
_ZONE = ZoneInfo("Europe/Warsaw")
_UNTIL = datetime(2026, 11, 20, tzinfo=UTC)  # a fixed day: a change of clocks is in the 90 days before it
_DAYS = 367  # a prime number: no day has a department of its own
_QUARTER, _MONTH = (Wanted(_UNTIL - timedelta(days=days), _UNTIL) for days in (90, 30))
_NUMBERS = {
    "sqlite": "WITH RECURSIVE numbers(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM numbers WHERE n < {count}) ",
    "postgresql": "WITH numbers AS (SELECT generate_series(1, {count}) AS n) ",
}
_MOMENT = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%S', {epoch}, 'unixepoch') || '.000000'",
    "postgresql": "to_timestamp({epoch})",
}
# Days from 6:00 to 22:00 UTC; four of five are answered within a minute, the others leave.
_BEGAN = "({first} + (n % {days}) * 86400 + 21600 + (n % 57600 * 7919 % 57600))"
_COLUMNS = (
    "id, direction, language, status, step, department_key, outcome, started_at, queued_at, answered_at, "
    "ended_at, within_s"
)
_ROWS = (
    "SELECT 'k' || n, 'inbound', 'pl', 'ended', 4, "
    "CASE n % 3 WHEN 0 THEN 'complaints' WHEN 1 THEN 'marketing' ELSE 'orders' END, "
    "CASE n % 5 WHEN 0 THEN 'abandoned' ELSE 'answered' END, {began}, {queued}, "
    "CASE n % 5 WHEN 0 THEN NULL ELSE {answered} END, {ended}, 20 FROM numbers"
)


def heatmap_of_a_year(database: str, *, small: bool) -> list[Figure]:
    """The middle size against the clock, the largest against the smallest."""
    few, stored, many = (1_000, 20_000, 50_000) if small else (100_000, 1_000_000, 5_000_000)
    rounds = 5 if small else 31
    with _filled(database, few) as young:
        early = _median_ms(young, _told, rounds)
    with _filled(database, stored) as grown:
        took, raw = _median_ms(grown, _told, rounds), _median_ms(grown, _counted_raw, 3)
        assert grown.read(lambda db: heatmap(db, _QUARTER, _ZONE)) == grown.read(_raw_heatmap)
        assert grown.read(lambda db: calls_of(db, _MONTH)) == grown.read(_raw_month)
    with _filled(database, many) as old:
        late = _median_ms(old, _told, rounds)
    how = f"{stored:,} calls of a year, medians of {rounds} readings; equal to the raw query, which is the floor here"
    growth = f"{many:,} and {few:,} calls of a year, medians of {rounds} readings each"
    return [
        Figure(GOAL, database, took, f"{shown(took)} ms", f"{shown(raw)} ms from the calls themselves", how),
        Figure(GROWTH, database, late / early, f"{shown(late)} ms", f"{shown(early)} ms", growth),
    ]


def _told(db: Connection) -> tuple[Heatmap, CallCounts]:
    return heatmap(db, _QUARTER, _ZONE), calls_of(db, _MONTH)


def _counted_raw(db: Connection) -> tuple[Heatmap, CallCounts]:
    return _raw_heatmap(db), _raw_month(db)


def _raw_heatmap(db: Connection) -> Heatmap:
    """The same from the calls themselves."""
    cells = [Cell()] * A_WEEK
    half_hour = CALLS.keys["half_hour"].label("half_hour")
    rows = {row[0]: Cell(*map(int, row[1:])) for row in db.execute(_raw(Cell, _QUARTER, half_hour))}
    for stretch in stretches(_QUARTER.since, _QUARTER.until, _ZONE):
        for number in rows.keys() & set(range(stretch.first, stretch.end)):
            place = (number + stretch.to_week) % A_WEEK
            cells[place] = added(cells[place], rows[number])
    weekdays = Counter(day.weekday() for day in days_of(_QUARTER, _ZONE))
    return Heatmap(
        tuple(tuple(cells[monday : monday + A_DAY]) for monday in range(0, A_WEEK, A_DAY)),
        tuple(weekdays[weekday] for weekday in range(7)),
    )


def _raw_month(db: Connection) -> CallCounts:
    return CallCounts(*map(int, db.execute(_raw(CallCounts, _MONTH)).one()))


def _raw(counts: type[Cell | CallCounts], wanted: Wanted, *by: ColumnElement[Any]) -> Select[Any]:
    """What stands in the calls of a period, counted as the roll-up counts them."""
    sums: list[ColumnElement[Any]] = [func.sum(CALLS.adds[one.name]) for one in fields(counts)]
    within = (call.c.started_at >= wanted.since, call.c.started_at < wanted.until, CALLS.counts)
    query: Select[Any] = select(*by, *sums).select_from(CALLS.rows).where(*within)
    return query.group_by(*by)


def _median_ms(store: Store, ask: Callable[[Connection], object], rounds: int) -> float:
    store.read(ask)
    took = []
    for _ in range(rounds):
        began = time.perf_counter()
        store.read(ask)
        took.append((time.perf_counter() - began) * 1e3)
    return median(took)


@contextmanager
def _filled(database: str, count: int) -> Iterator[Store]:
    """A store with so many ended calls of the year before, and the roll-ups made of them."""
    with ground(database) as made:
        store = Store(made.url)
        store.write(lambda tx: _fill(tx, database, count))
        store.write(rebuild)
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as db:
            db.execute(text("ANALYZE"))
        yield store
        store.close()


def _fill(tx: Transaction, database: str, count: int) -> None:
    first = int((_UNTIL - timedelta(days=_DAYS)).timestamp())
    began = _BEGAN.format(first=first, days=_DAYS)
    moments = {
        name: _MOMENT[database].format(epoch=f"({began} + {after})")
        for name, after in (("began", "0"), ("queued", "15"), ("answered", "15 + n % 61"), ("ended", "300"))
    }
    rows = _NUMBERS[database].format(count=count) + _ROWS.format(**moments)
    tx.db.execution_options(no_parameters=True).exec_driver_sql(f"INSERT INTO call ({_COLUMNS}) {rows}")
