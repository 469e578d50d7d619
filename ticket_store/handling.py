"""How long a call keeps an agent busy, learned from each: talk and wrap-up, by department and half-hour."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, select

from ticket_store.engine import Transaction
from ticket_store.handling_mean import believed, learned
from ticket_store.insert_once import InsertOnce
from ticket_store.prepared import Prepared
from ticket_store.schema import agent, call, event, handling

WHOLE_DAY = -1
_insert_first = InsertOnce(handling)
_KNOWN = Prepared(
    select(handling.c.mean_s, handling.c.talks)
    .where(
        handling.c.department_key == bindparam("department_key"),
        handling.c.half_hour == bindparam("half_hour"),
    )
    .with_for_update()
)
_AVERAGES = Prepared(
    select(handling.c.mean_s, handling.c.talks)
    .where(
        handling.c.department_key == bindparam("department_key"),
        handling.c.half_hour.in_([bindparam("half_hour"), WHOLE_DAY]),
    )
    .order_by(handling.c.half_hour.desc())
)
_TALKS_OF_LAST_CALL = Prepared(
    select(call.c.department_key, event.c.at, event.c.body)
    .select_from(agent)
    .join(call, call.c.id == agent.c.wrap_up_call_id)
    .join(event, event.c.call_id == call.c.id)
    .where(agent.c.id == bindparam("agent_id"), event.c.kind == "talk")
    .order_by(event.c.id.desc())
)


@dataclass(frozen=True, slots=True)
class Handled:
    """A call from an agent's side: `began_at` is when they met the customer."""

    department_key: str
    began_at: datetime


def handled_last(db: Connection, agent_id: str) -> Handled | None:
    """The call that this agent wraps up, or has wrapped up last; None where they never met anybody.

    Its department is the one in which they met: the customer may have been passed on to another since.
    """
    for department_key, began_at, body in _TALKS_OF_LAST_CALL.all(db, {"agent_id": agent_id}):
        met = json.loads(body)
        there = met.get("department") or department_key
        if there is not None and met.get("agent") == agent_id:
            return Handled(there, began_at)
    return None


def learn(tx: Transaction, department_key: str, handled_s: float, at_local_half_hour: int) -> None:
    """An agent is done with a call of this department after so many seconds.

    The half-hour is 0..47 of the shop's day. Both rows are always locked in this order, so that two agents
    who are done in the same moment wait for each other once, not for ever.
    """
    for half_hour in (WHOLE_DAY, at_local_half_hour):
        key = {"department_key": department_key, "half_hour": half_hour}
        if _insert_first(tx, {**key, "mean_s": learned(0.0, 0, handled_s), "talks": 1}):
            continue
        known = _KNOWN.first(tx.db, key)
        if known is None:
            raise LookupError(f"The handling of {key} was there and is gone. Try the transaction again.")
        tx.db.execute(
            handling.update()
            .where(handling.c.department_key == department_key, handling.c.half_hour == half_hour)
            .values(mean_s=learned(known[0], known[1], handled_s), talks=known[1] + 1)
        )


def handling_s(db: Connection, department_key: str, half_hour: int) -> float:
    """Seconds of talk and wrap-up that a call takes: at this time of the day, else on the whole day, else usually.

    An average of fewer than five talks is not asked.
    """
    rows = _AVERAGES.all(db, {"department_key": department_key, "half_hour": half_hour})
    return believed(*((mean, talks) for mean, talks in rows))
