"""Agents for one waiting person, read in the order in which the department's strategy asks them."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Text,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    literal_column,
    select,
)

from ticket_store.line import Strategy
from ticket_store.prepared import Prepared
from ticket_store.ready import LONG_AGO
from ticket_store.rows import Free
from ticket_store.schema import agent, agent_department
from ticket_store.schema.base import UTCDateTime
from ticket_store.standing import asked_of_each, is_free, is_held, is_on_duty, line_is_up

_TALKS = case((agent.c.talks_on == bindparam("today"), agent.c.talks), else_=0)
_READY = (
    select(
        agent.c.id,
        agent.c.languages,
        agent_department.c.skill,
        agent.c.idle_since,
        agent.c.offered_at,
        _TALKS.label("talks"),
    )
    .join(agent, agent.c.id == agent_department.c.agent_id)
    .where(
        agent_department.c.department_key == bindparam("department_key"),
        agent_department.c.ready_at.is_not(None),
        agent_department.c.ready_at <= bindparam("now"),
    )
)
_FREE = (is_on_duty(), ~is_held(), ~line_is_up())  # the truth, whatever the ready row says
_IDLE = (agent_department.c.idle_since, agent_department.c.agent_id)
_SPOKEN = cast(agent.c.languages, Text)


@dataclass(frozen=True, slots=True)
class Wish:
    """Whom to read: free agents of a department who know it so well. `speaking` says whether they must speak
    the language, or must not; `today` is a day of the shop's zone, 2026-11-22.
    """

    department_key: str
    strategy: Strategy
    skill: int
    language: str
    speaking: bool
    now: datetime
    today: str


@dataclass(frozen=True, slots=True)
class Kind:
    """Somebody on duty in a department; stands for all who are alike."""

    agent_id: str
    languages: tuple[str, ...]
    skill: int


def candidates(db: Connection, wish: Wish, most: int) -> list[Free]:
    """The first of those who can be offered a call now, in the order of the strategy (call_routing.choosing.choice)."""
    values = {
        "department_key": wish.department_key,
        "now": wish.now,
        "today": wish.today,
        "skill": wish.skill,
        "spoken": f'%"{wish.language}"%',
    }
    rows = _in_order(wish.strategy, wish.speaking, most).all(db, values)
    return [_free(row, wish.department_key) for row in rows]


def candidate(db: Connection, department_key: str, agent_id: str, now: datetime, today: str) -> Free | None:
    """This very agent, if they can be offered a call of the department now."""
    values = {"department_key": department_key, "agent_id": agent_id, "now": now, "today": today}
    row = _ONE.first(db, values)
    return None if row is None else _free(row, department_key)


def on_duty_there(db: Connection, department_key: str, agent_id: str) -> Kind | None:
    """This very agent, if they take calls of the department today, busy or not."""
    row = _ONE_ON_DUTY.first(db, {"department_key": department_key, "agent_id": agent_id})
    return None if row is None else Kind(row[0], tuple(row[1]), row[2])


def kinds_on_duty(db: Connection, department_key: str, but: Collection[str] = ()) -> list[Kind]:
    """Whoever takes calls of the department today, busy or not, one for each languages and skill.

    A floor of 10,000 has a dozen kinds. Agents in `but` are left out.
    """
    kinds = (
        select(func.min(agent.c.id), _SPOKEN, agent_department.c.skill)
        .join(agent_department, agent_department.c.agent_id == agent.c.id)
        .where(agent_department.c.department_key == department_key, is_on_duty(), agent.c.id.not_in(but))
        .group_by(_SPOKEN, agent_department.c.skill)
    )
    return [Kind(row[0], tuple(json.loads(row[1])), row[2]) for row in db.execute(kinds)]


def may_be_rung(db: Connection, agent_id: str, now: datetime, *, off_duty_too: bool = False) -> bool:
    """Whether this very agent can be rung now, in whatever department.

    `off_duty_too`: nobody asks whether they are on duty, in wrap-up or resting; only whether they are held.
    """
    can = and_(agent.c.active, ~is_held(), ~line_is_up()) if off_duty_too else is_free()
    query = select(agent.c.id).where(agent.c.id == agent_id, can)
    return db.execute(query, {"now": now}).first() is not None


@lru_cache
def _in_order(strategy: Strategy, speaking: bool, most: int) -> Prepared:
    """`most` is a part of the statement: for a number that it does not know PostgreSQL would sort them all."""
    speaks: ColumnElement[bool] = _SPOKEN.like(bindparam("spoken"))
    able = agent_department.c.skill >= bindparam("skill")
    by_skill = (able,) if strategy is Strategy.SKILL_FIRST else ()  # else it would lure SQLite to that index
    return Prepared(
        _READY.where(asked_of_each(*_FREE, able, speaks if speaking else ~speaks), *by_skill)
        .order_by(*_order(strategy))
        .limit(literal_column(str(most)))
    )


def _order(strategy: Strategy) -> Sequence[ColumnElement[Any]]:
    """Equal to call_routing.choosing.choice.strategy_key, so that the first page holds whoever is chosen."""
    match strategy:
        case Strategy.SKILL_FIRST:
            return (agent_department.c.skill.desc(), *_IDLE)
        case Strategy.FEWEST_CALLS:
            return (_TALKS, *_IDLE)
        case Strategy.ROUND_ROBIN:
            return (func.coalesce(agent.c.offered_at, literal(LONG_AGO, UTCDateTime)), *_IDLE)
        case Strategy.LONGEST_IDLE | Strategy.RING_SEVERAL:
            return _IDLE


def _free(row: Sequence[Any], department_key: str) -> Free:
    agent_id, languages, skill, idle_since, offered_at, talks = row
    return Free(agent_id, tuple(languages), {department_key: skill}, idle_since, offered_at, talks)


_ONE = Prepared(_READY.where(agent.c.id == bindparam("agent_id"), *_FREE))
_ONE_ON_DUTY = Prepared(
    select(agent.c.id, agent.c.languages, agent_department.c.skill)
    .join(agent_department, agent_department.c.agent_id == agent.c.id)
    .where(
        agent_department.c.department_key == bindparam("department_key"),
        agent.c.id == bindparam("agent_id"),
        is_on_duty(),
    )
)
