"""The public holidays of a country by name, and what a shop does on each of them.

Either what it does on every one, or closed, open as usual, or with hours of its own.

Pure. A holiday of a fixed day is chosen for every year (`Dec 24`); one that moves for each date (`2027 Mar 29`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from call_routing.hours.holiday_names import holiday_names, holidays_of_year
from call_routing.hours.weekly_hours import (
    AS_USUAL,
    Spans,
    WeeklyHours,
    read_spans,
    usual_rules,
    write_spans,
)

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_YEARS_TO_TELL = 3  # so many years with the same day make it a fixed one


class On(StrEnum):
    """What happens on a holiday."""

    RULE = "rule"  # what the shop does on every public holiday
    CLOSED = "closed"
    USUAL = "usual"
    OWN = "own"


@dataclass(frozen=True)
class Holiday:
    """`key` is the date as the text names it; `days` are its dates in the years asked for."""

    key: str
    days: tuple[date, ...]
    names: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Choice:
    """`spans` are the own hours; empty for everything else."""

    on: On
    spans: Spans = ()


def holidays_between(country: str, first_year: int, last_year: int) -> tuple[Holiday, ...]:
    """Every public holiday of these years by its next date; none in a country whose holidays are not known."""
    dates = {
        on: name
        for year in range(first_year, max(last_year, first_year + _YEARS_TO_TELL - 1) + 1)
        for on, name in holidays_of_year(country, year).items()
    }
    places: dict[str, set[tuple[int, int]]] = {}
    for on, name in dates.items():
        places.setdefault(name, set()).add((on.month, on.day))
    found: dict[str, list[date]] = {}
    for on, name in sorted(dates.items()):
        if on.year <= last_year:
            found.setdefault(date_key(on, every_year=len(places[name]) == 1), []).append(on)
    return tuple(
        Holiday(key, tuple(days), holiday_names(country, days[0]) or {}) for key, days in found.items()
    )


def date_key(on: date, *, every_year: bool = False) -> str:
    """A date as the text names it: `Dec 24`, or with its year `2027 Mar 29`."""
    day = f"{MONTHS[on.month - 1]} {on.day:02}"
    return day if every_year else f"{on.year} {day}"


def choice_of(week: WeeklyHours, key: str) -> Choice:
    """What the week does on this date, as far as a rule for exactly this date says."""
    rules = _rules_of_date(week, key)
    if not rules:
        return Choice(On.RULE)
    if rules[-1].endswith(AS_USUAL):
        return Choice(On.USUAL)
    times = rules[-1].split(" ")[-1]
    if times in ("off", "closed"):
        return Choice(On.CLOSED)
    return Choice(On.OWN, read_spans(times)[0])


def choose(week: WeeklyHours, key: str, choice: Choice) -> WeeklyHours:
    """The week with this choice for the date, behind all others, so that it holds."""
    others = [rule for rule in week.further if rule not in _rules_of_date(week, key)]
    match choice.on:
        case On.RULE:
            own = []
        case On.CLOSED:
            own = [f"{key} off"]
        case On.USUAL:
            own = usual_rules(key, week)
        case On.OWN:
            own = [f"{key} {write_spans(choice.spans)}"]
    return replace(week, further=(*others, *own))


def unchosen(week: WeeklyHours, keys: frozenset[str]) -> tuple[str, ...]:
    """The further rules that are no choice for one of these dates."""
    chosen = {rule for key in keys for rule in _rules_of_date(week, key)}
    return tuple(rule for rule in week.further if rule not in chosen)


def _rules_of_date(week: WeeklyHours, key: str) -> list[str]:
    """Written with or without a zero before the day."""
    head, _, day = key.rpartition(" ")
    days = rf'(?: [A-Z][a-z](?:[-,][A-Z][a-z])*(?= [^"]*{AS_USUAL}))?'
    named = re.compile(rf"{head} 0?{int(day)}{days} (?:off|closed|[\d:,-]+)(?: {AS_USUAL})?")
    return [rule for rule in week.further if named.fullmatch(rule)]
