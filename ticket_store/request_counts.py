"""How much was asked for: the counts that the dial gate needs before it promises anything."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, case, func, select

from ticket_store.prepared import Prepared
from ticket_store.schema import call, callback

_OVER = ("done", "cancelled", "gave_up")
_HAS_CALLED = Prepared(
    select(call.c.id)
    .where(call.c.customer_number == bindparam("number"), call.c.direction == "inbound")
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Unseen:
    """Promises to numbers that had never called: those made since some time, and all that are open."""

    asked: int
    asked_in_prefix: int
    waiting: int


def has_called(db: Connection, number: str) -> bool:
    """Whether this number has ever rung us. That a form knew it proves nothing."""
    return _HAS_CALLED.first(db, {"number": number}) is not None


def requests_since(db: Connection, number: str, since: datetime, *, web_too: bool) -> int:
    """How many callbacks this number was promised since then; with or without those asked for by form."""
    query = select(func.count()).where(callback.c.customer_number == number, callback.c.created_at >= since)
    if not web_too:
        query = query.where(callback.c.asked_through != "web")
    return db.execute(query).scalar_one()


def unseen_since(db: Connection, prefix: str, since: datetime) -> Unseen:
    """What was promised to unproven numbers since then, those that begin with `prefix` apart, and what waits of it."""
    in_prefix = case((callback.c.customer_number.startswith(prefix, autoescape=True), 1), else_=0)
    asked = select(func.count(), func.coalesce(func.sum(in_prefix), 0)).where(
        callback.c.created_at >= since, callback.c.verified.is_(False)
    )
    waiting = select(func.count()).where(callback.c.status.not_in(_OVER), callback.c.verified.is_(False))
    many, many_in_prefix = db.execute(asked).one()
    return Unseen(many, int(many_in_prefix), db.execute(waiting).scalar_one())
