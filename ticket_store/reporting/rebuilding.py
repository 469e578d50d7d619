"""Roll-ups made anew from the rows that they were counted from, and whether both agree.

Half-hours of which those rows are gone (a shop keeps calls only so long) stay as they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, exists, func, select, text

from ticket_store.engine import Transaction
from ticket_store.reporting.sources import CALLS, SOURCES, Source


@dataclass(frozen=True, slots=True)
class Astray:
    """A half-hour that says something else than the rows do; None where one of the two has no such half-hour."""

    roll_up: str
    keys: tuple[Any, ...]
    rolled_up: Mapping[str, int] | None
    counted: Mapping[str, int] | None


def rebuild(tx: Transaction) -> int:
    """Count everything again; how many rows the roll-ups have got. What ends meanwhile waits for the commit."""
    return sum(_rebuild(tx, source) for source in SOURCES)


def rebuild_if_empty(tx: Transaction) -> int:
    """After an update from a version without roll-ups; otherwise 0."""
    filled = tx.db.scalar(select(exists(select(CALLS.rolled_up.c.half_hour))))
    return 0 if filled else rebuild(tx)


def astray(db: Connection) -> list[Astray]:
    """Where roll-ups and rows differ, and nothing where all is well. Reads every call."""
    return [one for source in SOURCES for one in _astray(db, source)]


def _rebuild(tx: Transaction, source: Source) -> int:
    table = source.rolled_up
    if tx.db.dialect.name == "postgresql":  # whoever ends a call now adds to it after us, and is not lost
        tx.db.execute(text(f"LOCK TABLE {table.name} IN EXCLUSIVE MODE"))
    since = _since(tx.db, source)
    tx.db.execute(table.delete().where(table.c.half_hour >= since))
    rows = source.of_all().having(source.keys["half_hour"] >= since)
    tx.db.execute(table.insert().from_select(source.names, rows))
    return tx.db.execute(select(func.count()).select_from(table)).scalar_one()


def _since(db: Connection, source: Source) -> int:
    """The first half-hour of which all rows are still there."""
    begun = source.rolled_up.c.half_hour
    oldest: int | None = db.scalar(
        select(func.min(source.keys["half_hour"])).select_from(source.rows).where(source.counts)
    )
    if oldest is None:
        return (db.scalar(select(func.max(begun))) or 0) + 1
    is_cut = db.scalar(select(exists(select(begun).where(begun < oldest))))
    return oldest + 1 if is_cut else oldest


def _astray(db: Connection, source: Source) -> list[Astray]:
    """A half-hour from which everything was taken out again is as good as none."""
    since, keys = _since(db, source), len(source.keys)
    table = source.rolled_up
    kept = select(*(table.c[name] for name in source.names)).where(table.c.half_hour >= since)
    counted = source.of_all().having(source.keys["half_hour"] >= since)
    rolled = {tuple(row[:keys]): _numbers(source, row[keys:]) for row in db.execute(kept) if any(row[keys:])}
    truth = {tuple(row[:keys]): _numbers(source, row[keys:]) for row in db.execute(counted)}
    return [
        Astray(table.name, key, rolled.get(key), truth.get(key))
        for key in sorted(rolled.keys() | truth.keys())
        if rolled.get(key) != truth.get(key)
    ]


def _numbers(source: Source, values: Any) -> Mapping[str, int]:
    return {name: int(value) for name, value in zip(source.adds, values, strict=True)}
