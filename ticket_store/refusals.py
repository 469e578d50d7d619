"""What the dial gate refused, each with the name of its rule; whoever asked was never told which."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from ticket_store.engine import Transaction
from ticket_store.ids import new_id
from ticket_store.prepared import inserting
from ticket_store.reading import columns_of
from ticket_store.schema import refusal


@dataclass(frozen=True, slots=True)
class RefusalRow:
    """`asked_through` is the way of asking, or "dial" where a promised one was refused at its dialling."""

    at: datetime
    number: str | None
    rule: str
    asked_through: str
    department_key: str | None
    callback_id: str | None
    address: str | None
    facts: Mapping[str, Any]


_REFUSAL = columns_of(refusal, RefusalRow)


def write_refusal(
    tx: Transaction,
    number: str | None,
    rule: str,
    asked_through: str,
    now: datetime,
    *,
    department_key: str | None = None,
    callback_id: str | None = None,
    address: str | None = None,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Keep one refusal. `facts` are the numbers that decided, plain values only."""
    row = {
        "id": new_id(now),
        "at": now,
        "number": number,
        "rule": str(rule),
        "asked_through": asked_through,
        "department_key": department_key,
        "callback_id": callback_id,
        "address": address,
        "facts": dict(facts or {}),
    }
    inserting(refusal, tuple(row)).run(tx.db, row)
    tx.topics.add("refusals")


def list_refusals(
    db: Connection,
    since: datetime,
    until: datetime,
    rule: str | None = None,
    *,
    departments: Collection[str] | None = None,
    limit: int = 200,
) -> list[RefusalRow]:
    """Refusals of [since, until), newest first, of one rule where it is named, of these departments or of all."""
    query = select(*_REFUSAL).where(*_within(since, until, departments))
    if rule is not None:
        query = query.where(refusal.c.rule == rule)
    return [RefusalRow(*row) for row in db.execute(query.order_by(refusal.c.at.desc()).limit(limit))]


def count_by_rule(
    db: Connection, since: datetime, until: datetime, departments: Collection[str] | None = None
) -> dict[str, int]:
    """How many of [since, until) each rule refused, the busiest rule first; of these departments or of all."""
    many = func.count().label("many")
    query = (
        select(refusal.c.rule, many)
        .where(*_within(since, until, departments))
        .group_by(refusal.c.rule)
        .order_by(many.desc(), refusal.c.rule)
    )
    return {row.rule: row.many for row in db.execute(query)}


def _within(
    since: datetime, until: datetime, departments: Collection[str] | None
) -> tuple[ColumnElement[bool], ...]:
    span = (refusal.c.at >= since, refusal.c.at < until)
    return span if departments is None else (*span, refusal.c.department_key.in_(sorted(departments)))
