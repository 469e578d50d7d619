"""The floor in six figures, and what it asks its supervisor to do next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from callbacks.promising.at_risk import Endangered
from ticket_store.desk_view import QueueLine
from ticket_store.floor_view import PersonOnFloor

_MOST_ASKS = 3  # more at once and nothing is done first


@dataclass(frozen=True)
class Board:
    """`waiting`, `free` and `staffed` are people; `longest_since` is None while nobody waits.

    `at_risk` counts the open promises that could break, `late` those whose window has passed. `callbacks` were
    asked for today, `still_open` of them are not over. `minutes` without anybody on duty count today's opening hours.
    """

    waiting: int
    longest_since: datetime | None
    free: int
    staffed: int
    at_risk: int
    late: int
    callbacks: int
    still_open: int
    minutes: float
    unattended: bool


class Ask(StrEnum):
    """What needs a person, the gravest first."""

    UNATTENDED = "unattended"  # open, and nobody on duty
    LATE = "late"  # promises whose window has passed
    NOBODY_FREE = "nobody_free"  # callers wait, and everybody is busy
    UNREACHABLE = "unreachable"  # somebody is on duty whose device does not answer
    AT_RISK = "at_risk"  # promises that could break


@dataclass(frozen=True)
class Asked:
    """One thing to do: in which department or about whom, how many, since when; each where it makes sense."""

    ask: Ask
    department_key: str = ""
    name: str = ""
    count: int = 0
    since: datetime | None = None


def board(
    lines: Sequence[QueueLine],
    unattended: Mapping[str, datetime],
    minutes: Mapping[str, float],
    risks: Mapping[str, Endangered],
    people: Sequence[PersonOnFloor],
    callbacks: tuple[int, int],
) -> Board:
    """`callbacks` are those asked for today and how many of them are still open.

    An agent of several departments is one person on duty: they are counted from `people`, not from the lines.
    """
    on_duty = [one for one in people if one.chosen == "available" and one.reachable]
    return Board(
        waiting=sum(one.waiting for one in lines),
        longest_since=min((one.longest_since for one in lines if one.longest_since), default=None),
        free=sum(one.doing == "idle" for one in on_duty),
        staffed=len(on_duty),
        at_risk=sum(one.at_risk for one in risks.values()),
        late=sum(one.late for one in risks.values()),
        callbacks=callbacks[0],
        still_open=callbacks[1],
        minutes=sum(minutes.values()),
        unattended=bool(unattended),
    )


def asks(
    shown: Board,
    lines: Sequence[QueueLine],
    unattended: Mapping[str, datetime],
    people: Sequence[PersonOnFloor],
) -> list[Asked]:
    """The first few things to do; none while all is well."""
    found = [Asked(Ask.UNATTENDED, key, since=since) for key, since in sorted(unattended.items(), key=_age)]
    if shown.late:
        found.append(Asked(Ask.LATE, count=shown.late))
    stuck = [one for one in lines if one.waiting and not one.free and one.department_key not in unattended]
    stuck.sort(key=lambda one: one.longest_since.timestamp() if one.longest_since else 0)
    found += [Asked(Ask.NOBODY_FREE, one.department_key, "", one.waiting, one.longest_since) for one in stuck]
    dead = [one for one in people if one.chosen == "available" and not one.reachable]
    found += [Asked(Ask.UNREACHABLE, name=one.name, since=one.seen_at) for one in dead]
    if shown.at_risk:
        found.append(Asked(Ask.AT_RISK, count=shown.at_risk))
    return found[:_MOST_ASKS]


def _age(span: tuple[str, datetime]) -> datetime:
    return span[1]
