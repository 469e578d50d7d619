"""What stands in a report's table: the same values for the page, for CSV and for XLSX."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

from babel.dates import format_skeleton
from babel.numbers import format_decimal, format_percent

from admin.wording import duration

Value = str | int | float | None
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")
_DAY_S = 86_400
_GROUPED_FROM = 1000  # below it no language puts anything between digits


class Kind(StrEnum):
    """How the values of a column are meant."""

    TEXT = "text"
    DAY = "day"  # 2026-11-23: so in an export, and as "Mon, 23 Nov" on the page
    COUNT = "count"
    NUMBER = "number"  # with one digit after the point
    SHARE = "share"  # 0..1
    SECONDS = "seconds"


@dataclass(frozen=True)
class Column:
    """`name` is in the reader's language."""

    name: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True)
class Table:
    """Rows of as many values as there are columns; `total` is the last line of the page, and in no export."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    total: Sequence[Value] | None = None


def said(value: Value, kind: Kind, language: str) -> str:
    """A value as people read it; a dash where nothing is known."""
    if value is None:
        return "–"
    locale = {"en": "en_GB"}.get(language, language)
    if isinstance(value, str):
        return _day(value, locale) if kind is Kind.DAY else value
    match kind:
        case Kind.SHARE:
            return _per_cent(round(value * 100), locale)
        case Kind.SECONDS:
            return long_duration(value)
        case Kind.NUMBER:
            return _decimal(round(value, 1), "#,##0.0", locale)
        case _:
            return str(value) if 0 <= value < _GROUPED_FROM else _decimal(value, "#,##0", locale)


@lru_cache(maxsize=4096)  # a table has a thousand fields, and few of their values differ
def _decimal(value: float, pattern: str, locale: str) -> str:
    return format_decimal(value, pattern, locale=locale)


@lru_cache(maxsize=1024)  # as above
def _day(day: str, locale: str) -> str:
    return format_skeleton("MMMEd", datetime.combine(date.fromisoformat(day), time(12), UTC), locale=locale)


@lru_cache(maxsize=4096)  # as above
def _per_cent(points: int, locale: str) -> str:
    return format_percent(points / 100, "0%" if locale == "en_GB" else "0 %", locale=locale)


def long_duration(seconds: float) -> str:
    """4:05 for minutes, 3:07:10 for hours; hours alone from a day on: 41 h."""
    if abs(seconds) >= _DAY_S:
        return f"{seconds / 3600:.0f} h"
    sign = "-" if round(seconds) < 0 else ""
    return sign + duration(timedelta(seconds=round(abs(seconds))))


def safe_cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula, whatever a customer wrote: an apostrophe goes before it.

    Numbers of phones begin with + and get one, too. Source: OWASP, "CSV Injection".
    """
    return (
        f"'{text}"
        if text.lstrip(" \u00a0\u200b\ufeff").startswith(_RISKY) or text.startswith(_RISKY)
        else text
    )


def exported(value: Value, kind: Kind) -> Value:
    """A value as a program reads it: whole seconds, shares 0..1 with four digits, text made safe."""
    if isinstance(value, str):
        return safe_cell(value)
    if value is None or kind is Kind.COUNT:
        return value
    return round(value) if kind is Kind.SECONDS else round(value, 4)


def heading(column: Column) -> str:
    """The name of a column in an export, with its unit where the page says it otherwise."""
    return safe_cell(f"{column.name} (s)" if column.kind is Kind.SECONDS else column.name)
