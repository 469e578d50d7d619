"""One call and one callback in full, and a recorded message to play."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, select, update

from ticket_store.engine import Transaction
from ticket_store.schema import (
    agent,
    attempt,
    call,
    callback,
    customer,
    event,
    leg,
    promise,
    recording,
    ticket,
)
from ticket_store.shown_event import shown
from ticket_store.timeline import MessageEntry, between


@dataclass(frozen=True)
class LegLine:
    role: str
    agent_name: str | None
    address: str | None
    status: str
    created_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True)
class EventLine:
    at: datetime
    kind: str
    leg_sid: str | None
    body: str | None


@dataclass(frozen=True)
class CallFile:
    """A call with its connections and everything that happened."""

    id: str
    sid: str | None
    direction: str
    number: str | None
    caller_raw: str | None
    customer_name: str | None
    did_number: str | None
    language: str
    menu_version: int | None
    department_key: str | None
    agent_name: str | None
    status: str
    outcome: str | None
    started_at: datetime
    ended_at: datetime | None
    waited: timedelta | None
    talked: timedelta | None
    ticket_id: str | None
    ticket_number: int | None
    callback_id: str | None
    legs: list[LegLine]
    events: list[EventLine]
    messages: list[MessageEntry]


@dataclass(frozen=True)
class AttemptLine:
    number: int
    state: str
    cause: str | None
    placed_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class PromiseLine:
    made_at: datetime
    from_at: datetime
    until_at: datetime
    state: str
    settled_at: datetime | None


@dataclass(frozen=True)
class CallbackFile:
    """A callback with each try and each promise."""

    id: str
    number: str
    department_key: str
    language: str
    status: str
    asked_through: str
    reason: str | None
    agent_name: str | None
    created_at: datetime
    arrived_at: datetime
    due_at: datetime
    promised_from: datetime
    promised_until: datetime
    ended_at: datetime | None
    ticket_id: str | None
    ticket_number: int | None
    call_id: str | None
    attempts: list[AttemptLine]
    promises: list[PromiseLine]


@dataclass(frozen=True)
class Recording:
    media_type: str
    media: bytes


def call_file(db: Connection, call_id: str) -> CallFile | None:
    """Everything about one call; four statements."""
    asked = (
        select(
            call,
            customer.c.name.label("customer_name"),
            agent.c.name.label("agent_name"),
            ticket.c.number.label("ticket_number"),
        )
        .outerjoin(customer, customer.c.id == call.c.customer_id)
        .outerjoin(agent, agent.c.id == call.c.agent_id)
        .outerjoin(ticket, ticket.c.id == call.c.ticket_id)
        .where(call.c.id == call_id)
    )
    row = db.execute(asked).first()
    if row is None:
        return None
    return CallFile(
        id=row.id,
        sid=row.sid,
        direction=row.direction,
        number=row.customer_number,
        caller_raw=row.caller_raw,
        customer_name=row.customer_name,
        did_number=row.did_number,
        language=row.language,
        menu_version=row.menu_version,
        department_key=row.department_key,
        agent_name=row.agent_name,
        status=row.status,
        outcome=row.outcome,
        started_at=row.started_at,
        ended_at=row.ended_at,
        waited=between(row.queued_at, row.answered_at or row.ended_at),
        talked=between(row.answered_at, row.talk_ended_at or row.ended_at),
        ticket_id=row.ticket_id,
        ticket_number=row.ticket_number,
        callback_id=row.callback_id,
        legs=_legs(db, call_id),
        events=_events(db, call_id),
        messages=_messages(db, call_id),
    )


def callback_file(db: Connection, callback_id: str) -> CallbackFile | None:
    """Everything about one callback; three statements."""
    asked = (
        select(
            callback,
            agent.c.name.label("agent_name"),
            ticket.c.number.label("ticket_number"),
        )
        .outerjoin(agent, agent.c.id == callback.c.agent_id)
        .outerjoin(ticket, ticket.c.id == callback.c.ticket_id)
        .where(callback.c.id == callback_id)
    )
    row = db.execute(asked).first()
    if row is None:
        return None
    return CallbackFile(
        id=row.id,
        number=row.customer_number,
        department_key=row.department_key,
        language=row.language,
        status=row.status,
        asked_through=row.asked_through,
        reason=row.reason,
        agent_name=row.agent_name,
        created_at=row.created_at,
        arrived_at=row.arrived_at,
        due_at=row.due_at,
        promised_from=row.promised_from,
        promised_until=row.promised_until,
        ended_at=row.ended_at,
        ticket_id=row.ticket_id,
        ticket_number=row.ticket_number,
        call_id=row.call_id,
        attempts=_attempts(db, callback_id),
        promises=_promises(db, callback_id),
    )


def ticket_of_call(db: Connection, call_id: str) -> str | None:
    return db.scalar(select(call.c.ticket_id).where(call.c.id == call_id))


def recording_of(db: Connection, recording_id: str, departments: frozenset[str] | None) -> Recording | None:
    """A stored message, when its case belongs to one of these departments (`None`: to any)."""
    asked = (
        select(recording.c.media, recording.c.media_type)
        .outerjoin(ticket, ticket.c.id == recording.c.ticket_id)
        .where(recording.c.id == recording_id, recording.c.status == "stored")
    )
    if departments is not None:
        asked = asked.where(ticket.c.department_key.in_(departments))
    row = db.execute(asked).first()
    if row is None or row.media is None:
        return None
    return Recording(row.media_type or "audio/wav", row.media)


def note_heard(tx: Transaction, recording_id: str, now: datetime) -> None:
    """Remember when a message was first listened to."""
    never_heard = (recording.c.id == recording_id) & recording.c.heard_at.is_(None)
    heard = tx.db.execute(update(recording).where(never_heard).values(heard_at=now))
    if heard.rowcount:
        tx.topics.add("tickets")


def _legs(db: Connection, call_id: str) -> list[LegLine]:
    asked = (
        select(leg, agent.c.name.label("agent_name"))
        .outerjoin(agent, agent.c.id == leg.c.agent_id)
        .where(leg.c.call_id == call_id)
        .order_by(leg.c.created_at, leg.c.id)
    )
    return [
        LegLine(
            row.role,
            row.agent_name,
            row.address,
            row.status,
            row.created_at,
            row.answered_at,
            row.ended_at,
        )
        for row in db.execute(asked)
    ]


def _events(db: Connection, call_id: str) -> list[EventLine]:
    asked = select(event).where(event.c.call_id == call_id).order_by(event.c.at, event.c.id).limit(500)
    return [EventLine(row.at, row.kind, row.leg_sid, shown(row.body)) for row in db.execute(asked)]


def _messages(db: Connection, call_id: str) -> list[MessageEntry]:
    asked = (
        select(
            recording.c.id,
            recording.c.status,
            recording.c.duration_s,
            recording.c.created_at,
            recording.c.heard_at,
        )
        .where(recording.c.call_id == call_id)
        .order_by(recording.c.created_at)
    )
    return [
        MessageEntry(
            at=row.created_at,
            id=row.id,
            status=row.status,
            duration=None if row.duration_s is None else timedelta(seconds=row.duration_s),
            heard_at=row.heard_at,
        )
        for row in db.execute(asked)
    ]


def _attempts(db: Connection, callback_id: str) -> list[AttemptLine]:
    asked = select(attempt).where(attempt.c.callback_id == callback_id).order_by(attempt.c.number)
    return [
        AttemptLine(row.number, row.state, row.cause, row.placed_at, row.ended_at)
        for row in db.execute(asked)
    ]


def _promises(db: Connection, callback_id: str) -> list[PromiseLine]:
    asked = select(promise).where(promise.c.callback_id == callback_id).order_by(promise.c.made_at)
    return [
        PromiseLine(row.made_at, row.from_at, row.until_at, row.state, row.settled_at)
        for row in db.execute(asked)
    ]
