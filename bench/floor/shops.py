"""The shops that are simulated, with every assumption about their people and their customers in one place.

Where a figure has a source it is named; the others are ours, the same for every rule set.
"""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

HOUR = 3600.0
MINUTE = 60.0


@dataclass(frozen=True)
class Shop:
    """One shop. Times in seconds, hours of the day on the shop's clock.

    Talks are log-normal and patience too; arrivals are Poisson within the hour. Source: Brown and others,
    "Statistical Analysis of a Telephone Call Center" (2005). A good quarter of cases needs a second call: first-call
    resolution of 70 % is what the trade calls usual. Peaks at 8-10 and after 16 are the brief's.
    """

    name: str
    agents: int
    calls_per_day: float
    languages: Mapping[str, float]
    spoken_by: Mapping[str, float]  # share of the agents who speak it
    departments: Mapping[str, float] = field(
        default_factory=lambda: {"complaints": 0.35, "orders": 0.5, "marketing": 0.15}
    )
    handle_s: Mapping[str, float] = field(
        default_factory=lambda: {"complaints": 300.0, "orders": 210.0, "marketing": 180.0}
    )
    known: int = 3  # departments that an agent knows
    opens: int = 8
    closes: int = 18
    by_hour: tuple[float, ...] = (1.5, 1.5, 1.1, 0.9, 0.8, 0.8, 0.8, 0.9, 1.4, 1.3)
    hours_text: str = "Mo-Fr 08:00-18:00"
    spread: float = 0.8  # sigma of log talk time; 0 means exponential talks
    skill_factor: tuple[float, float, float] = (1.15, 1.0, 0.9)  # talk time by skill 1..3
    foreign_factor: float = 1.25  # talk time in a language that the agent does not speak
    retelling_s: float = 30.0  # a case that this agent has not heard of before is told again
    wrap_up_s: float = 30.0
    patience_s: float = 480.0  # mean
    patience_spread: float = 1.0  # 0 means exponential patience, None boundless
    hangs_up_at_once: float = 0.02  # of those who have to wait at all: wrong department, changed their mind
    redials: float = 0.55  # of those who gave up
    redial_after_s: float = 240.0  # mean
    comes_again: float = 0.28  # after each call, about the same matter
    answers_ring_s: float = 4.0  # mean; 0: agents pick up at once
    declines: float = 0.01
    unheard: float = 0.01  # rings that a present agent does not notice
    away_per_hour: float = 0.4  # an agent leaves the desk without a word
    away_s: float = 150.0  # mean
    breaks: tuple[tuple[float, float], ...] = (
        (1.8, 10),
        (3.6, 30),
        (6.0, 10),
    )  # hours after the start, minutes
    takes_callback: float = 0.45  # of those to whom a callback is offered while they wait
    takes_callback_or_leaves: float = 0.8  # of those who cannot wait on
    waits_for_owner: float = 0.25  # of those who hear that the owner is on another call
    takes_colleague: float = 0.55  # of the same; the others press nothing
    picks_up_callback: float = 0.85


@dataclass(frozen=True)
class AgentPlan:
    """One agent: what they know and speak, and their shift."""

    id: str
    departments: Mapping[str, int]  # key -> skill
    languages: tuple[str, ...]
    starts: float
    ends: float
    breaks: tuple[tuple[float, float], ...]


_SMALL = {"pl": 0.88, "en": 0.12}
_LARGE = {"pl": 0.70, "cs": 0.15, "en": 0.10, "fi": 0.05}
_LARGE_SPOKEN = {"pl": 1.0, "cs": 0.35, "en": 0.4, "fi": 0.2}
SHOPS = (
    Shop("2 agents", 2, 80, _SMALL, {"pl": 1.0, "en": 0.5}),
    Shop("5 agents", 5, 230, _SMALL, {"pl": 1.0, "en": 0.6}),
    Shop("20 agents", 20, 1250, _LARGE, _LARGE_SPOKEN),
    Shop("100 agents", 100, 7400, _LARGE, _LARGE_SPOKEN, known=2),
)


def staff(shop: Shop, seed: int) -> tuple[AgentPlan, ...]:
    """The agents of a shop, the same for every rule set."""
    dice = random.Random(f"{seed}/staff/{shop.agents}")
    departments = list(shop.departments)
    speakers = {language: _speakers(shop, language) for language in shop.spoken_by}
    plans = []
    for number in range(shop.agents):
        first = number // len(_SHIFTS)
        known = {departments[(first + step) % len(departments)] for step in range(shop.known)}
        skills = {key: dice.choice((1, 2, 2, 3)) for key in departments if key in known}
        starts, ends = _shift(shop, number)
        staggered = 30 * MINUTE * (number % 6)
        breaks = tuple((starts + at * HOUR + staggered, minutes * MINUTE) for at, minutes in shop.breaks)
        spoken = tuple(language for language, numbers in speakers.items() if number in numbers)
        plans.append(AgentPlan(f"agent{number:03}", skills, spoken, starts, ends, breaks))
    return tuple(plans)


_SHIFTS = ("all day", "early", "late")


def _shift(shop: Shop, number: int) -> tuple[float, float]:
    """A third all day, a third early, a third late, three hours apart; in a shop of two both are there all day."""
    opens, closes, less = shop.opens * HOUR, shop.closes * HOUR, 3 * HOUR
    if shop.agents < len(_SHIFTS) or not shop.breaks:
        return opens, closes
    match _SHIFTS[number % len(_SHIFTS)]:
        case "early":
            return opens, closes - less
        case "late":
            return opens + less, closes
        case _:
            return opens, closes


def _speakers(shop: Shop, language: str) -> set[int]:
    """Who speaks a language: spread evenly over the agents, and so over shifts and departments."""
    share = shop.spoken_by[language]
    speaking = max(1, round(share * shop.agents))
    begin = list(shop.spoken_by).index(language)
    return {(round(turn * shop.agents / speaking) + begin) % shop.agents for turn in range(speaking)}
