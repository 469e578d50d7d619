"""Statements of the hot path: compiled once for each database, then run on the driver's own connection.

They are written with SQLAlchemy Core like all others and run in the same transaction. What is saved is Core's
work around each execution, which costs several times what the database itself does for such a small statement.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import NoneType
from typing import Any

from sqlalchemy import (
    Column,
    CompoundSelect,
    Connection,
    Delete,
    Dialect,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
    insert,
    update,
)
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.schema import ScalarElementColumnDefault

_Convert = Callable[[Any], Any]
Statement = Select[Any] | CompoundSelect[Any] | Insert | Update | Delete
_PLAIN = (str, int, float, NoneType)
_FLOAT8 = 701  # what PostgreSQL's driver calls the type of a float; other types do not ask


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A statement for one database: its text, the fixed values, and how values go in and come out."""

    text: str
    fixed: Mapping[str, Any]
    going_in: tuple[tuple[str, _Convert], ...]
    order: tuple[str, ...] | None  # of values that are given by position
    coming_out: tuple[tuple[int, _Convert], ...]


class Prepared:
    """One statement. Values are given by the names of its `bindparam`s."""

    def __init__(self, statement: Statement) -> None:
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def first(self, db: Connection, values: Mapping[str, Any]) -> Sequence[Any] | None:
        """The first row; None where there is none."""
        compiled, cursor = self._execute(db, values)
        row = cursor.fetchone()
        return None if row is None else _out(compiled, row)

    def all(self, db: Connection, values: Mapping[str, Any]) -> list[Sequence[Any]]:
        """All rows."""
        compiled, cursor = self._execute(db, values)
        return [_out(compiled, row) for row in cursor.fetchall()]

    def run(self, db: Connection, values: Mapping[str, Any]) -> int:
        """Write; how many rows were written."""
        return int(self._execute(db, values)[1].rowcount)

    def _execute(self, db: Connection, values: Mapping[str, Any]) -> tuple[_Compiled, Any]:
        compiled = self._compiled.get(db.dialect.name)
        if compiled is None:
            compiled = self._compiled[db.dialect.name] = _compile(self._statement, db.dialect)
        given = {**compiled.fixed, **values}
        for name, convert in compiled.going_in:
            given[name] = convert(given[name])
        ordered = given if compiled.order is None else [given[name] for name in compiled.order]
        driver: Any = db.connection.dbapi_connection
        return compiled, driver.execute(compiled.text, ordered)


def _out(compiled: _Compiled, row: Sequence[Any]) -> Sequence[Any]:
    if not compiled.coming_out:
        return row
    values = list(row)
    for place, convert in compiled.coming_out:
        if values[place] is not None:
            values[place] = convert(values[place])
    return values


def _compile(statement: Statement, dialect: Dialect) -> _Compiled:
    compiled = statement.compile(dialect=dialect)
    assert isinstance(compiled, SQLCompiler)  # noqa: S101 - what all three kinds compile to
    going_in = (
        (name, bind.type.dialect_impl(dialect).bind_processor(dialect))
        for name, bind in compiled.binds.items()
    )
    columns: Sequence[Column[Any]] = (
        list(statement.selected_columns)  # type: ignore[arg-type]
        if isinstance(statement, Select | CompoundSelect)
        else []
    )
    coming_out = (
        (place, column.type.dialect_impl(dialect).result_processor(dialect, _FLOAT8))
        for place, column in enumerate(columns)
    )
    ready = _Compiled(
        text=str(compiled),
        fixed={name: bind.effective_value for name, bind in compiled.binds.items() if not bind.required},
        going_in=tuple((name, convert) for name, convert in going_in if convert is not None),
        order=tuple(compiled.positiontup) if compiled.positiontup is not None else None,
        coming_out=tuple((place, convert) for place, convert in coming_out if convert is not None),
    )
    return ready if ready.order is None else _written_out(ready, ready.order)


def _written_out(given: _Compiled, order: tuple[str, ...]) -> _Compiled:
    """The fixed values of a statement with `?` written into its text.

    SQLite plans a statement anew each time that a value is bound to it by which it might choose an index with a
    condition (`state <> 'released'`), and that takes ten times as long as the statement itself.
    """
    pieces = given.text.split("?")
    if len(pieces) != len(order) + 1:  # a text of ours has a question mark in it
        return given
    convert = dict(given.going_in)
    fixed = {name: convert.get(name, lambda as_is: as_is)(value) for name, value in given.fixed.items()}
    literals = {name: _literal(value) for name, value in fixed.items() if isinstance(value, _PLAIN)}
    marks = [literals.get(name, "?") for name in order]
    return replace(
        given,
        text="".join(piece + mark for piece, mark in zip(pieces, [*marks, ""], strict=True)),
        fixed={name: value for name, value in given.fixed.items() if name not in literals},
        going_in=tuple((name, to) for name, to in given.going_in if name not in literals),
        order=tuple(name for name in order if name not in literals),
    )


def _literal(value: str | float | None) -> str:
    """As SQL has it; words of our own, never a customer's."""
    if value is None:
        return "NULL"
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else repr(value)


@lru_cache(maxsize=256)
def inserting(table: Table, names: tuple[str, ...]) -> Prepared:
    """Insert one row with these columns; the table's own defaults fill the others."""
    return Prepared(insert(table).values(values_of(table, names)))


@lru_cache(maxsize=256)
def changing(table: Table, names: tuple[str, ...]) -> Prepared:
    """Set these columns of the row whose id is `row_id`."""
    given = {name: bindparam(name, type_=table.c[name].type) for name in names}
    return Prepared(update(table).where(table.c.id == bindparam("row_id")).values(given))


def values_of(table: Table, names: tuple[str, ...]) -> dict[str, Any]:
    """A parameter for each of these columns, and the fixed defaults of the others."""
    defaults = {
        column.name: column.default.arg
        for column in table.columns
        if column.name not in names and isinstance(column.default, ScalarElementColumnDefault)
    }
    return defaults | {name: bindparam(name, type_=table.c[name].type) for name in names}
