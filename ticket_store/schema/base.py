"""What all tables share: one metadata with named constraints, aware times, the column kinds of the house."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Column, DateTime, Dialect, ForeignKey, MetaData, String
from sqlalchemy.types import TypeDecorator

# Alembic can only drop what has a name, on SQLite too.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UTCDateTime(TypeDecorator[datetime]):
    """An aware UTC datetime in and out; a naive one is refused, since it would be a guess.

    SQLite keeps no zone: the value is stored as naive UTC there and made aware again on reading.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any] | None:
        """For SQLite the text is written by the interpreter itself: the general way costs ten times as much."""
        return self._as_text if dialect.name == "sqlite" else super().bind_processor(dialect)

    def _as_text(self, value: datetime | None) -> str | None:
        if value is None:
            return None
        if value.tzinfo is not UTC:
            value = self._in_utc(value)
        return value.replace(tzinfo=None).isoformat(" ", "microseconds")

    @staticmethod
    def _in_utc(value: datetime) -> datetime:
        if value.tzinfo is None:
            raise ValueError(f"The time {value!r} has no zone. Give an aware datetime.")
        return value.astimezone(UTC)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        value = self._in_utc(value)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


def id_column() -> Column[str]:
    """The primary key: a `new_id`, sortable by time, safe in an address."""
    return Column("id", String(26), primary_key=True)


def refers(name: str, target: str, *, nullable: bool = True, index: bool = False) -> Column[str]:
    """A foreign key to an id or key column of another table."""
    return Column(name, String, ForeignKey(target), nullable=nullable, index=index)


def moment(name: str, *, nullable: bool = True) -> Column[datetime]:
    """A column `..._at`."""
    return Column(name, UTCDateTime, nullable=nullable)


def words(name: str) -> Column[Any]:
    """A text in each language, as a mapping of language to text; or another small JSON value."""
    return Column(name, JSON, nullable=False, default=dict)
