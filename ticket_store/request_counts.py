"""How much was asked for: the counts that the dial gate needs before it promises anything."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, case, func, select, text

from ticket_store.prepared import Prepared
from ticket_store.schema import call, callback

_HAS_CALLED = Prepared(
    select(call.c.id)
    .where(call.c.customer_number == bindparam("number"), call.c.direction == "inbound")
    .limit(1)
)
_HAS_GIVEN_EMAIL = Prepared(
    select(callback.c.id)
    .where(
        callback.c.customer_number == bindparam("number"),
        callback.c.customer_email == bindparam("email"),
        callback.c.asked_through != "web",
        callback.c.verified.is_(True),
    )
    .limit(1)
)
_ALL_AND_BY_FORM: tuple[ColumnElement[Any], ...] = (
    func.count(),
    func.sum(case((callback.c.asked_through == "web", 1), else_=0)),
)
_REQUESTS = Prepared(
    select(*_ALL_AND_BY_FORM).where(
        callback.c.customer_number == bindparam("number"), callback.c.created_at >= bindparam("since")
    )
)
_WAITING = (
    select(func.count(callback.c.id))
    .where(text("status NOT IN ('done', 'cancelled', 'gave_up')"), callback.c.verified.is_(False))
    .scalar_subquery()
)
_UNSEEN = Prepared(
    select(
        func.count(),
        func.sum(case((callback.c.customer_number.like(bindparam("pattern")), 1), else_=0)),
        _WAITING,
    ).where(callback.c.created_at >= bindparam("since"), callback.c.verified.is_(False))
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


def has_given_email(db: Connection, number: str, email: str) -> bool:
    """Whether this address came with an earlier request of the number that was proven, and not with a form."""
    return _HAS_GIVEN_EMAIL.first(db, {"number": number, "email": email}) is not None


def requests_since(db: Connection, number: str, since: datetime, *, web_too: bool) -> int:
    """How many callbacks this number was promised since then; with or without those asked for by form."""
    row = _REQUESTS.first(db, {"number": number, "since": since})
    return 0 if row is None else int(row[0]) - (0 if web_too else int(row[1] or 0))


def unseen_since(db: Connection, prefix: str, since: datetime) -> Unseen:
    """What was promised to unproven numbers since then, those that begin with `prefix` apart, and what waits of it."""
    row = _UNSEEN.first(db, {"pattern": f"{prefix}%", "since": since})
    return Unseen(0, 0, 0) if row is None else Unseen(int(row[0]), int(row[1] or 0), int(row[2]))
