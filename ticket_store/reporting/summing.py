"""Roll-ups added up over a period, and folded into the days and weeks of a zone."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import BigInteger, ColumnElement, Connection, Table, cast, func, literal_column, select

from ticket_store.reporting.counts import Wanted
from ticket_store.reporting.half_hours import A_DAY, A_WEEK, Stretch, stretches, within

Counts = TypeVar("Counts")


def summed(db: Connection, table: Table, counts: type[Counts], wanted: Wanted) -> Counts:
    """Everything that was asked for, in one."""
    row = db.execute(select(*_sums(table, counts)).where(*_asked_for(table, wanted))).one()
    return counts(*(value or 0 for value in row))


def summed_by(
    db: Connection, table: Table, counts: type[Counts], wanted: Wanted, *by: ColumnElement[Any]
) -> dict[tuple[Any, ...], Counts]:
    """By the values of these columns; what did not happen is left out."""
    asked = select(*by, *_sums(table, counts)).where(*_asked_for(table, wanted)).group_by(*by)
    return {tuple(row[: len(by)]): counts(*row[len(by) :]) for row in db.execute(asked)}


def by_day(
    db: Connection, table: Table, counts: type[Counts], wanted: Wanted, zone: ZoneInfo
) -> Iterator[tuple[Any, Counts]]:
    """By the days of a zone; a day twice where the clocks change in it, its two parts to be added."""
    for stretch in stretches(wanted.since, wanted.until, zone):
        day = (table.c.half_hour + _number(stretch.shift)) // _number(A_DAY)
        for (number,), found in _folded(db, table, counts, wanted, stretch, day.label("day")):
            yield stretch.day_of(number * A_DAY - stretch.shift), found


def by_half_hour_of_week(
    db: Connection, table: Table, counts: type[Counts], wanted: Wanted, zone: ZoneInfo
) -> Iterator[tuple[int, Counts]]:
    """By 0..335 from the Monday's midnight of a zone; one several times where the clocks change in the period."""
    for stretch in stretches(wanted.since, wanted.until, zone):
        place = (table.c.half_hour + _number(stretch.to_week)) % _number(A_WEEK)
        for (number,), found in _folded(db, table, counts, wanted, stretch, place.label("place")):
            yield number, found


def added(one: Counts, other: Counts) -> Counts:
    """Both together, field by field."""
    pairs = ((getattr(one, field.name), getattr(other, field.name)) for field in fields(one))  # type: ignore[arg-type]
    return type(one)(*(first + second for first, second in pairs))


def _folded(
    db: Connection,
    table: Table,
    counts: type[Counts],
    wanted: Wanted,
    stretch: Stretch,
    by: ColumnElement[Any],
) -> Iterator[tuple[tuple[Any, ...], Counts]]:
    begun = table.c.half_hour
    asked = (
        select(by, *_sums(table, counts))
        .where(begun >= stretch.first, begun < stretch.end, *_narrowed(table, wanted))
        .group_by(literal_column("1"))
    )
    for row in db.execute(asked):
        yield (row[0],), counts(*row[1:])


def _asked_for(table: Table, wanted: Wanted) -> Sequence[ColumnElement[bool]]:
    first, end = within(wanted.since, wanted.until)
    return (table.c.half_hour >= first, table.c.half_hour < end, *_narrowed(table, wanted))


def _narrowed(table: Table, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.departments is not None:
        yield table.c.department_key.in_(sorted(wanted.departments))
    if wanted.agents is not None and "agent_id" in table.c:
        yield table.c.agent_id.in_(sorted(wanted.agents))


def _sums(table: Table, counts: type[Any]) -> Iterator[ColumnElement[int]]:
    """PostgreSQL adds big integers up to a numeric, which would come back as a Decimal."""
    for field in fields(counts):
        column = table.c[field.name]
        yield (
            cast(func.sum(column), BigInteger) if isinstance(column.type, BigInteger) else func.sum(column)
        )


def _number(value: int) -> ColumnElement[int]:
    """Written into the statement, so that one that groups by it is one and the same to the database."""
    return literal_column(str(value))
