"""Counts for the machines that watch the line."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, select

from ticket_store.agents import free_agents
from ticket_store.callbacks import OVER
from ticket_store.carrier_pace import LineState, line_state, waiting_for_rate
from ticket_store.estimate_errors import EstimateError, errors
from ticket_store.listing.agents import staffed, waiting
from ticket_store.queue import WAITS_SINCE
from ticket_store.schema import call, callback, outbox, promise
from ticket_store.unattended import minutes_unattended, unattended_now

_LOOK_BACK = timedelta(days=1)  # counting every call that ever was would read the whole table each time


@dataclass(frozen=True)
class Figures:
    """The line at one moment. Departments are keys; a call that has none yet counts under ""."""

    live_calls: Mapping[tuple[str, ...], int]  # (status, department)
    ended_calls: Mapping[tuple[str, ...], int]  # (outcome, department), of the last 24 hours
    waiting: Mapping[str, int]
    longest_wait: timedelta
    unattended_for: Mapping[str, timedelta]  # departments that are open with nobody on duty
    unattended_minutes: Mapping[str, float]  # of the last 24 hours
    estimates: Mapping[str, EstimateError]  # of each department's last half-hour with answered calls
    staffed: Mapping[str, int]
    routable: Mapping[str, int]
    open_callbacks: Mapping[tuple[str, ...], int]  # (status, department)
    promises: Mapping[str, int]  # state
    errands_due: int
    oldest_errand_due_for: timedelta
    paced_waiting: int  # calls to create that wait for the carrier's rate
    line_out: LineState


def figures(db: Connection, now: datetime) -> Figures:
    """Count everything at one consistent moment, with a handful of indexed statements."""
    errands = db.execute(
        select(func.count(), func.min(outbox.c.due_at)).where(
            outbox.c.done_at.is_(None), outbox.c.due_at <= now
        )
    ).one()
    first_in_queue = db.scalar(select(func.min(WAITS_SINCE)).where(call.c.status == "waiting"))
    return Figures(
        live_calls=_live_calls(db),
        ended_calls=_ended_calls(db, now),
        waiting=waiting(db),
        longest_wait=_age(first_in_queue, now),
        unattended_for={key: _age(since, now) for key, since in unattended_now(db).items()},
        unattended_minutes=minutes_unattended(db, now - _LOOK_BACK, now),
        estimates={
            one.department_key: one for one in errors(db, now - _LOOK_BACK, now)
        },  # the last one stays
        staffed=staffed(db),
        routable=_routable(db, now),
        open_callbacks=open_callbacks(db),
        promises={row[0]: row[1] for row in db.execute(_PROMISES)},
        errands_due=errands[0],
        oldest_errand_due_for=_age(errands[1], now),
        paced_waiting=waiting_for_rate(db, now),
        line_out=line_state(db),
    )


_PROMISES = select(promise.c.state, func.count()).group_by(promise.c.state)


def _live_calls(db: Connection) -> Mapping[tuple[str, ...], int]:
    by = (call.c.status, call.c.department_key)
    return _pairs(db.execute(select(*by, func.count()).where(call.c.status != "ended").group_by(*by)).all())


def _routable(db: Connection, now: datetime) -> Mapping[str, int]:
    """How many agents could be rung at this moment, in each department."""
    return Counter(key for agent in free_agents(db, now) for key in agent.departments)


def _ended_calls(db: Connection, now: datetime) -> Mapping[tuple[str, ...], int]:
    by = (call.c.outcome, call.c.department_key)
    of_late = (call.c.started_at > now - _LOOK_BACK, call.c.status == "ended")
    return _pairs(db.execute(select(*by, func.count()).where(*of_late).group_by(*by)).all())


def open_callbacks(db: Connection) -> Mapping[tuple[str, ...], int]:
    """How many callbacks are not over, by status and department."""
    by = (callback.c.status, callback.c.department_key)
    still_open = callback.c.status.not_in(OVER)
    return _pairs(db.execute(select(*by, func.count()).where(still_open).group_by(*by)).all())


def _pairs(rows: Sequence[Row[*tuple[Any, ...]]]) -> Mapping[tuple[str, ...], int]:
    return {(row[0] or "", row[1] or ""): row[2] for row in rows}


def _age(since: datetime | None, now: datetime) -> timedelta:
    return timedelta(0) if since is None else max(timedelta(0), now - since)
