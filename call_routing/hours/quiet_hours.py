"""When the line is usually quick on this day of the week, from our own history; nothing without enough of it. Pure.

Source: docs/rules.md#quiet-hours.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from zoneinfo import ZoneInfo

from call_routing.hours.week import Span
from ticket_store.rows import HalfHour

FEWEST_WEEKS = 4  # so many of the last eight must have had callers on this day of the week
FEWEST_CALLERS = 40  # on this day of the week, all weeks together
FEWEST_IN_SPAN = 8  # whoever waited in the quiet time itself
SHORTEST, LONGEST = 2, 6  # half-hours
AT_MOST = 0.6  # of the wait that callers of the whole day had
SAVED_S = 30.0  # and so much less, so that it is worth coming for


@dataclass(frozen=True)
class Quiet:
    """From when until when, on the shop's wall clock; 24:00 is written 00:00."""

    start: time
    end: time


@dataclass(frozen=True)
class _Slot:
    offered: int
    waited_s: float


def quiet_hours(loads: Iterable[HalfHour], zone: str, on: date, spans: Sequence[Span]) -> Quiet | None:
    """The stretch of this day's opening hours in which callers of the last weeks waited clearly less.

    `loads` are those of one department. The longest of the stretches that pass, one to three hours, and the
    quickest of those. None where it is not known or no time stands out.
    """
    there = ZoneInfo(zone)
    weeks: set[date] = set()
    slots: dict[int, list[HalfHour]] = defaultdict(list)
    for load in loads:
        local = load.half_hour_at.astimezone(there)
        if local.weekday() == on.weekday() and local.date() != on:
            weeks.add(local.date())
            slots[local.hour * 2 + local.minute // 30].append(load)
    day = {slot: _sum(found) for slot, found in slots.items()}
    callers = sum(one.offered for one in day.values())
    if len(weeks) < FEWEST_WEEKS or callers < FEWEST_CALLERS:
        return None
    usual_s = sum(one.waited_s for one in day.values()) / callers
    best = _best(day, _open_stretches(spans, there), usual_s)
    return None if best is None else Quiet(_clock(best[0]), _clock(best[1]))


def _sum(found: Sequence[HalfHour]) -> _Slot:
    return _Slot(sum(one.offered for one in found), sum(one.waited_s for one in found))


def _open_stretches(spans: Sequence[Span], there: ZoneInfo) -> list[tuple[int, int]]:
    """Whole half-hours within each opening, as numbers of the day: from, until."""
    stretches = []
    for span in spans:
        start, end = span.start.astimezone(there), span.end.astimezone(there)
        last = 48 if end.date() > start.date() else end.hour * 2 + end.minute // 30
        stretches.append((start.hour * 2 + -(-start.minute // 30), last))
    return stretches


def _best(
    day: Mapping[int, _Slot], stretches: Iterable[tuple[int, int]], usual_s: float
) -> tuple[int, int] | None:
    """The longest stretch that passes; of equals the one with the shortest wait."""
    passed: list[tuple[int, float, tuple[int, int]]] = []
    for first, last in stretches:
        for start in range(first, last - SHORTEST + 1):
            for end in range(start + SHORTEST, min(last, start + LONGEST) + 1):
                wait_s = _wait_if_quiet(day, start, end, usual_s)
                if wait_s is not None:
                    passed.append((start - end, wait_s, (start, end)))
    return min(passed)[2] if passed else None


def _wait_if_quiet(day: Mapping[int, _Slot], start: int, end: int, usual_s: float) -> float | None:
    """The mean wait of a stretch of which every half-hour is quick; one without callers in all weeks is not known."""
    most_s = min(AT_MOST * usual_s, usual_s - SAVED_S)
    found = [day.get(slot, _Slot(0, 0.0)) for slot in range(start, end)]
    if any(one.offered == 0 or one.waited_s > most_s * one.offered for one in found):
        return None
    offered = sum(one.offered for one in found)
    return sum(one.waited_s for one in found) / offered if offered >= FEWEST_IN_SPAN else None


def _clock(slot: int) -> time:
    hour, half = divmod(slot % 48, 2)
    return time(hour, half * 30)
