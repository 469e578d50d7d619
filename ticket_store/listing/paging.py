"""One page of a long list, found by the place of the last row and not by counting rows.

Counting (`OFFSET`) reads everything before the page, and shows a row twice when a new one comes in between.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, RowMapping, Select, literal, tuple_


@dataclass(frozen=True)
class Place:
    """Where a page ended: the time (in lists that are ordered by one) and the id of its last row."""

    at: datetime | None
    id: str


@dataclass(frozen=True)
class Wanted:
    """What a page should hold. `since` and `until` are half-open: since <= time < until.

    A filter that a list does not know is never set: the door refuses it.
    """

    limit: int = 50
    after: Place | None = None
    customer_number: str | None = None
    department: str | None = None
    status: str | None = None
    ticket: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Page:
    """Rows of one page; `next` is None on the last one."""

    rows: Sequence[RowMapping]
    next: Place | None


def newest_first(
    db: Connection, query: Select[Any], at: Column[datetime], row_id: Column[str], wanted: Wanted
) -> Page:
    """The page in the order of `at` and id, both falling; the query needs an index on the two."""
    if wanted.after is not None and wanted.after.at is not None:
        last = (literal(wanted.after.at, at.type), literal(wanted.after.id))
        query = query.where(tuple_(at, row_id) < tuple_(*last))
    query = query.where(*_between(at, wanted)).order_by(at.desc(), row_id.desc())
    rows, more = _one_more_than_asked(db, query, wanted.limit)
    return Page(rows, Place(rows[-1][at.name], rows[-1]["id"]) if more else None)


def newest_id_first(
    db: Connection, query: Select[Any], at: Column[datetime], row_id: Column[str], wanted: Wanted
) -> Page:
    """The page in the falling order of ids, which sort by the time when they were made."""
    if wanted.after is not None:
        query = query.where(row_id < wanted.after.id)
    query = query.where(*_between(at, wanted)).order_by(row_id.desc())
    rows, more = _one_more_than_asked(db, query, wanted.limit)
    return Page(rows, Place(None, rows[-1]["id"]) if more else None)


def by_name(db: Connection, query: Select[Any], name: Column[str], wanted: Wanted) -> Page:
    """The page in the rising order of a unique name; the place carries the name as its id."""
    if wanted.after is not None:
        query = query.where(name > wanted.after.id)
    rows, more = _one_more_than_asked(db, query.order_by(name), wanted.limit)
    return Page(rows, Place(None, rows[-1][name.name]) if more else None)


def _between(at: Column[datetime], wanted: Wanted) -> list[ColumnElement[bool]]:
    bounds = []
    if wanted.since is not None:
        bounds.append(at >= wanted.since)
    if wanted.until is not None:
        bounds.append(at < wanted.until)
    return bounds


def _one_more_than_asked(db: Connection, query: Select[Any], limit: int) -> tuple[Sequence[RowMapping], bool]:
    rows = db.execute(query.limit(limit + 1)).mappings().all()
    return rows[:limit], len(rows) > limit
