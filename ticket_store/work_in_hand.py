"""What one agent has in hand: an offer, a talk, the wrap-up after it, or nothing."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, select

from ticket_store.queue import people_ahead
from ticket_store.schema import agent, call, callback, reservation


class Stage(StrEnum):
    """Where an agent stands with the call or callback in hand."""

    IDLE = "idle"
    OFFER = "offer"
    TALK = "talk"
    WRAP_UP = "wrap_up"


@dataclass(frozen=True)
class Work:
    """The call or callback in hand. `since` is when the stage began, `until` when it ends by itself.

    `purpose` is answer, consult (`asked_by` asks for help with their call) or listen. `place` is the caller's in
    the queue while they are offered, 1 for the next. `status` is the call's own, None before there is one.
    """

    stage: Stage
    since: datetime | None = None
    until: datetime | None = None
    call_id: str | None = None
    callback_id: str | None = None
    ticket_id: str | None = None
    customer_id: str | None = None
    number: str | None = None
    caller_raw: str | None = None
    language: str | None = None
    department_key: str | None = None
    did_number: str | None = None
    direction: str = "inbound"
    arrived_at: datetime | None = None
    ranks_at: datetime | None = None
    status: str | None = None
    purpose: str = "answer"
    asked_by: str | None = None
    place: int | None = None


def current_work(db: Connection, agent_id: str, now: datetime) -> Work:
    """The live reservation of this agent, else the wrap-up, else nothing."""
    held = db.execute(
        select(reservation).where(reservation.c.agent_id == agent_id, reservation.c.state != "released")
    ).first()
    if held is not None:
        return _held(db, held, now)
    row = db.execute(
        select(agent.c.wrap_up_until, agent.c.wrap_up_call_id).where(agent.c.id == agent_id)
    ).one()
    if row.wrap_up_until is None or row.wrap_up_until <= now or row.wrap_up_call_id is None:
        return Work(Stage.IDLE)
    return _work(
        db, Stage.WRAP_UP, since=None, until=row.wrap_up_until, call_id=row.wrap_up_call_id, callback_id=None
    )


def _held(db: Connection, held: Row[Any], now: datetime) -> Work:
    accepted = held.state == "accepted"
    work = _work(
        db,
        Stage.TALK if accepted else Stage.OFFER,
        since=held.accepted_at if accepted else held.created_at,
        until=None if accepted else held.expires_at,
        call_id=held.call_id,
        callback_id=held.callback_id,
    )
    if held.purpose != "answer":
        return replace(work, purpose=held.purpose, asked_by=_talks(db, work.call_id))
    ranks_at = work.ranks_at or work.arrived_at
    if accepted or ranks_at is None or work.department_key is None:
        return work
    return replace(work, place=people_ahead(db, work.department_key, ranks_at, now) + 1)


def _talks(db: Connection, call_id: str | None) -> str | None:
    """The name of the agent who answers this call."""
    talking = select(agent.c.name).join(call, call.c.agent_id == agent.c.id).where(call.c.id == call_id)
    return db.scalar(talking)


def _work(
    db: Connection,
    stage: Stage,
    *,
    since: datetime | None,
    until: datetime | None,
    call_id: str | None,
    callback_id: str | None,
) -> Work:
    """Fill in the call, or the callback that has no call yet."""
    which = call.c.id == call_id if call_id else call.c.callback_id == callback_id
    talk = db.execute(select(call).where(which).order_by(call.c.started_at.desc()).limit(1)).first()
    asked_id = callback_id or (talk.callback_id if talk is not None else None)
    asked = (
        None if asked_id is None else db.execute(select(callback).where(callback.c.id == asked_id)).first()
    )
    source = talk if talk is not None else asked
    if source is None:
        return Work(stage, since, until)
    return Work(
        stage=stage,
        since=since or (talk.talk_ended_at if talk is not None else None),
        until=until,
        call_id=None if talk is None else talk.id,
        callback_id=asked_id,
        ticket_id=source.ticket_id,
        customer_id=source.customer_id,
        number=source.customer_number,
        caller_raw=None if talk is None else talk.caller_raw,
        language=source.language,
        department_key=source.department_key,
        did_number=None if talk is None else talk.did_number,
        direction="callback" if asked is not None else source.direction,
        arrived_at=source.arrived_at,
        ranks_at=source.ranks_at,
        status=None if talk is None else talk.status,
    )
