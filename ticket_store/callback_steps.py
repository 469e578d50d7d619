"""The story of a promise to ring back: every change of it is one row, with who made it and what was known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select

from ticket_store.engine import Transaction
from ticket_store.ids import new_id
from ticket_store.outward.news import News
from ticket_store.outward.outgoing import tell_outside
from ticket_store.prepared import Prepared, values_of
from ticket_store.schema import callback_step


@dataclass(frozen=True, slots=True)
class StepRow:
    """`actor` is "customer", an e-mail address, or the name of the rule that acted."""

    at: datetime
    actor: str
    what: str
    facts: Mapping[str, Any]


# Kept and broken are the promise's business, see ticket_store.promises.
_NEWS: Mapping[str, News] = {
    "asked": News.CALLBACK_ASKED,
    "moved": News.CALLBACK_MOVED,
    "cancelled": News.CALLBACK_CANCELLED,
    "gave_up": News.CALLBACK_GAVE_UP,
}
_GIVEN = ("id", "callback_id", "at", "actor", "what", "facts")
_BEFORE = (
    select(func.count())
    .where(callback_step.c.callback_id == bindparam("callback_id", type_=callback_step.c.callback_id.type))
    .scalar_subquery()
)
_INSERT = Prepared(insert(callback_step).values({**values_of(callback_step, _GIVEN), "number": _BEFORE}))


def write_step(
    tx: Transaction, callback_id: str, what: str, now: datetime, *, actor: str, **facts: Any
) -> None:
    """One change of a callback, in the transaction that makes it. Times among the facts are kept as ISO text."""
    row = {
        "id": new_id(now),
        "callback_id": callback_id,
        "at": now,
        "actor": actor,
        "what": str(what),
        "facts": {name: _plain(fact) for name, fact in facts.items() if fact is not None},
    }
    _INSERT.run(tx.db, row)
    tx.topics.add("callbacks")
    if what in _NEWS:
        tell_outside(tx, _NEWS[what], callback_id, now)


def steps_of(db: Connection, callback_id: str) -> list[StepRow]:
    """All that has happened to a callback, in that order."""
    columns = (callback_step.c.at, callback_step.c.actor, callback_step.c.what, callback_step.c.facts)
    rows = db.execute(
        select(*columns)
        .where(callback_step.c.callback_id == callback_id)
        .order_by(callback_step.c.number, callback_step.c.id)
    )
    return [StepRow(*row) for row in rows]


def _plain(fact: Any) -> Any:
    return fact.isoformat() if isinstance(fact, datetime) else fact
