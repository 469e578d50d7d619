"""A moment as whole milliseconds since 1970, the same number in both databases."""

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Integer, case, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class EpochMs(FunctionElement[int]):
    """Empty for an empty moment; parts of a millisecond are cut off."""

    name = "epoch_ms"
    inherit_cache = True
    type = BigInteger()


def lasted_ms(began: ColumnElement[Any], ended: ColumnElement[Any]) -> ColumnElement[int]:
    """From one moment to the other; 0 where the second is before the first: two machines' clocks may differ."""
    return case((ended > began, EpochMs(ended) - EpochMs(began)), else_=literal_column("0", Integer))


@compiles(EpochMs)
def _anywhere(element: EpochMs, compiler: SQLCompiler, **how: Any) -> str:
    moment = compiler.process(element.clauses, **how)
    return f"CAST(floor(extract(epoch from {moment}) * 1000) AS BIGINT)"


@compiles(EpochMs, "sqlite")
def _on_sqlite(element: EpochMs, compiler: SQLCompiler, **how: Any) -> str:
    """A time is a text there, with all its microseconds (ticket_store.schema.base)."""
    moment = compiler.process(element.clauses, **how)
    return f"(CAST(strftime('%s', {moment}) AS INTEGER) * 1000 + CAST(substr({moment}, 21, 3) AS INTEGER))"
