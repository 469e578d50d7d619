"""What a week asks of the people who answer: calls, how long each takes, and who is there, on a mean day."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from ticket_store.reporting.counts import TalkCounts, Wanted, Workload
from ticket_store.reporting.half_hours import (
    A_DAY,
    A_WEEK,
    HALF_HOUR,
    begins_at,
    number_of,
    stretches,
    within,
)
from ticket_store.reporting.people import spans
from ticket_store.reporting.summing import added, by_half_hour_of_week
from ticket_store.schema import call_figure, callback, talk_figure

_FEW_TALKS = (
    20  # fewer in a half-hour of the week say little of how long one takes: the whole period is asked
)
_IN_A_CALL = ("key", "redial")  # asked by somebody who had queued, and is counted as a call


@dataclass(frozen=True, slots=True)
class _Calls:
    offered: int = 0
    turned_away: int = 0


def workload(db: Connection, wanted: Wanted, zone: ZoneInfo, now: datetime) -> list[Workload]:
    """Each half-hour of the week in which anybody called or was on duty, from the Monday's midnight of a zone.

    Who found nobody on duty or a full queue would have wanted an agent, too, and counts as offered. A callback that
    was asked for when nobody is there waits for the next half-hour with people.
    """
    calls = by_half_hour_of_week(db, call_figure, _Calls, wanted, zone)
    talks = by_half_hour_of_week(db, talk_figure, TalkCounts, wanted, zone)
    staffed = _staffed(db, wanted, zone, now)
    asked = _when_somebody_is_there(_asked(db, wanted, zone), staffed)
    times = Counter(_places(wanted, zone).values())
    overall = reduce(added, talks)
    return [
        Workload(
            weekday=place // A_DAY,
            half_hour=place % A_DAY,
            offered=(calls[place].offered + calls[place].turned_away) / times[place],
            callbacks=asked[place] / times[place],
            handled_s=_handled_s(talks[place], overall),
            staffed=staffed[place] / times[place],
        )
        for place in range(A_WEEK)
        if times[place] and (calls[place] != _Calls() or staffed[place] or asked[place])
    ]


def _handled_s(here: TalkCounts, overall: TalkCounts) -> float | None:
    counted = here if here.talks >= _FEW_TALKS else overall
    return counted.handle_ms / counted.talks / 1000 if counted.talks else None


def _staffed(db: Connection, wanted: Wanted, zone: ZoneInfo, now: datetime) -> Sequence[float]:
    """How many people were available in each half-hour of the week, all its days together."""
    staffed = [0.0] * A_WEEK
    place_of = _places(wanted, zone)
    for _, status, began_at, ended_at in spans(db, wanted, now):
        if status == "available":
            for number, share in _parts(began_at, ended_at):
                staffed[place_of[number]] += share
    return staffed


def _parts(began_at: datetime, ended_at: datetime) -> Iterator[tuple[int, float]]:
    """The half-hours that a span touches, and how much of each."""
    first, end = within(began_at, ended_at)
    for number in range(first, end):
        if first < number < end - 1:
            yield number, 1.0
        else:
            here = begins_at(number)
            yield number, (min(ended_at, here + HALF_HOUR) - max(began_at, here)) / HALF_HOUR


def _asked(db: Connection, wanted: Wanted, zone: ZoneInfo) -> Sequence[int]:
    first, end = within(wanted.since, wanted.until)
    asked = select(callback.c.created_at).where(
        callback.c.created_at >= begins_at(first),
        callback.c.created_at < begins_at(end),
        callback.c.asked_through.not_in(_IN_A_CALL),
    )
    if wanted.departments is not None:
        asked = asked.where(callback.c.department_key.in_(sorted(wanted.departments)))
    place_of, counted = _places(wanted, zone), [0] * A_WEEK
    for created_at in db.scalars(asked):
        counted[place_of[number_of(created_at)]] += 1
    return counted


def _when_somebody_is_there(asked: Sequence[int], staffed: Sequence[float]) -> Sequence[int]:
    """Moved on to the next half-hour of the week with people; where nobody ever is, they stay."""
    if not any(staffed):
        return asked
    moved, carried = [0] * A_WEEK, 0
    for place in range(2 * A_WEEK):  # what is asked on Sunday night is done on Monday
        carried += asked[place] if place < A_WEEK else 0
        if staffed[place % A_WEEK]:
            moved[place % A_WEEK] += carried
            carried = 0
    return moved


def _places(wanted: Wanted, zone: ZoneInfo) -> dict[int, int]:
    """The place in the zone's week of each half-hour of the period."""
    return {
        number: (number + stretch.to_week) % A_WEEK
        for stretch in stretches(wanted.since, wanted.until, zone)
        for number in range(stretch.first, stretch.end)
    }
