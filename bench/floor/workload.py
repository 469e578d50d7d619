"""What happens in the shop whatever the rules: who calls when about what, how patient they are, how long a talk
takes, who misses a ring. Drawn once for a seed, so that every rule set is given the same days.
"""

import math
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bench.floor.shops import HOUR, Shop

# A Monday, 00:00 in Warsaw; twelve weeks on, the clocks have still not changed.
BEGINNING = datetime(2026, 1, 4, 23, tzinfo=UTC)
DAY = 24 * HOUR
WARM_UP_DAYS = 1  # played, not counted: the first day has no cases from before
_WORKDAYS = 5
_MOST_CONTACTS = 4
_MOST_REDIALS = 3
_AT_ONCE_S = 4.0


@dataclass(frozen=True, slots=True)
class Ring:
    """What an agent does with one ring: `decides` 0..1, and after how many seconds."""

    decides: float
    after_s: float


@dataclass(frozen=True, slots=True)
class Try:
    """One call of a contact: how long they wait; whether and when they call again if they gave up."""

    patience_s: float
    again_after_s: float | None


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who wants to talk about a matter. `nth` counts contacts about it; shares are drawn 0..1."""

    id: int
    matter: int
    nth: int
    department: str
    language: str
    at: float
    talk: float  # times the department's mean
    tries: tuple[Try, ...]
    rings: tuple[Ring, ...]
    takes_offer: float
    chooses_owner: float
    picks_up: tuple[float, ...]


def midnight(day: int) -> float:
    """Seconds from the beginning to 00:00 of a working day; weekends are left out."""
    week, weekday = divmod(day, _WORKDAYS)
    return (week * 7 + weekday) * DAY


def day_of(at: float) -> int:
    """The working day in which an instant lies."""
    week, rest = divmod(at, 7 * DAY)
    return int(week) * _WORKDAYS + min(_WORKDAYS - 1, int(rest // DAY))


def as_datetime(at: float) -> datetime:
    return BEGINNING + timedelta(seconds=at)


def contacts(shop: Shop, days: int, seed: int) -> list[Contact]:
    """All who call on so many days, in the order of their first call."""
    dice = random.Random(f"{seed}/contacts/{shop.name.split(',')[0]}")
    per_matter = (1 - shop.comes_again**_MOST_CONTACTS) / (1 - shop.comes_again)
    first_calls = shop.calls_per_day / per_matter
    found: list[Contact] = []
    for matter, at in enumerate(
        at for day in range(days) for at in _arrivals(shop, first_calls, midnight(day), dice)
    ):
        found.extend(_matter(shop, matter, at, days, dice))
    return sorted(found, key=lambda contact: contact.at)


def _arrivals(shop: Shop, calls: float, midnight_at: float, dice: random.Random) -> list[float]:
    """A Poisson stream whose rate is constant within each hour."""
    whole = sum(shop.by_hour)
    found = []
    for hour, weight in enumerate(shop.by_hour, start=shop.opens):
        rate = calls * weight / whole / HOUR
        at = midnight_at + hour * HOUR + dice.expovariate(rate)
        while at < midnight_at + (hour + 1) * HOUR:
            found.append(at)
            at += dice.expovariate(rate)
    return found


def _matter(shop: Shop, matter: int, first_at: float, days: int, dice: random.Random) -> list[Contact]:
    """The contacts about one matter: each may be followed by another, hours or a day later."""
    department = dice.choices(list(shop.departments), list(shop.departments.values()))[0]
    language = dice.choices(list(shop.languages), list(shop.languages.values()))[0]
    made, at = [], first_at
    for nth in range(_MOST_CONTACTS):
        made.append(_contact(shop, (matter, nth, department, language), at, dice))
        later = at + 1.5 * HOUR + dice.lognormvariate(math.log(5 * HOUR), 1)
        again = _in_hours(shop, later, dice)
        if dice.random() >= shop.comes_again or again >= midnight(days - 1) + DAY:
            break
        at = again
    return made


def _contact(shop: Shop, who: tuple[int, int, str, str], at: float, dice: random.Random) -> Contact:
    matter, nth, department, language = who
    return Contact(
        id=matter * _MOST_CONTACTS + nth,
        matter=matter,
        nth=nth,
        department=department,
        language=language,
        at=at,
        talk=_around_one(dice, shop.spread),
        tries=tuple(_try(shop, dice) for _ in range(_MOST_REDIALS)),
        rings=tuple(
            Ring(dice.random(), dice.gammavariate(2, shop.answers_ring_s / 2) if shop.answers_ring_s else 0.0)
            for _ in range(6)
        ),
        takes_offer=dice.random(),
        chooses_owner=dice.random(),
        picks_up=tuple(dice.random() for _ in range(3)),
    )


def _try(shop: Shop, dice: random.Random) -> Try:
    patience = shop.patience_s * _around_one(dice, shop.patience_spread)
    if dice.random() < shop.hangs_up_at_once:
        patience = _AT_ONCE_S * dice.random()
    again = shop.redial_after_s * dice.lognormvariate(-0.5, 1)
    return Try(patience, again if dice.random() < shop.redials else None)


def _around_one(dice: random.Random, spread: float) -> float:
    """Log-normal with mean 1; exponential where the spread is 0."""
    return dice.lognormvariate(-spread * spread / 2, spread) if spread else dice.expovariate(1)


def _in_hours(shop: Shop, at: float, dice: random.Random) -> float:
    """The same instant in opening hours, else at an hour of the next working day that people like to call at."""
    clock = at % DAY
    is_workday = (at // DAY) % 7 < _WORKDAYS
    if is_workday and shop.opens * HOUR <= clock < shop.closes * HOUR:
        return at
    day = day_of(at) + (1 if not is_workday or clock >= shop.closes * HOUR else 0)
    hour = dice.choices(range(shop.opens, shop.closes), shop.by_hour)[0]
    return midnight(day) + (hour + dice.random()) * HOUR


def absences(shop: Shop, agent_id: str, days: int, seed: int) -> list[tuple[float, float]]:
    """When an agent is away from the desk though on duty, as (from, until)."""
    dice = random.Random(f"{seed}/away/{shop.name.split(',')[0]}/{agent_id}")
    found: list[tuple[float, float]] = []
    if not shop.away_per_hour:
        return found
    for day in range(days):
        at, ends = midnight(day) + shop.opens * HOUR, midnight(day) + shop.closes * HOUR
        while (at := at + dice.expovariate(shop.away_per_hour / HOUR)) < ends:
            until = at + shop.away_s * dice.lognormvariate(-0.32, 0.8)
            found.append((at, until))
            at = until
    return found
