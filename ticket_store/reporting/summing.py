"""Roll-ups added up over a period, and folded into the days and weeks of a zone.

The statements are prepared for the usual case, everything; narrowed to departments or agents they are written anew.
"""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Integer,
    Select,
    Table,
    bindparam,
    cast,
    func,
    literal_column,
    select,
)

from ticket_store.prepared import Prepared
from ticket_store.reporting.counts import Wanted
from ticket_store.reporting.half_hours import A_DAY, A_WEEK, stretches, within

Counts = TypeVar("Counts")
_DAY, _PLACE = "day", "place"  # of a zone: what its half-hours are folded into


def summed(db: Connection, table: Table, counts: type[Counts], wanted: Wanted) -> Counts:
    """Everything that was asked for, in one."""
    first, end = within(wanted.since, wanted.until)
    (row,) = _rows(db, table, counts, wanted, (), {"first": first, "end": end})
    return counts(*(value or 0 for value in row))


def summed_by(
    db: Connection, table: Table, counts: type[Counts], wanted: Wanted, *by: str
) -> dict[tuple[Any, ...], Counts]:
    """By the values of these columns; what did not happen is left out."""
    first, end = within(wanted.since, wanted.until)
    rows = _rows(db, table, counts, wanted, by, {"first": first, "end": end})
    return {tuple(row[: len(by)]): counts(*row[len(by) :]) for row in rows}


def by_day(
    db: Connection, table: Table, counts: type[Counts], wanted: Wanted, zone: ZoneInfo
) -> dict[date, Counts]:
    """By the days of a zone; days on which nothing happened are left out."""
    sums: dict[date, Sequence[int]] = {}
    for stretch in stretches(wanted.since, wanted.until, zone):
        values = {"first": stretch.first, "end": stretch.end, "shift": stretch.shift}
        for number, *row in _rows(db, table, counts, wanted, (_DAY,), values):
            day = stretch.day_of(number * A_DAY - stretch.shift)
            sums[day] = _together(sums.get(day), row)  # the clocks may change within a day
    return {day: counts(*row) for day, row in sums.items()}


def by_half_hour_of_week(
    db: Connection, table: Table, counts: type[Counts], wanted: Wanted, zone: ZoneInfo
) -> list[Counts]:
    """The 336 half-hours from the Monday's midnight of a zone."""
    sums: list[Sequence[int] | None] = [None] * A_WEEK
    for stretch in stretches(wanted.since, wanted.until, zone):
        values = {"first": stretch.first, "end": stretch.end, "shift": stretch.to_week}
        for place, *row in _rows(db, table, counts, wanted, (_PLACE,), values):
            sums[place] = _together(sums[place], row)
    nothing = counts()
    return [nothing if row is None else counts(*row) for row in sums]


def added(one: Counts, other: Counts) -> Counts:
    """Both together, field by field."""
    names = [field.name for field in fields(one)]  # type: ignore[arg-type]  # every kind of counts is a dataclass
    return type(one)(*(getattr(one, name) + getattr(other, name) for name in names))


def _together(one: Sequence[int] | None, other: Sequence[int]) -> Sequence[int]:
    return other if one is None else [first + second for first, second in zip(one, other, strict=True)]


def _rows(
    db: Connection,
    table: Table,
    counts: Any,
    wanted: Wanted,
    by: tuple[str, ...],
    values: dict[str, int],
) -> Sequence[Sequence[Any]]:
    narrowed = list(_narrowed(table, wanted))
    if not narrowed:
        return _prepared(table, counts, by).all(db, values)
    return db.execute(_statement(table, counts, by).where(*narrowed), values).all()


@cache
def _prepared(table: Table, counts: Any, by: tuple[str, ...]) -> Prepared:
    return Prepared(_statement(table, counts, by))


def _statement(table: Table, counts: type[Any], by: tuple[str, ...]) -> Select[Any]:
    """The half-hours from `:first` to before `:end`, added up by these columns."""
    begun = table.c.half_hour
    places: list[ColumnElement[Any]] = [literal_column(str(place + 1)) for place in range(len(by))]
    query: Select[Any] = select(*(_key(table, name) for name in by), *_sums(table, counts))
    return query.where(begun >= _given("first"), begun < _given("end")).group_by(*places)


def _key(table: Table, name: str) -> ColumnElement[Any]:
    folded = table.c.half_hour + _given("shift")
    match name:
        case "day":
            return (folded // literal_column(str(A_DAY), Integer)).label(name)
        case "place":
            return (folded % literal_column(str(A_WEEK), Integer)).label(name)
        case _:
            return table.c[name]


def _given(name: str) -> ColumnElement[int]:
    return bindparam(name, type_=Integer)


def _narrowed(table: Table, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.departments is not None:
        yield table.c.department_key.in_(sorted(wanted.departments))
    if wanted.agents is not None and "agent_id" in table.c:
        yield table.c.agent_id.in_(sorted(wanted.agents))


def _sums(table: Table, counts: type[Any]) -> Iterator[ColumnElement[int]]:
    """PostgreSQL adds big integers up to a numeric, which would come back as a Decimal."""
    for field in fields(counts):
        column = table.c[field.name]
        is_big = isinstance(column.type, BigInteger)
        yield cast(func.sum(column), BigInteger) if is_big else func.sum(column)
