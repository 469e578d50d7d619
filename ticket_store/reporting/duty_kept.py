"""Spans of what each agent was: one open span an agent, kept so by an index; offline has none."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, case, func, not_, select, update

from ticket_store.engine import Transaction
from ticket_store.ids import new_id
from ticket_store.insert_once import InsertOnce
from ticket_store.prepared import Prepared
from ticket_store.schema import agent, duty

OFFLINE = "offline"
_insert_span = InsertOnce(duty)
_IS_NOW: ColumnElement[str] = case(
    (not_(agent.c.active), OFFLINE),
    (and_(agent.c.chosen_status == "available", not_(agent.c.reachable)), "unreachable"),
    else_=agent.c.chosen_status,
)
_ASTRAY = (
    select(agent.c.id, _IS_NOW.label("is_now"), duty.c.id.label("span_id"), duty.c.began_at)
    .outerjoin(duty, and_(duty.c.agent_id == agent.c.id, duty.c.ended_at.is_(None)))
    .where(func.coalesce(duty.c.status, OFFLINE) != _IS_NOW)
)
_OF_ONE, _OF_ALL = Prepared(_ASTRAY.where(agent.c.id == bindparam("agent_id"))), Prepared(_ASTRAY)
_END = Prepared(
    update(duty)
    .where(duty.c.id == bindparam("span_id"), duty.c.ended_at.is_(None))
    .values(ended_at=bindparam("at", type_=duty.c.ended_at.type))
)


def keep_duty(tx: Transaction, agent_id: str, now: datetime) -> None:
    """What this agent is may have changed: the span that lasted ends, another begins. A repeat changes nothing."""
    for row in _OF_ONE.all(tx.db, {"agent_id": agent_id}):
        _turn(tx, row, now)


def keep_all_duty(tx: Transaction, now: datetime) -> int:
    """The same of everybody, where agents were changed as a whole; how many spans were out of date."""
    rows = _OF_ALL.all(tx.db, {})
    for row in rows:
        _turn(tx, row, now)
    return len(rows)


def duty_astray(db: Connection) -> list[str]:
    """Agents whose open span says something else than their row; nobody where all is well."""
    return [row[0] for row in _OF_ALL.all(db, {})]


def _turn(tx: Transaction, row: Sequence[Any], now: datetime) -> None:
    agent_id, is_now, span_id, began_at = row
    if span_id is not None:
        _END.run(tx.db, {"span_id": span_id, "at": max(now, began_at)})
    if is_now != OFFLINE:
        span = {"id": new_id(now), "agent_id": agent_id, "status": is_now, "began_at": now, "ended_at": None}
        _insert_span(tx, span)
