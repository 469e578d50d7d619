"""`/admin/hours/of/<key>/year/<year>`: every day of a year, and by name the days that are not as usual."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby
from zoneinfo import ZoneInfo

from flask import request
from werkzeug.exceptions import NotFound

from admin.guard import needs
from admin.permissions import Action
from admin.setup.hours.frame import render
from admin.setup.hours.hearing import card, names_for
from admin.setup.hours.hours_words import holiday_words, month_name, short_day_names, spans_words
from admin.setup.hours.showing import hours_schedule, in_words, line_now
from admin.visitor import visitor
from call_routing.hours.opening_hours import Cause
from call_routing.hours.week import Day, Span, day_of, today_of, usual
from call_routing.hours.weekly_hours import DAY_LENGTH, clock, read_week
from ticket_store.line import Line

YEARS_AHEAD = 5


class Mark(StrEnum):
    """What a day of the calendar is; the last that fits."""

    OPEN = "open"
    SHUT = "shut"  # as on every such day of the week
    OTHER = "other"  # hours of its own
    HOLIDAY = "holiday"
    CLOSURE = "closure"


@dataclass(frozen=True)
class Cell:
    on: date
    mark: Mark
    is_today: bool


@dataclass(frozen=True)
class Special:
    """Days in a row that are not as usual, for one reason: which, why, and what hours are left."""

    first: date
    last: date
    why: str
    hours: str
    mark: Mark


@dataclass(frozen=True)
class Month:
    """`weeks` are rows from Monday on; nothing before the first day and after the last."""

    name: str
    weeks: tuple[tuple[Cell | None, ...], ...]
    specials: tuple[Special, ...]


@needs(Action.SET_UP_LINE)
def year(key: str, year: int) -> str:
    """This year or one of the next: further ahead nobody knows the holidays well."""
    line = line_now()
    today = today_of_shop(line)
    if key not in line.hours or not today.year <= year <= today.year + YEARS_AHEAD:
        raise NotFound
    first = date(year, 1, 1)
    days = days_from(line, key, first, (date(year + 1, 1, 1) - first).days)
    return render(
        "hours_year.html",
        line,
        key=key,
        year=year,
        months=[
            _month(line, key, list(of_month), today)
            for _, of_month in groupby(days, lambda day: day.on.month)
        ],
        day_names=short_day_names(),
        before=year - 1 if year > today.year else None,
        after=year + 1 if year < today.year + YEARS_AHEAD else None,
        **names_for(line, card(line, key, request.args)),
    )


def today_of_shop(line: Line) -> date:
    return (
        today_of(hours_schedule(line, next(iter(line.hours))), visitor().now)
        if line.hours
        else visitor().now.date()
    )


def days_from(line: Line, key: str, first: date, days: int) -> list[Day]:
    schedule = hours_schedule(line, key)
    return [day_of(schedule, first + timedelta(days=number)) for number in range(days)]


def specials(line: Line, key: str, days: Iterable[Day]) -> list[Special]:
    """The days that are not as usual; those that follow each other for one reason stand together."""
    found: list[Special] = []
    for day in days:
        mark = mark_of(line, key, day)
        if mark in (Mark.OPEN, Mark.SHUT):
            continue
        why = holiday_words(day.holiday) if mark is Mark.HOLIDAY else in_words(day.reason)
        one = Special(day.on, day.on, why, spans_words(day.spans, line.shop.timezone), mark)
        before = found[-1] if found else None
        if (
            before
            and (before.why, before.hours, before.mark) == (one.why, one.hours, mark)
            and (day.on - before.last).days == 1
        ):
            found[-1] = Special(before.first, day.on, why, one.hours, mark)
        else:
            found.append(one)
    return found


def mark_of(line: Line, key: str, day: Day) -> Mark:
    if day.cause in (Cause.CLOSURE, Cause.MANUAL):
        return Mark.CLOSURE
    if day.holiday:
        return Mark.HOLIDAY
    if _walls(day.spans, line) != _usual_walls(line, key, day.on):
        return Mark.OTHER
    return Mark.OPEN if day.spans else Mark.SHUT


def _usual_walls(line: Line, key: str, on: date) -> list[tuple[str, str]]:
    """The hours of such a day of the week, as far as a grid can show them; else those of the text on this date."""
    week = read_week(line.hours[key])
    if week is None:
        return _walls(day_of(usual(hours_schedule(line, key)), on).spans, line)
    return [(clock(start), clock(end % DAY_LENGTH)) for start, end in week.days[on.weekday()]]


def _walls(spans: Sequence[Span], line: Line) -> list[tuple[str, str]]:
    zone = ZoneInfo(line.shop.timezone)
    return [(f"{span.start.astimezone(zone):%H:%M}", f"{span.end.astimezone(zone):%H:%M}") for span in spans]


def _month(line: Line, key: str, days: Sequence[Day], today: date) -> Month:
    cells: list[Cell | None] = [None] * days[0].on.weekday()
    cells += [Cell(day.on, mark_of(line, key, day), day.on == today) for day in days]
    cells += [None] * (-len(cells) % 7)
    weeks = tuple(tuple(cells[start : start + 7]) for start in range(0, len(cells), 7))
    return Month(month_name(days[0].on.month), weeks, tuple(specials(line, key, days)))
