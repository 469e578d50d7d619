"""How far the waits that we foretold were from those that came, by department and half-hour."""

import logging
import statistics
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, select

from ticket_store.engine import Transaction
from ticket_store.insert_once import InsertOnce
from ticket_store.line import Line
from ticket_store.prepared import Prepared
from ticket_store.schema import call, estimate_error

log = logging.getLogger(__name__)

HALF_HOUR = timedelta(minutes=30)
_LONGEST_CALL = timedelta(hours=6)  # so far back a call may have begun that was answered in this half-hour
_insert_once = InsertOnce(estimate_error)
_WRITTEN = Prepared(
    select(estimate_error.c.calls).where(
        estimate_error.c.department_key == bindparam("department_key"),
        estimate_error.c.half_hour_at == bindparam("half_hour_at"),
    )
)


@dataclass(frozen=True)
class EstimateError:
    """`median_s` is of |expected - waited|, `mean_s` of expected - waited: above 0 we foretell too long waits."""

    department_key: str
    half_hour_at: datetime
    calls: int
    median_s: float
    mean_s: float


def log_half_hour(tx: Transaction, line: Line, now: datetime) -> None:
    """Write the errors of the last whole half-hour, once; asked again in the same half-hour it does nothing.

    A row is written for each department, for one without answered calls too: it says that this was looked at.
    """
    ended_at = now - (now - datetime.min.replace(tzinfo=now.tzinfo)) % HALF_HOUR
    half_hour_at = ended_at - HALF_HOUR
    first = next(iter(line.departments))
    if _WRITTEN.first(tx.db, {"department_key": first, "half_hour_at": half_hour_at}) is not None:
        return
    missed = _missed_by(tx.db, half_hour_at, ended_at)
    for key in line.departments:
        found = _error(key, half_hour_at, missed.get(key, []))
        _insert_once(tx, vars(found))
        if found.calls:
            log.info(
                "waits of %s in the half-hour from %s: %d foretold, off by %.0f s (median), %+.0f s (mean)",
                key, half_hour_at.isoformat(timespec="minutes"), found.calls, found.median_s, found.mean_s,
            )  # fmt: skip


def errors(db: Connection, since: datetime, until: datetime) -> list[EstimateError]:
    """The errors of half-hours that began in [since, until), oldest first; without answered calls there is none."""
    rows = db.execute(
        select(estimate_error)
        .where(
            estimate_error.c.half_hour_at >= since,
            estimate_error.c.half_hour_at < until,
            estimate_error.c.calls > 0,
        )
        .order_by(estimate_error.c.half_hour_at, estimate_error.c.department_key)
    )
    return [EstimateError(**row._asdict()) for row in rows]


def _missed_by(db: Connection, since: datetime, until: datetime) -> dict[str, list[float]]:
    """Expected less waited, in seconds, of each call that was answered in [since, until), by department."""
    rows = db.execute(
        select(call.c.department_key, call.c.expected_s, call.c.queued_at, call.c.answered_at).where(
            call.c.started_at >= since - _LONGEST_CALL,
            call.c.answered_at >= since,
            call.c.answered_at < until,
            call.c.expected_s.is_not(None),
            call.c.queued_at <= call.c.answered_at,  # the clocks of two machines may differ by a little
        )
    )
    missed: dict[str, list[float]] = {}
    for row in rows:
        waited_s = (row.answered_at - row.queued_at).total_seconds()
        missed.setdefault(row.department_key, []).append(row.expected_s - waited_s)
    return missed


def _error(department_key: str, half_hour_at: datetime, missed_s: list[float]) -> EstimateError:
    return EstimateError(
        department_key=department_key,
        half_hour_at=half_hour_at,
        calls=len(missed_s),
        median_s=statistics.median(map(abs, missed_s)) if missed_s else 0.0,
        mean_s=statistics.fmean(missed_s) if missed_s else 0.0,
    )
