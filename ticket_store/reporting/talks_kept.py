"""Each agent's part in a call: from when both met, with music, until the wrap-up is done. Then it is counted."""

from datetime import datetime

from sqlalchemy import BigInteger, ColumnElement, bindparam, func, select, update

from ticket_store.engine import Transaction
from ticket_store.ids import new_id
from ticket_store.insert_once import InsertOnce
from ticket_store.prepared import Prepared
from ticket_store.reporting.rolling_up import count_talk, recount_talk
from ticket_store.schema import agent, call, talk

_insert_talk = InsertOnce(talk, ["reservation_id"])
_HELD = Prepared(
    update(talk)
    .where(talk.c.call_id == bindparam("of_call"), talk.c.ended_at.is_(None))
    .values(held_ms=talk.c.held_ms + bindparam("more_ms", type_=BigInteger))
)


def _at(name: str) -> ColumnElement[datetime]:
    return bindparam(name, type_=talk.c.ended_at.type)


# An agent may have two parts in one call, where the line broke and they met again: the last is meant.
_LAST = (
    select(talk.c.id)
    .where(talk.c.call_id == bindparam("of_call"), talk.c.agent_id == bindparam("of_agent"))
    .order_by(talk.c.began_at.desc(), talk.c.id.desc())
    .limit(1)
    .scalar_subquery()
)
_DROP = Prepared(
    update(talk)
    .where(talk.c.id == _LAST, talk.c.ended_at.is_(None))
    .values(ended_at=_at("now"), wrapped_at=_at("now"))
    .returning(talk.c.id)
)
_END_OPEN = Prepared(
    update(talk)
    .where(talk.c.call_id == bindparam("of_call"), talk.c.ended_at.is_(None))
    .values(ended_at=_at("now"), wrapped_at=_at("now"))
    .returning(talk.c.id)
)
_END = Prepared(
    update(talk)
    .where(talk.c.id == _LAST, talk.c.wrapping_since.is_(None))
    .values(ended_at=func.coalesce(talk.c.ended_at, _at("now")), wrapping_since=_at("now"), wrapped_at=None)
)
_COUNTED = Prepared(select(talk.c.id).where(talk.c.id == _LAST, talk.c.wrapped_at.is_not(None)))
_WRAPPED = Prepared(
    update(talk)
    .where(
        talk.c.id
        == select(talk.c.id)
        .join(agent, agent.c.wrap_up_call_id == talk.c.call_id)
        .where(agent.c.id == bindparam("of_agent"), talk.c.agent_id == bindparam("of_agent"))
        .where(talk.c.wrapping_since.is_not(None), talk.c.wrapped_at.is_(None))
        .order_by(talk.c.began_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    .values(wrapped_at=_at("now"))
    .returning(talk.c.id)
)
_DONE_OF_CASE = (
    select(talk.c.id)
    .join(call, call.c.id == talk.c.call_id)
    .where(call.c.ticket_id == bindparam("ticket_id"), talk.c.wrapped_at.is_not(None))
)


def begin_talk(
    tx: Transaction,
    *,
    call_id: str,
    agent_id: str,
    reservation_id: str,
    department_key: str | None,
    before: str | None,
    now: datetime,
) -> bool:
    """Both have met; `before` is the agent who talked last in this call. Whether it is the first talk of the call."""
    row = {
        "id": new_id(now),
        "call_id": call_id,
        "agent_id": agent_id,
        "reservation_id": reservation_id,
        "department_key": department_key,
        "is_first": before is None,
        "taken_over": before is not None and before != agent_id,
        "began_at": now,
    }
    return _insert_talk(tx, row) and before is None


def add_hold(tx: Transaction, call_id: str, held_at: datetime | None, now: datetime) -> None:
    """The music is over that this customer has heard since `held_at`; nothing where there was none."""
    if held_at is not None:
        more_ms = max(0, round((now - held_at).total_seconds() * 1000))
        _HELD.run(tx.db, {"of_call": call_id, "more_ms": more_ms})


def drop_part(tx: Transaction, call_id: str, agent_id: str, now: datetime) -> None:
    """The agent's line broke: this part is over, and counted as it is. A wrap-up may follow all the same."""
    for (talk_id,) in _DROP.all(tx.db, {"of_call": call_id, "of_agent": agent_id, "now": now}):
        count_talk(tx, talk_id)


def take_up_again(tx: Transaction, call_id: str, agent_id: str) -> None:
    """The part of the broken line gets its wrap-up after all: it is counted anew when that is done."""
    for (talk_id,) in _COUNTED.all(tx.db, {"of_call": call_id, "of_agent": agent_id}):
        recount_talk(tx, talk_id)


def end_part(tx: Transaction, call_id: str, agent_id: str, now: datetime) -> None:
    """The agent's part is over, and the wrap-up begins. A repeat changes nothing."""
    _END.run(tx.db, {"of_call": call_id, "of_agent": agent_id, "now": now})


def end_open_parts(tx: Transaction, call_id: str, now: datetime) -> None:
    """The call is over: a part that nobody ended, since its lease had run out, is over with it, and counted."""
    for (talk_id,) in _END_OPEN.all(tx.db, {"of_call": call_id, "now": now}):
        count_talk(tx, talk_id)


def finish_wrap_up(tx: Transaction, agent_id: str, done_at: datetime) -> None:
    """The agent is done with the call that they wrap up; once."""
    for (talk_id,) in _WRAPPED.all(tx.db, {"of_agent": agent_id, "now": done_at}):
        count_talk(tx, talk_id)


def recount_case(tx: Transaction, ticket_id: str) -> None:
    """What this case came to is about to change, and with it the cause of its talks."""
    for talk_id in tx.db.execute(_DONE_OF_CASE, {"ticket_id": ticket_id}).scalars().all():
        recount_talk(tx, talk_id)
