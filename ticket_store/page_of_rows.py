"""Long lists by the page: newest first, each page beginning where the last one ended."""

import base64
import binascii
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import Column, Connection, Row, Select, and_, func, or_, select

Item = TypeVar("Item")
PAGE = 50


@dataclass(frozen=True)
class Place:
    """A row's place in the order."""

    at: datetime
    id: str

    def __str__(self) -> str:
        return base64.urlsafe_b64encode(f"{self.at.isoformat()} {self.id}".encode()).decode().rstrip("=")


def read_place(text: str | None) -> Place | None:
    """The place that an address names; nothing when it names none or has been tampered with."""
    if not text:
        return None
    try:
        at, _, key = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode().partition(" ")
        moment = datetime.fromisoformat(at)
        return Place(moment.astimezone(UTC), key) if moment.tzinfo and key else None
    except (ValueError, OverflowError, binascii.Error):
        return None


@dataclass(frozen=True)
class Page(Generic[Item]):
    """`top` is the first row of the list as the reader knows it; `newer` rows came since."""

    rows: list[Item]
    top: Place | None
    next: Place | None
    newer: int


def page_of_rows(
    db: Connection,
    asked: Select[Any],
    order: tuple[Column[datetime], Column[str]],
    make: Callable[[Row[Any]], Item],
    *,
    after: Place | None,
    top: Place | None,
) -> Page[Item]:
    """One page of `asked`, newest first, after a place; rows above `top` are counted, not shown.

    Two statements; the count only where there is a `top`.
    """
    at, key = order
    below = asked
    if top is not None:
        below = below.where(or_(at < top.at, and_(at == top.at, key <= top.id)))
    if after is not None:
        below = below.where(or_(at < after.at, and_(at == after.at, key < after.id)))
    rows = db.execute(below.order_by(at.desc(), key.desc()).limit(PAGE + 1)).all()
    places = [Place(row._mapping[at], row._mapping[key]) for row in rows[:PAGE]]  # noqa: SLF001 - SQLAlchemy's public name for it
    return Page(
        rows=[make(row) for row in rows[:PAGE]],
        top=top or (places[0] if places and after is None else None),
        next=places[-1] if len(rows) > PAGE else None,
        newer=0 if top is None else _newer(db, asked, order, top),
    )


def _newer(
    db: Connection, asked: Select[Any], order: tuple[Column[datetime], Column[str]], top: Place
) -> int:
    at, key = order
    above = asked.where(or_(at > top.at, and_(at == top.at, key > top.id)))
    return db.scalar(select(func.count()).select_from(above.with_only_columns(key).subquery())) or 0
