"""How long a call keeps an agent busy, learned from each: talk and wrap-up, by department and half-hour."""

from sqlalchemy import Connection, bindparam, select

from ticket_store.engine import Transaction
from ticket_store.handling_mean import believed, learned
from ticket_store.insert_once import InsertOnce
from ticket_store.prepared import Prepared
from ticket_store.schema import handling

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
