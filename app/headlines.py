"""The reports' headline figures of the last 24 hours, and how our webhooks do, for machines that watch."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from ticket_store.outward.hook_deliveries import deliveries_waiting
from ticket_store.outward.hook_endpoints import endpoints
from ticket_store.reporting.counts import Wanted
from ticket_store.reporting.formulas import ServiceFormula, abandoned_share, service_level, speed_of_answer
from ticket_store.reporting.reading import calls_by_department

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Headlines:
    """By department; one without a call to tell a share of is left out. `hooks`: endpoints by state."""

    service_level: Mapping[tuple[str, ...], float]  # (department, formula), 0..1
    speed_of_answer_s: Mapping[str, float]
    abandoned: Mapping[str, float]
    hooks: Mapping[str, float]
    hook_messages_waiting: int


def headlines(db: Connection, now: datetime) -> Headlines:
    """From the half-hour sums: it costs the same however many calls there were."""
    calls = calls_by_department(db, Wanted(now - _DAY, now))
    levels = {
        (key, by.value): service_level(counted, by) for key, counted in calls.items() for by in ServiceFormula
    }
    speeds = {key: speed_of_answer(counted) for key, counted in calls.items()}
    shares = {key: abandoned_share(counted) for key, counted in calls.items()}
    states = [one.state for one in endpoints(db)]
    return Headlines(
        service_level={key: level for key, level in levels.items() if level is not None},
        speed_of_answer_s={key: span.total_seconds() for key, span in speeds.items() if span is not None},
        abandoned={key: share for key, share in shares.items() if share is not None},
        hooks={state: states.count(state) for state in ("new", "fine", "failing", "off")},
        hook_messages_waiting=deliveries_waiting(db),
    )
