"""Who was promised what by when; kept, moved with notice, or broken: the headline figure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, bindparam, func, insert, select, update

from ticket_store.engine import Transaction
from ticket_store.ids import new_id
from ticket_store.outward.news import News
from ticket_store.outward.outgoing import tell_outside
from ticket_store.prepared import Prepared
from ticket_store.schema import callback, promise

_OVERDUE = Prepared(
    select(promise.c.callback_id).where(
        promise.c.state == "open", promise.c.until_at < bindparam("now", type_=promise.c.until_at.type)
    )
)
_BREAK = Prepared(
    update(promise)
    .where(promise.c.state == "open", promise.c.until_at < bindparam("now", type_=promise.c.until_at.type))
    .values(state="broken", settled_at=bindparam("now", type_=promise.c.until_at.type))
)


def make_promise(
    tx: Transaction,
    now: datetime,
    *,
    callback_id: str,
    customer_id: str | None,
    customer_number: str,
    ticket_id: str | None,
    made_through: str,
    from_at: datetime,
    until_at: datetime,
) -> None:
    """Promise to ring back in this window."""
    tx.db.execute(
        insert(promise),
        {
            "id": new_id(now),
            "kind": "callback",
            "callback_id": callback_id,
            "customer_id": customer_id,
            "customer_number": customer_number,
            "ticket_id": ticket_id,
            "made_through": made_through,
            "made_at": now,
            "from_at": from_at,
            "until_at": until_at,
            "state": "open",
        },
    )


def settle_promise(tx: Transaction, callback_id: str, now: datetime) -> None:
    """They talk: kept when the window has not passed, else broken."""
    found = tx.db.execute(
        select(promise.c.id, promise.c.until_at).where(
            promise.c.callback_id == callback_id, promise.c.state == "open"
        )
    ).first()
    if found is not None:
        state = "kept" if now <= found.until_at else "broken"
        tx.db.execute(update(promise).where(promise.c.id == found.id).values(state=state, settled_at=now))
        tell_outside(tx, News.CALLBACK_KEPT if state == "kept" else News.CALLBACK_BROKEN, callback_id, now)


def break_overdue(tx: Transaction, now: datetime) -> int:
    """Promises whose window has passed without a talk are broken, and said to be; how many."""
    overdue = _OVERDUE.all(tx.db, {"now": now})
    if not overdue:
        return 0
    for (callback_id,) in overdue:
        if callback_id is not None:
            tell_outside(tx, News.CALLBACK_BROKEN, callback_id, now)
    tx.topics.add("callbacks")
    return _BREAK.run(tx.db, {"now": now})


def has_open_promise(db: Connection, callback_id: str) -> bool:
    """Whether what was promised last still holds."""
    query = select(promise.c.id).where(promise.c.callback_id == callback_id, promise.c.state == "open")
    return db.execute(query).first() is not None


def times_moved(db: Connection, callback_id: str) -> int:
    """How often a callback was promised anew."""
    query = select(func.count()).where(
        promise.c.callback_id == callback_id, promise.c.state.in_(("moved", "broken"))
    )
    return db.execute(query).scalar_one()


def close_promise(tx: Transaction, callback_id: str, state: str, now: datetime) -> None:
    """Moved (a new one takes its place), broken, or withdrawn by the customer."""
    closed = tx.db.execute(
        update(promise)
        .where(promise.c.callback_id == callback_id, promise.c.state == "open")
        .values(state=state, settled_at=now)
    )
    if state == "broken" and closed.rowcount:
        tell_outside(tx, News.CALLBACK_BROKEN, callback_id, now)


@dataclass(frozen=True)
class PromiseFigures:
    """What became of the callbacks that were asked for in a span of time.

    `asked` counts requests, those merged into an earlier one not; `done`, `gave_up`, `cancelled` and `still_open`
    are their states. The promises of these requests by state: a request that was moved twice has three.
    `attempts_per_talk` counts every dial to a customer for each talk it took; None while there was no talk.
    """

    asked: int
    done: int
    gave_up: int
    cancelled: int
    still_open: int
    kept: int
    moved: int
    broken: int
    withdrawn: int
    attempts_per_talk: float | None


def promise_figures(
    db: Connection, since: datetime, until: datetime, departments: Collection[str] | None = None
) -> PromiseFigures:
    """Of the requests of [since, until), as they stand now; of these departments, or of all."""
    in_span: tuple[ColumnElement[bool], ...] = (
        callback.c.created_at >= since,
        callback.c.created_at < until,
    )
    if departments is not None:
        in_span += (callback.c.department_key.in_(departments),)
    by_status: dict[str, tuple[int, int]] = {
        status: (count, dials)
        for status, count, dials in db.execute(
            select(callback.c.status, func.count(), func.sum(callback.c.attempts))
            .where(*in_span)
            .group_by(callback.c.status)
        )
    }
    by_state = (
        select(promise.c.state, func.count())
        .join(callback, callback.c.id == promise.c.callback_id)
        .where(*in_span)
        .group_by(promise.c.state)
    )
    states: dict[str, int] = {row[0]: row[1] for row in db.execute(by_state)}
    asked = sum(count for count, _ in by_status.values())
    done, gave_up, cancelled = (by_status.get(one, (0, 0))[0] for one in ("done", "gave_up", "cancelled"))
    dials = sum(dials for _, dials in by_status.values())
    return PromiseFigures(
        asked=asked,
        done=done,
        gave_up=gave_up,
        cancelled=cancelled,
        still_open=asked - done - gave_up - cancelled,
        kept=states.get("kept", 0),
        moved=states.get("moved", 0),
        broken=states.get("broken", 0),
        withdrawn=states.get("withdrawn", 0),
        attempts_per_talk=dials / done if done else None,
    )
