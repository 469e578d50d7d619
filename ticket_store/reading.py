"""From rows of the database to the frozen dataclasses of `ticket_store.rows`."""

from collections.abc import Sequence
from dataclasses import fields
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import Column, Row, Table

RowClass = TypeVar("RowClass")


@lru_cache
def columns_of(table: Table, row_class: type[Any]) -> tuple[Column[Any], ...]:
    """The columns that fill a row class, in its order."""
    return tuple(table.c[field.name] for field in fields(row_class))


def filled(row_class: type[RowClass], row: Row[*tuple[Any, ...]] | Sequence[Any] | None) -> RowClass | None:
    """The row as its class; None stays None. The row was selected with `columns_of`."""
    make: Any = row_class
    return None if row is None else make(*row)
