"""Calls, legs and the events of which they are made."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, bindparam, select

from ticket_store.engine import Transaction
from ticket_store.ids import new_id
from ticket_store.insert_once import InsertOnce
from ticket_store.outward.news import News
from ticket_store.outward.outgoing import tell_outside
from ticket_store.prepared import Prepared, changing, inserting
from ticket_store.reading import columns_of, filled
from ticket_store.reporting.rolling_up import count_call
from ticket_store.rows import Call, Leg
from ticket_store.schema import call, event, leg
from ticket_store.spend import settle_leg_cost

_CALL = columns_of(call, Call)
_LEG = columns_of(leg, Leg)
_BY_SID = Prepared(select(*_CALL).where(call.c.sid == bindparam("sid")).with_for_update(key_share=True))
_BY_ID = Prepared(select(*_CALL).where(call.c.id == bindparam("id")).with_for_update(key_share=True))
_OF_RESERVATION = Prepared(select(*_LEG).where(leg.c.reservation_id == bindparam("whose")).order_by(leg.c.id))
_OF_ATTEMPT = Prepared(select(*_LEG).where(leg.c.attempt_id == bindparam("whose")))
_LOOK_UP = Prepared(select(*_CALL).where(call.c.id == bindparam("id")))


def call_by_sid(tx: Transaction, sid: str) -> Call | None:
    """The call that a customer's leg belongs to, locked until the commit."""
    return filled(Call, _BY_SID.first(tx.db, {"sid": sid}))


def call_by_id(tx: Transaction, call_id: str) -> Call | None:
    """One call, locked until the commit."""
    return filled(Call, _BY_ID.first(tx.db, {"id": call_id}))


def look_up_call(db: Connection, call_id: str) -> Call | None:
    """One call, not locked."""
    return filled(Call, _LOOK_UP.first(db, {"id": call_id}))


def insert_call(tx: Transaction, row: Mapping[str, Any]) -> None:
    inserting(call, tuple(row)).run(tx.db, row)
    _heed_end(tx, row["id"], row)


_insert_once = InsertOnce(call, ["sid"])


def insert_call_once(tx: Transaction, row: Mapping[str, Any]) -> bool:
    """Write a call unless its leg has one already; False then, also when that was written at the same time."""
    return _insert_once(tx, row)


def change_call(tx: Transaction, call_id: str, **changes: Any) -> None:
    """Write changed columns; the call was locked when it was read."""
    changing(call, tuple(changes)).run(tx.db, {"row_id": call_id, **changes})
    _heed_end(tx, call_id, changes)


def _heed_end(tx: Transaction, call_id: str, changes: Mapping[str, Any]) -> None:
    """A call that has ended is counted, and told to the shop's own programs."""
    if changes.get("status") == "ended":
        count_call(tx, call_id)
        tell_outside(tx, News.CALL_ENDED, call_id, changes["ended_at"])


_insert_event = InsertOnce(event, ["key"])


def write_event(
    tx: Transaction,
    kind: str,
    key: str,
    at: datetime,
    *,
    call_id: str | None = None,
    leg_sid: str | None = None,
    body: Mapping[str, Any] | str | None = None,
) -> bool:
    """Keep what happened, raw; False when this very event is already there."""
    text = body if isinstance(body, str) or body is None else json.dumps(body, ensure_ascii=False)
    row = {"kind": kind, "key": key, "at": at, "call_id": call_id, "leg_sid": leg_sid, "body": text}
    return _insert_event(tx, row)


_WRITTEN = Prepared(select(event.c.id).where(event.c.key == bindparam("key")))


def was_written(db: Connection, key: str) -> bool:
    """Whether the event with this key has happened."""
    return _WRITTEN.first(db, {"key": key}) is not None


# --- legs ---


def insert_leg(tx: Transaction, now: datetime, deadline: timedelta, **row: Any) -> str:
    """Write a leg that we are about to create; its id."""
    leg_id = new_id(now)
    full = {"id": leg_id, "created_at": now, "deadline_at": now + deadline, "sequence": -1, **row}
    inserting(leg, tuple(full)).run(tx.db, full)
    return leg_id


def leg_by_token(tx: Transaction, token: str) -> Leg | None:
    """The leg that was created with this token in its addresses, locked, its call too."""
    return _locked_leg(tx, "token", token)


def leg_by_id(tx: Transaction, leg_id: str) -> Leg | None:
    """One of our own legs, locked, its call too."""
    return _locked_leg(tx, "id", leg_id)


def _locking(column: ColumnElement[Any]) -> tuple[Prepared, Prepared]:
    which = column == bindparam("which")
    of_call = select(call.c.id).join(leg, leg.c.call_id == call.c.id).where(which)
    of_leg = select(*_LEG).where(which)
    return (
        Prepared(of_call.with_for_update(key_share=True, of=call)),
        Prepared(of_leg.with_for_update(key_share=True)),
    )


_LOCKING = {name: _locking(leg.c[name]) for name in ("id", "token")}


def _locked_leg(tx: Transaction, name: str, which: str) -> Leg | None:
    """The call is locked before its leg, as every webhook of the call does it: two in the other order would
    wait for each other.
    """
    of_call, of_leg = _LOCKING[name]
    of_call.first(tx.db, {"which": which})
    return filled(Leg, of_leg.first(tx.db, {"which": which}))


def legs_of_reservation(tx: Transaction, reservation_id: str) -> list[Leg]:
    """The legs that live or lived for a reservation, the agent's first."""
    return [Leg(*row) for row in _OF_RESERVATION.all(tx.db, {"whose": reservation_id})]


def leg_of_attempt(tx: Transaction, attempt_id: str) -> Leg | None:
    return filled(Leg, _OF_ATTEMPT.first(tx.db, {"whose": attempt_id}))


def change_leg(tx: Transaction, leg_id: str, **changes: Any) -> None:
    """Write changed columns of a leg; when that says that it has ended, so does the bill of its attempt."""
    changing(leg, tuple(changes)).run(tx.db, {"row_id": leg_id, **changes})
    if changes.get("ended_at") is not None:
        settle_leg_cost(tx, leg_id)


def known_sids(db: Connection, sids: Iterable[str]) -> set[str]:
    """Which of the carrier's sids we already know as a leg of ours."""
    return set(db.execute(select(leg.c.sid).where(leg.c.sid.in_(list(sids)))).scalars())


def unclear_legs(db: Connection, address: str) -> list[Leg]:
    """Legs to this address of which nobody knows yet whether they were made."""
    rows = db.execute(
        select(*_LEG).where(
            leg.c.address == address,
            leg.c.status == "unknown",
            leg.c.ended_at.is_(None),
            leg.c.sid.is_(None),
            leg.c.role != "caller",
        )
    )
    return [Leg(*row) for row in rows]


_MOST = bindparam("most", type_=Integer())
_SILENT_LEGS = Prepared(
    select(*_LEG)
    .where(leg.c.ended_at.is_(None), leg.c.role != "caller", leg.c.deadline_at <= bindparam("now"))
    .order_by(leg.c.deadline_at)
    .limit(_MOST)
)
_LATE_CALLS = Prepared(
    select(*_CALL)
    .where(call.c.status != "ended", call.c.deadline_at <= bindparam("now"))
    .order_by(call.c.deadline_at)
    .limit(_MOST)
)


def legs_past_deadline(db: Connection, now: datetime, limit: int = 50) -> list[Leg]:
    """Live legs of ours that have been silent for too long."""
    return [Leg(*row) for row in _SILENT_LEGS.all(db, {"now": now, "most": limit})]


def calls_past_deadline(db: Connection, now: datetime, limit: int = 50) -> list[Call]:
    """Calls that ought to have ended or moved on by now."""
    return [Call(*row) for row in _LATE_CALLS.all(db, {"now": now, "most": limit})]


def leg_by_sid(tx: Transaction, sid: str) -> Leg | None:
    """One of our own legs by the carrier's sid, locked."""
    return filled(
        Leg, tx.db.execute(select(*_LEG).where(leg.c.sid == sid).with_for_update(key_share=True)).first()
    )
