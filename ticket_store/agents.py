"""Agents as routing sees them: who is on duty, who is free, and what they chose."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from ticket_store.engine import Transaction
from ticket_store.outward.news import News
from ticket_store.outward.outgoing import tell_outside
from ticket_store.prepared import Prepared
from ticket_store.reading import columns_of
from ticket_store.ready import RELEVANT, sync_ready
from ticket_store.rows import Agent, Free
from ticket_store.schema import agent, agent_department
from ticket_store.standing import is_free

_AGENT = columns_of(agent, Agent)


def agent_by_id(db: Connection, agent_id: str) -> Agent | None:
    row = db.execute(select(*_AGENT).where(agent.c.id == agent_id)).first()
    return None if row is None else Agent(*row)


def agent_by_email(db: Connection, email: str) -> Agent | None:
    row = db.execute(select(*_AGENT).where(agent.c.email == email.strip().lower())).first()
    return None if row is None else Agent(*row)


def change_agent(tx: Transaction, agent_id: str, **changes: Any) -> None:
    """Write changed columns; who may be offered a call is derived anew where it may differ."""
    _tell_of_status(tx, agent_id, changes)
    tx.db.execute(update(agent).where(agent.c.id == agent_id), changes)
    if RELEVANT & changes.keys():
        sync_ready(tx, agent_id)
    tx.topics.update({f"agent:{agent_id}", "agents"})


def _tell_of_status(tx: Transaction, agent_id: str, changes: Mapping[str, Any]) -> None:
    """News for those who listen where another status was chosen, by hand or by a rule."""
    if "chosen_status" not in changes or "chosen_at" not in changes:
        return
    before = tx.db.scalar(select(agent.c.chosen_status).where(agent.c.id == agent_id))
    if before not in {None, changes["chosen_status"]}:
        tell_outside(tx, News.AGENT_STATUS, agent_id, changes["chosen_at"])


_FREE = Prepared(
    select(
        agent.c.id,
        agent.c.languages,
        agent.c.idle_since,
        agent_department.c.department_key,
        agent_department.c.skill,
    )
    .join(agent_department, agent_department.c.agent_id == agent.c.id)
    .where(is_free())
)


def free_agents(db: Connection, now: datetime) -> list[Free]:
    """Agents on duty who hold no reservation, are off the line, not in wrap-up and not resting after a miss."""
    found: dict[str, Free] = {}
    departments: dict[str, dict[str, int]] = {}
    for agent_id, languages, idle_since, department_key, skill in _FREE.all(db, {"now": now}):
        skills = departments.setdefault(agent_id, {})
        skills[department_key] = skill
        found[agent_id] = Free(agent_id, tuple(languages), skills, idle_since)
    return list(found.values())


_WRAPPED_UP = Prepared(select(agent.c.id).where(agent.c.wrap_up_until <= bindparam("now")))
_RESTED = Prepared(select(agent.c.id).where(agent.c.not_before_at <= bindparam("now")))


def wrapped_up(db: Connection, now: datetime) -> list[str]:
    """Agents whose wrap-up time has run out and who were not yet told."""
    return [row[0] for row in _WRAPPED_UP.all(db, {"now": now})]


def rested(db: Connection, now: datetime) -> list[str]:
    """Agents whose rest after a miss is over."""
    return [row[0] for row in _RESTED.all(db, {"now": now})]


_NUMBERS = Prepared(select(agent.c.rings).where(agent.c.rings.like("+%")))


def agent_numbers(db: Connection) -> set[str]:
    """The phone numbers at which agents are rung; never a customer's."""
    return {row[0] for row in _NUMBERS.all(db, {})}
