"""What the shop shows of its line at one moment: one look-up for the page, the JSON and the widget.

Everything comes from the functions that decide what a caller hears, so that page and phone cannot disagree.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection

from admin.back_office import BackOffice
from call_routing.hours.opening_hours import Closed, Open, opening
from call_routing.hours.quiet_hours import Quiet
from call_routing.hours.schedules import schedule_of
from call_routing.hours.week import Day, week_of
from call_routing.incidents import incident_now
from call_routing.queue.arrival import LastCall, NobodyThere, QueueFull, Shut, Wait, foresee_arrival
from call_routing.queue.estimates import Estimate
from call_routing.queue.place_in_queue import rank_in
from call_routing.ways_in import WayIn, ways_in
from ticket_store.line import Line, Words

log = logging.getLogger(__name__)


class Finds(StrEnum):
    """What a caller would find now."""

    SHUT = "closed"
    WAIT = "wait"  # answered, sooner or later
    NOBODY = "nobody_free"  # open, and nobody of the department is on duty
    FULL = "queue_full"
    LAST_CALL = "last_call"  # open, but the turn of this caller would come after closing
    UNKNOWN = "unknown"  # open, and the store cannot be asked


@dataclass(frozen=True)
class DepartmentFace:
    """One department. `days` are today and the six after it; `wait` is None where there is none to tell.

    `incident` is what is broken here alone.
    """

    key: str
    name: Words
    ways: tuple[WayIn, ...]
    state: Open | Closed
    days: tuple[Day, ...]
    finds: Finds
    wait: Estimate | None
    quiet: Quiet | None
    languages: tuple[str, ...]
    rings_back: bool
    incident: Words | None = None

    @property
    def staffed(self) -> bool | None:
        """Whether anybody is on duty; None while closed or not known."""
        if self.finds in {Finds.SHUT, Finds.UNKNOWN}:
            return None
        return self.finds is not Finds.NOBODY


@dataclass(frozen=True)
class Face:
    """The whole shop. `incident` is what every caller is told before the menu."""

    now: datetime
    line: Line
    departments: tuple[DepartmentFace, ...]
    incident: Words | None


@dataclass(frozen=True)
class _Seen:
    finds: Finds
    wait: Estimate | None = None


def look(office: BackOffice, now: datetime) -> Face:
    """The shop as callers find it now. While the store is away, hours and numbers are shown without waits.

    Raises: LineMissingError, before the first `hotline shop apply`.
    """
    line = office.lines.line()
    seen = _see(office, line, now)
    quiet = office.quiet_hours.today(line, now)
    departments = tuple(_department(line, key, seen[key], quiet.get(key), now) for key in line.departments)
    told = incident_now(line, None, now)
    return Face(now, line, departments, None if told is None else told.text)


def _see(office: BackOffice, line: Line, now: datetime) -> Mapping[str, _Seen]:
    try:
        return office.store.read(lambda db: {key: _seen(db, line, key, now) for key in line.departments})
    except Exception:
        log.warning(
            "the store is away; the contact page tells hours and numbers without waits", exc_info=True
        )
        return {key: _unseen(line, key, now) for key in line.departments}


def _seen(db: Connection, line: Line, key: str, now: datetime) -> _Seen:
    decision, foretold = foresee_arrival(db, line, key, rank_in(db, line, key, None, now), now)
    match decision:
        case Wait():
            return _Seen(Finds.WAIT, foretold.wait if foretold is not None else None)
        case Shut():
            return _Seen(Finds.SHUT)
        case NobodyThere():
            return _Seen(Finds.NOBODY)
        case QueueFull():
            return _Seen(Finds.FULL)
        case LastCall():
            return _Seen(Finds.LAST_CALL)


def _unseen(line: Line, key: str, now: datetime) -> _Seen:
    shut = isinstance(opening(schedule_of(line, key), now), Closed)
    return _Seen(Finds.SHUT if shut else Finds.UNKNOWN)


def _department(line: Line, key: str, seen: _Seen, quiet: Quiet | None, now: datetime) -> DepartmentFace:
    schedule = schedule_of(line, key)
    state = opening(schedule, now)
    told = incident_now(line, key, now)
    comes_again = isinstance(state, Open) or state.opens_at is not None
    return DepartmentFace(
        key=key,
        name=line.departments[key].name,
        ways=tuple(ways_in(line, key)),
        state=state,
        days=week_of(schedule, now),
        finds=seen.finds,
        wait=seen.wait,
        quiet=quiet,
        languages=_languages(line, key),
        rings_back=line.shop.callbacks.accept and comes_again,
        incident=told.text if told is not None and told.department_key is not None else None,
    )


def _languages(line: Line, key: str) -> tuple[str, ...]:
    """What is spoken in a department: what its agents speak, those of the shop first; else the shop's."""
    spoken = {language for agent in line.agents if key in agent.departments for language in agent.languages}
    first = [language for language in line.shop.languages if language in spoken]
    return (*first, *sorted(spoken.difference(first))) or line.shop.languages
