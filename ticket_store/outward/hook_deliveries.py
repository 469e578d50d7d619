"""The messages that are on their way to the shop's own programs: leased, tried, settled, and kept as a log."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, or_, select, update

from ticket_store.engine import Transaction
from ticket_store.ids import new_id
from ticket_store.outward.hook_endpoints import FRESH, Endpoint, endpoint_of, tell_of_hook, update_endpoint
from ticket_store.outward.hook_policy import OFF_AFTER, Answer, next_pause, rest_after
from ticket_store.outward.news import TEST
from ticket_store.outward.outgoing import write_delivery
from ticket_store.reading import columns_of
from ticket_store.schema import hook_delivery, hook_endpoint, hook_try

LEASE = timedelta(seconds=60)  # longer than a try may take
_ANSWER_KEPT = 1000


@dataclass(frozen=True)
class Delivery:
    """One message to one endpoint. `state`: waiting, sent, gave_up, dropped."""

    id: str
    endpoint_id: str
    event: str
    body: str | None
    customer_number: str | None
    at: datetime
    state: str
    tries: int
    due_at: datetime
    fence: int
    ended_at: datetime | None


@dataclass(frozen=True)
class Try:
    at: datetime
    took_ms: int
    status: int | None
    answer: str | None
    failure: str | None


_ENDPOINT, _DELIVERY, _TRY = (
    columns_of(hook_endpoint, Endpoint),
    columns_of(hook_delivery, Delivery),
    columns_of(hook_try, Try),
)


def send_test(tx: Transaction, found: Endpoint, now: datetime, *, actor: str) -> str:
    """A message that means nothing, to try the receiver with; its id."""
    return write_delivery(tx, found.id, TEST, {"message": "Hello from shop-hotline.", "asked_by": actor}, now)


def send_again(tx: Transaction, delivery_id: str, now: datetime, *, actor: str) -> bool:
    """The same message once more, under the same id; False when there is nothing left of it."""
    again = and_(hook_delivery.c.id == delivery_id, hook_delivery.c.body.is_not(None))
    fresh = {"state": "waiting", "tries": 0, "due_at": now, "taken_at": None, "ended_at": None}
    if tx.db.execute(update(hook_delivery).where(again).values(**fresh)).rowcount != 1:
        return False
    found = delivery_of(tx.db, delivery_id)
    if found is not None:
        update_endpoint(tx, found.endpoint_id, rest_until=None)  # whoever asks wants to see it now
    tell_of_hook(tx, now, actor, "send_again", delivery_id)
    return True


def delivery_of(db: Connection, delivery_id: str) -> Delivery | None:
    row = db.execute(select(*_DELIVERY).where(hook_delivery.c.id == delivery_id)).first()
    return None if row is None else Delivery(*row)


def deliveries_of(db: Connection, endpoint_id: str, *, most: int = 50) -> list[tuple[Delivery, Try | None]]:
    """The last ones with their last try, the newest first."""
    newest = (hook_delivery.c.at.desc(), hook_delivery.c.id.desc())
    query = select(*_DELIVERY).where(hook_delivery.c.endpoint_id == endpoint_id).order_by(*newest)
    found = [Delivery(*row) for row in db.execute(query.limit(most))]
    last = dict(_tries(db, [one.id for one in found]))
    return [(one, last.get(one.id)) for one in found]


def tries_of(db: Connection, delivery_id: str) -> list[Try]:
    """Every try, the first one first."""
    return [one for _, one in _tries(db, [delivery_id])]


def _tries(db: Connection, delivery_ids: Sequence[str]) -> list[tuple[str, Try]]:
    query = select(hook_try.c.delivery_id, *_TRY).where(hook_try.c.delivery_id.in_(delivery_ids))
    rows = db.execute(query.order_by(hook_try.c.at, hook_try.c.id))
    return [(row[0], Try(*row[1:])) for row in rows]


def _waits(now: datetime) -> tuple[ColumnElement[bool], ...]:
    free = or_(hook_delivery.c.taken_at.is_(None), hook_delivery.c.taken_at <= now - LEASE)
    return (hook_delivery.c.state == "waiting", hook_delivery.c.due_at <= now, free)


def due_endpoints(db: Connection, now: datetime) -> list[Endpoint]:
    """Those for which something is due, that are on and not resting."""
    rested = or_(hook_endpoint.c.rest_until.is_(None), hook_endpoint.c.rest_until <= now)
    due = select(hook_delivery.c.endpoint_id).where(*_waits(now))
    query = select(*_ENDPOINT).where(hook_endpoint.c.active, rested, hook_endpoint.c.id.in_(due))
    return [Endpoint(*row) for row in db.execute(query)]


def take_delivery(tx: Transaction, endpoint_id: str, now: datetime) -> Delivery | None:
    """Lease the one that is due first; None when none is, or others hold them all."""
    query = select(*_DELIVERY).where(hook_delivery.c.endpoint_id == endpoint_id, *_waits(now))
    first = query.order_by(hook_delivery.c.due_at, hook_delivery.c.id).limit(1)
    row = tx.db.execute(first.with_for_update(skip_locked=True)).first()
    if row is None:
        return None
    found = Delivery(*row)
    found = replace(found, fence=found.fence + 1, tries=found.tries + 1)
    taken = {"taken_at": now, "fence": found.fence, "tries": found.tries}
    tx.db.execute(update(hook_delivery).where(hook_delivery.c.id == found.id).values(**taken))
    return found


def settle_delivery(tx: Transaction, found: Delivery, answer: Answer, now: datetime) -> bool:
    """Write down what came of a try; True when that switched the endpoint off.

    A ghost whose lease was taken over leaves its line in the log and changes nothing else.
    """
    if delivery_of(tx.db, found.id) is None:  # its endpoint was removed meanwhile, and its log
        return False
    _log(tx, found, answer, now)
    mine = and_(hook_delivery.c.id == found.id, hook_delivery.c.fence == found.fence)
    pause = next_pause(found.tries)
    if answer.is_good:
        end = {"state": "sent", "ended_at": now}
    elif pause is None or answer.says_no_more:
        end = {"state": "gave_up", "ended_at": now}
    else:
        end = {"due_at": now + pause, "taken_at": None}
    if tx.db.execute(update(hook_delivery).where(mine).values(**end)).rowcount != 1:
        return False
    tx.topics.add("hooks")
    return _judge(tx, found.endpoint_id, answer, now)


def _log(tx: Transaction, found: Delivery, answer: Answer, now: datetime) -> None:
    row = {
        "id": new_id(now),
        "delivery_id": found.id,
        "at": now,
        "took_ms": round(answer.took.total_seconds() * 1000),
        "status": answer.status,
        "answer": answer.text[:_ANSWER_KEPT] or None,
        "failure": answer.failure,
    }
    tx.db.execute(insert(hook_try), row)


def _judge(tx: Transaction, endpoint_id: str, answer: Answer, now: datetime) -> bool:
    found = endpoint_of(tx.db, endpoint_id)
    if found is None:
        return False
    if answer.is_good:
        update_endpoint(tx, endpoint_id, answered_at=now, **FRESH)
        return False
    failures, since = found.failures + 1, found.failing_since or now
    failing = {"failures": failures, "failing_since": since, "rest_until": now + rest_after(failures)}
    why = "gone" if answer.says_no_more else "failing" if now - since >= OFF_AFTER else None
    if why is None or not found.active:
        update_endpoint(tx, endpoint_id, **failing)
        return False
    update_endpoint(tx, endpoint_id, **failing, active=False, off_at=now, off_why=why)
    tell_of_hook(tx, now, "webhooks that fail", "off", endpoint_id, after={"url": found.url, "why": why})
    return True


def deliveries_waiting(db: Connection) -> int:
    """How many messages are still to be sent."""
    return db.execute(select(func.count()).where(hook_delivery.c.state == "waiting")).scalar_one()


def drop_deliveries(tx: Transaction, ids: Sequence[str]) -> int:
    """Drop these messages and their log; how many."""
    tx.db.execute(delete(hook_try).where(hook_try.c.delivery_id.in_(ids)))
    return tx.db.execute(delete(hook_delivery).where(hook_delivery.c.id.in_(ids))).rowcount
