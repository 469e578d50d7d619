"""Who may be offered a call, kept beside each agent's departments, so that choosing one of 10,000 reads a few rows.

`agent_department.ready_at` and `idle_since` are derived: never written by hand, always by one statement from
`agent` and `reservation`, so that writing them once more does no harm. They are an index, not the truth:
whoever is read through them is held against the truth again (ticket_store.candidates).
"""

import logging
from datetime import UTC, datetime

from sqlalchemy import (
    Connection,
    and_,
    bindparam,
    case,
    func,
    literal,
    literal_column,
    or_,
    select,
    update,
)

from ticket_store.engine import Transaction
from ticket_store.prepared import Prepared
from ticket_store.schema import agent, agent_department, department, reservation
from ticket_store.schema.base import UTCDateTime
from ticket_store.standing import is_held, is_on_duty

log = logging.getLogger(__name__)

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
RELEVANT = frozenset({"active", "reachable", "chosen_status", "wrap_up_until", "not_before_at", "idle_since"})

_NEVER = literal(LONG_AGO, UTCDateTime)
_WRAP_UP = func.coalesce(agent.c.wrap_up_until, _NEVER)
_REST = func.coalesce(agent.c.not_before_at, _NEVER)
_OWN = agent.c.id == agent_department.c.agent_id


_LATER = case((_WRAP_UP > _REST, _WRAP_UP), else_=_REST)
# From when on this agent may be offered a call: after wrap-up and rest; nothing while off duty or held.
_READY_AT = select(case((and_(is_on_duty(), ~is_held()), _LATER))).where(_OWN).scalar_subquery()
_IDLE_SINCE = select(func.coalesce(agent.c.idle_since, _NEVER)).where(_OWN).scalar_subquery()
_SYNC = Prepared(
    update(agent_department)
    .where(agent_department.c.agent_id == bindparam("agent_id"))
    .values(ready_at=_READY_AT, idle_since=_IDLE_SINCE)
)
# The same for all at once, as a join: a lookup for each of 10,000 would take seconds.
_SHOULD_BE = case((and_(is_on_duty(), reservation.c.id.is_(None)), _LATER))
_ASTRAY = Prepared(
    select(agent.c.id)
    .distinct()
    .join(agent_department, _OWN)
    .outerjoin(reservation, and_(reservation.c.agent_id == agent.c.id, reservation.c.state != "released"))
    .where(
        or_(
            agent_department.c.ready_at.is_distinct_from(_SHOULD_BE),
            and_(
                agent_department.c.ready_at.is_not(None),
                agent_department.c.idle_since.is_distinct_from(func.coalesce(agent.c.idle_since, _NEVER)),
            ),
        )
    )
)
_SOMEBODY = (
    select(agent_department.c.agent_id)
    .where(
        agent_department.c.department_key == department.c.key,
        agent_department.c.ready_at.is_not(None),
        agent_department.c.ready_at <= bindparam("now"),
    )
    .order_by(agent_department.c.idle_since)  # so that the index of those who are ready is walked
    .limit(literal_column("1"))
    .scalar_subquery()
)
_DEPARTMENTS = Prepared(select(department.c.key).where(_SOMEBODY.is_not(None)))


def sync_ready(tx: Transaction, agent_id: str) -> None:
    """Derive this agent's rows anew; called wherever one of the RELEVANT columns or a lease has changed."""
    _SYNC.run(tx.db, {"agent_id": agent_id})


def sync_all(tx: Transaction) -> int:
    """Derive the rows of all agents whose rows are not what they should be; how many agents there were."""
    astray = _ASTRAY.all(tx.db, {})
    for (agent_id,) in astray:
        sync_ready(tx, agent_id)
    return len(astray)


def mend_ready(tx: Transaction) -> int:
    """Heal rows that went astray (two transactions that changed one agent in the same instant); how many agents."""
    healed = sync_all(tx)
    if healed:
        log.warning(
            "whether %d agents may be offered a call was out of date and has been derived anew", healed
        )
    return healed


def ready_departments(db: Connection, now: datetime) -> frozenset[str]:
    """Departments in which somebody may be offered a call now; all that is read when nobody is free."""
    return frozenset(row[0] for row in _DEPARTMENTS.all(db, {"now": now}))
