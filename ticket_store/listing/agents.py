"""Agents with what they chose and what they do now, as the JSON API lists them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, case, exists, func, select

from ticket_store.listing.paging import Page, Wanted, by_name
from ticket_store.schema import agent, agent_department, call, reservation


def list_agents(db: Connection, wanted: Wanted, now: datetime) -> Page:
    """Active agents by e-mail address; with a department, those who work in it."""
    query = select(*_columns(now)).where(agent.c.active)
    if wanted.department is not None:
        works_there = select(agent_department.c.agent_id).where(
            agent_department.c.department_key == wanted.department
        )
        query = query.where(agent.c.id.in_(works_there))
    if wanted.status is not None:
        query = query.where(agent.c.chosen_status == wanted.status)
    return by_name(db, query, agent.c.email, wanted)


def find_agent(db: Connection, id_or_email: str, now: datetime) -> RowMapping | None:
    """An active agent by id, or by e-mail address in any case."""
    is_the_one = agent.c.email == id_or_email.lower() if "@" in id_or_email else agent.c.id == id_or_email
    return db.execute(select(*_columns(now)).where(agent.c.active, is_the_one)).mappings().first()


def departments_of(db: Connection, agent_ids: Iterable[str]) -> Mapping[str, dict[str, int]]:
    """The departments of each of these agents, with the skill in each."""
    known: dict[str, dict[str, int]] = {agent_id: {} for agent_id in agent_ids}
    wanted = select(agent_department).where(agent_department.c.agent_id.in_(list(known)))
    for row in db.execute(wanted.order_by(agent_department.c.department_key)):
        known[row.agent_id][row.department_key] = row.skill
    return known


def staffed(db: Connection) -> Mapping[str, int]:
    """How many agents are at work in each department: available and reachable, whether busy or not."""
    at_work = (
        select(agent_department.c.department_key, func.count())
        .join(agent, agent.c.id == agent_department.c.agent_id)
        .where(agent.c.active, agent.c.chosen_status == "available", agent.c.reachable)
        .group_by(agent_department.c.department_key)
    )
    return {row[0]: row[1] for row in db.execute(at_work)}


def waiting(db: Connection) -> Mapping[str, int]:
    """How many callers wait in each department."""
    in_queue = (
        select(call.c.department_key, func.count())
        .where(call.c.status == "waiting", call.c.department_key.is_not(None))
        .group_by(call.c.department_key)
    )
    return {row[0]: row[1] for row in db.execute(in_queue)}


def _columns(now: datetime) -> tuple[ColumnElement[Any], ...]:
    return (
        agent.c.id,
        agent.c.email,
        agent.c.name,
        agent.c.roles,
        agent.c.languages,
        agent.c.chosen_status.label("status"),
        agent.c.chosen_at.label("status_since"),
        agent.c.status_reason,
        agent.c.reachable,
        _doing(now).label("doing"),
    )


def _doing(now: datetime) -> ColumnElement[str]:
    """Derived, never stored: a stored word would outlive a crash of whoever should change it."""

    def holds(state: str) -> ColumnElement[bool]:
        live = and_(reservation.c.agent_id == agent.c.id, reservation.c.state == state)
        return exists(select(reservation.c.id).where(live))

    return case(
        (holds("accepted"), "talking"),
        (holds("ringing"), "ringing"),
        (agent.c.wrap_up_until > now, "wrap_up"),
        else_="idle",
    )
