"""Opening hours as people paint them: each day of the week, public holidays, and what stands beside them. Pure.

A text becomes such a week only where nothing of it is lost: `read_week` and `write_week` are each other's inverse in
what they mean, though not letter by letter.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby

from opening_hours import State

from call_routing.hours.hours_text import read_hours

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
DAY_LENGTH = 24 * 60
LONGEST_NIGHT = 12 * 60  # minutes; "10:00-09:00" is rather 19:00 with a slip of the finger
AS_USUAL = '"as usual"'  # a comment of the syntax: the date keeps the hours of its weekday when these change

Spans = tuple[tuple[int, int], ...]  # open from, until: minutes of the day, in order, at most 24:00

_MONDAY = datetime(2024, 1, 1)  # noqa: DTZ001 - wall clock of a week in which nothing is special
_DAY = rf"(?:{'|'.join(DAYS)})"
_WEEKDAYS = rf"{_DAY}(?:\s*[-,]\s*{_DAY})*"
_TIMES = r"(?:\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2}(?:\s*,\s*\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2})*|off|closed)"
_WEEKLY = re.compile(rf"(?:24/7|(?:{_WEEKDAYS} )?{_TIMES})", re.IGNORECASE)
_HOLIDAY = re.compile(rf"PH(?P<also>\s*,\s*{_WEEKDAYS})? (?P<times>{_TIMES})", re.IGNORECASE)
_HOLIDAY_LAST = re.compile(rf"(?P<also>{_WEEKDAYS})\s*,\s*PH (?P<times>{_TIMES})", re.IGNORECASE)
_DATED = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|easter|week|\d{4})\b")
_AS_USUAL = re.compile(rf"((?:\d{{4}} )?[A-Z][a-z]{{2}} \d{{1,2}}) {_WEEKDAYS} {_TIMES} {AS_USUAL}")
_TIME = r"(\d{1,2})(?:[:.]([0-5]\d))?"
_TYPED = re.compile(rf"{_TIME}\s*(?:-|–|—|to)\s*{_TIME}")


class LongNightError(ValueError):
    """Typed hours that run over midnight for longer than `LONGEST_NIGHT`."""


@dataclass(frozen=True)
class WeeklyHours:
    """`days` are Monday to Sunday. `holidays`: the hours of every public holiday; None where they change nothing.

    `further` are the other rules as they were written, in order: each beats what stands before it.
    """

    days: tuple[Spans, ...]
    holidays: Spans | None = ()
    further: tuple[str, ...] = ()


def read_week(text: str) -> WeeklyHours | None:
    """The week of a text that can be read; None where a grid of the week would lose something of it."""
    weekly: list[str] = []
    holidays: Spans | None = None
    further: list[str] = []
    saw_holidays = False
    for rule in rules_of(text):
        named = _HOLIDAY.fullmatch(rule) or _HOLIDAY_LAST.fullmatch(rule)
        if named and not further:
            if named["also"]:
                weekly.append(f"{named['also'].strip(' ,')} {named['times']}")
            holidays, saw_holidays = _evaluate(f"Mo {named['times']}")[0], True
        elif _WEEKLY.fullmatch(rule) and not further and not saw_holidays:
            weekly.append(rule)
        elif _DATED.search(rule):
            further.append(rule)
        else:
            return None  # it beats the holidays or dates before it, or names days as no grid can
    return WeeklyHours(_evaluate("; ".join(weekly) or "off"), holidays, tuple(further))


def write_week(week: WeeklyHours) -> str:
    """The text: days that are alike stand together, then public holidays, then the rest as it was."""
    parts = [f"{days_named(days)} {write_spans(spans)}" for days, spans in alike(week.days) if spans]
    if week.holidays is not None:
        parts.append(f"PH {write_spans(week.holidays)}")
    return "; ".join([*(parts if any(week.days) else ["off", *parts]), *week.further])


def rules_of(text: str) -> list[str]:
    """The rules between semicolons, those in quotation marks aside."""
    parts = re.findall(r'(?:[^;"]|"[^"]*"?)+', text)
    return [part.strip() for part in parts if part.strip()]


def alike(days: Sequence[Spans]) -> list[tuple[tuple[int, ...], Spans]]:
    """Days with the same hours together, in the order of their first day."""
    kinds = dict.fromkeys(days)
    return [(tuple(day for day, spans in enumerate(days) if spans == kind), kind) for kind in kinds]


def runs(days: Iterable[int]) -> list[tuple[int, int]]:
    """Days that follow each other, as first and last."""
    found = [[day for _, day in run] for _, run in groupby(enumerate(days), lambda pair: pair[1] - pair[0])]
    return [(run[0], run[-1]) for run in found]


def days_named(days: Iterable[int]) -> str:
    """`Mo-We,Fr`; two days that follow each other are listed."""
    return ",".join(
        DAYS[first]
        if first == last
        else f"{DAYS[first]},{DAYS[last]}"
        if last == first + 1
        else f"{DAYS[first]}-{DAYS[last]}"
        for first, last in runs(days)
    )


def write_spans(spans: Spans) -> str:
    """`08:30-12:00,13:00-17:00`, or `off`."""
    return ",".join(f"{clock(start)}-{clock(end)}" for start, end in spans) or "off"


def clock(minute: int) -> str:
    """A minute of the day as a clock shows it; the end of the day is 24:00."""
    return f"{minute // 60:02}:{minute % 60:02}"


def read_spans(typed: str) -> tuple[Spans, Spans]:
    """What somebody typed for a day: "8:30-12, 13-17:15"; and what of it falls into the day after.

    Nothing, "off" and "closed" are a closed day. What overlaps or touches is one span. An end that is not after
    its start is meant of the next day.
    Raises: ValueError with the piece that cannot be read.
    """
    today: list[tuple[int, int]] = []
    after: list[tuple[int, int]] = []
    for _, start, end in _pieces(typed):
        today.append((start, end if end > start else DAY_LENGTH))
        if start >= end > 0:
            after.append((0, end))
    return joined(today), joined(after)


def read_typed_week(typed: Sequence[str]) -> tuple[Spans, ...]:
    """Seven typed days, Monday first.

    Raises: ValueError with the piece and, as second argument, its day; LongNightError for a night that is none.
    """
    days: list[list[tuple[int, int]]] = [[] for _ in DAYS]
    for number, text in enumerate(typed):
        try:
            today, after = read_spans(text)
        except ValueError as why:
            raise ValueError(str(why), number) from None
        for piece, start, end in _pieces(text):
            if start > end > 0 and DAY_LENGTH - start + end > LONGEST_NIGHT:
                raise LongNightError(piece, number)
        days[number] += today
        days[(number + 1) % len(DAYS)] += after
    return tuple(joined(day) for day in days)


def with_nights(days: Sequence[Spans]) -> tuple[Spans, ...]:
    """The days as people write them: hours after midnight stand at the day on which their night began.

    Such a span ends before it begins, like 22:00-02:00. `read_typed_week` of it gives the same days again.
    """
    shown = [list(spans) for spans in days]
    for number, spans in enumerate(days):
        following = (number + 1) % len(days)
        if not spans or not days[following]:
            continue
        (start, end), (begin, until) = spans[-1], days[following][0]
        if end == DAY_LENGTH and begin == 0 and DAY_LENGTH - start + until <= LONGEST_NIGHT:
            shown[number][-1] = (start, until)
            shown[following].remove((begin, until))
    return tuple(tuple(spans) for spans in shown)


def joined(spans: Iterable[tuple[int, int]]) -> Spans:
    """In order, with what overlaps or touches made one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        elif start < end:
            found.append((start, end))
    return tuple(found)


def repeat_usual(week: WeeklyHours) -> WeeklyHours:
    """The dates that are open as usual, with the hours that are usual now."""
    kept: list[str] = []
    seen: set[str] = set()
    for rule in week.further:
        found = _AS_USUAL.fullmatch(rule)
        if found is None:
            kept.append(rule)
        elif found[1] not in seen:
            seen.add(found[1])
            kept += usual_rules(found[1], week)
    return replace(week, further=tuple(kept))


def usual_rules(date: str, week: WeeklyHours) -> list[str]:
    """The rules that open a date, `Dec 24` or `2027 Mar 29`, as on any other such day of the week."""
    groups = alike(week.days)
    if date[0].isdecimal():
        day = datetime.strptime(date, "%Y %b %d").weekday()  # noqa: DTZ007 - a date alone
        groups = [((day,), week.days[day])]
    return [f"{date} {days_named(days)} {write_spans(spans)} {AS_USUAL}" for days, spans in groups]


def _evaluate(text: str) -> tuple[Spans, ...]:
    """What the library makes of rules for days of the week, day by day; the hours after midnight stand on theirs."""
    hours = read_hours(text, None)
    start = _MONDAY + timedelta(weeks=1)
    days: list[list[tuple[int, int]]] = [[] for _ in DAYS]
    for begin, end, state, _ in hours.intervals(start, start + timedelta(weeks=1)):
        first, last = max(begin, start), min(end, start + timedelta(weeks=1))
        if state is not State.OPEN:
            continue
        while first < last:
            midnight = datetime.combine(first.date() + timedelta(days=1), datetime.min.time())
            until = min(last, midnight)
            day = (first - start).days
            days[day].append((_minute(first), DAY_LENGTH if until == midnight else _minute(until)))
            first = until
    return tuple(joined(day) for day in days)


def _minute(at: datetime) -> int:
    return at.hour * 60 + at.minute


def _pieces(typed: str) -> list[tuple[str, int, int]]:
    """Each piece of a typed day, and its minutes as they stand there. Raises: ValueError with the piece."""
    text = typed.strip().lower()
    pieces = [] if text in ("off", "closed") else re.split(r"[,;]", text)
    return [(piece.strip(), *_typed(piece.strip())) for piece in pieces if piece.strip()]


def _typed(piece: str) -> tuple[int, int]:
    found = _TYPED.fullmatch(piece)
    if found is None:
        raise ValueError(piece)
    start, end = (int(found[one]) * 60 + int(found[one + 1] or 0) for one in (1, 3))
    if start >= DAY_LENGTH or end > DAY_LENGTH or start == end:
        raise ValueError(piece)
    return start, end
