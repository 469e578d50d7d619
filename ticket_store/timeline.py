"""What happened with a case or a customer, newest first: calls, notes, callbacks, recorded messages, texts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from sqlalchemy import ColumnElement, Connection, select

from ticket_store.schema import agent, call, callback, note, recording, text_message, ticket


@dataclass(frozen=True)
class CallEntry:
    kind: ClassVar[str] = "call"
    at: datetime
    id: str
    direction: str
    department_key: str | None
    agent_name: str | None
    status: str
    outcome: str | None
    waited: timedelta | None
    talked: timedelta | None
    ticket_number: int | None


@dataclass(frozen=True)
class NoteEntry:
    kind: ClassVar[str] = "note"
    at: datetime
    id: str
    agent_name: str
    text: str
    ticket_number: int


@dataclass(frozen=True)
class CallbackEntry:
    kind: ClassVar[str] = "callback"
    at: datetime
    id: str
    department_key: str
    status: str
    promised_from: datetime
    promised_until: datetime
    attempts: int


@dataclass(frozen=True)
class MessageEntry:
    """A recorded message; playable once `status` is stored."""

    kind: ClassVar[str] = "message"
    at: datetime
    id: str
    status: str
    duration: timedelta | None
    heard_at: datetime | None


@dataclass(frozen=True)
class TextEntry:
    """What the customer texted us."""

    kind: ClassVar[str] = "text"
    at: datetime
    id: str
    text: str


Entry = CallEntry | NoteEntry | CallbackEntry | MessageEntry | TextEntry


def timeline_of_ticket(db: Connection, ticket_id: str, *, most: int = 200) -> list[Entry]:
    """Everything that hangs on one case; five statements."""
    return _newest(
        most,
        _calls(db, call.c.ticket_id == ticket_id, most),
        _notes(db, note.c.ticket_id == ticket_id, most),
        _callbacks(db, callback.c.ticket_id == ticket_id, most),
        _messages(db, recording.c.ticket_id == ticket_id, most),
        _texts(db, text_message.c.ticket_id == ticket_id, most),
    )


def timeline_of_customer(
    db: Connection, customer_id: str, departments: frozenset[str] | None, *, most: int = 30
) -> list[Entry]:
    """What this customer did with these departments (`None`: with all); five statements."""
    cases = select(ticket.c.id).where(ticket.c.customer_id == customer_id)
    calls = call.c.customer_id == customer_id
    callbacks = callback.c.customer_id == customer_id
    if departments is not None:
        cases = cases.where(ticket.c.department_key.in_(departments))
        # A call that never reached a department belongs to nobody else: everyone may see it.
        calls &= call.c.department_key.in_(departments) | call.c.department_key.is_(None)
        callbacks &= callback.c.department_key.in_(departments)
    return _newest(
        most,
        _calls(db, calls, most),
        _notes(db, note.c.ticket_id.in_(cases), most),
        _callbacks(db, callbacks, most),
        _messages(db, recording.c.ticket_id.in_(cases), most),
        _texts(db, text_message.c.ticket_id.in_(cases), most),
    )


def _newest(most: int, *parts: Iterable[Entry]) -> list[Entry]:
    entries = [entry for part in parts for entry in part]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)[:most]


def _calls(db: Connection, which: ColumnElement[bool], most: int) -> list[CallEntry]:
    asked = (
        select(call, agent.c.name.label("agent_name"), ticket.c.number.label("ticket_number"))
        .outerjoin(agent, agent.c.id == call.c.agent_id)
        .outerjoin(ticket, ticket.c.id == call.c.ticket_id)
        .where(which)
        .order_by(call.c.started_at.desc())
        .limit(most)
    )
    return [
        CallEntry(
            at=row.started_at,
            id=row.id,
            direction=row.direction,
            department_key=row.department_key,
            agent_name=row.agent_name,
            status=row.status,
            outcome=row.outcome,
            waited=between(row.queued_at, row.answered_at or row.ended_at),
            talked=between(row.answered_at, row.talk_ended_at or row.ended_at),
            ticket_number=row.ticket_number,
        )
        for row in db.execute(asked)
    ]


def _notes(db: Connection, which: ColumnElement[bool], most: int) -> list[NoteEntry]:
    asked = (
        select(
            note.c.id,
            note.c.text,
            note.c.created_at,
            agent.c.name.label("agent_name"),
            ticket.c.number.label("ticket_number"),
        )
        .join(agent, agent.c.id == note.c.agent_id)
        .join(ticket, ticket.c.id == note.c.ticket_id)
        .where(which, note.c.text != "")
        .order_by(note.c.created_at.desc())
        .limit(most)
    )
    return [
        NoteEntry(row.created_at, row.id, row.agent_name, row.text, row.ticket_number)
        for row in db.execute(asked)
    ]


def _callbacks(db: Connection, which: ColumnElement[bool], most: int) -> list[CallbackEntry]:
    asked = select(callback).where(which).order_by(callback.c.created_at.desc()).limit(most)
    return [
        CallbackEntry(
            at=row.created_at,
            id=row.id,
            department_key=row.department_key,
            status=row.status,
            promised_from=row.promised_from,
            promised_until=row.promised_until,
            attempts=row.attempts,
        )
        for row in db.execute(asked)
    ]


def _messages(db: Connection, which: ColumnElement[bool], most: int) -> list[MessageEntry]:
    asked = (
        select(
            recording.c.id,
            recording.c.status,
            recording.c.duration_s,
            recording.c.created_at,
            recording.c.heard_at,
        )
        .where(which)
        .order_by(recording.c.created_at.desc())
        .limit(most)
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


def _texts(db: Connection, which: ColumnElement[bool], most: int) -> list[TextEntry]:
    asked = (
        select(text_message.c.at, text_message.c.id, text_message.c.body)
        .where(which)
        .order_by(text_message.c.at.desc())
        .limit(most)
    )
    return [TextEntry(row.at, row.id, row.body) for row in db.execute(asked)]


def between(start: datetime | None, end: datetime | None) -> timedelta | None:
    """How long from start to end; nothing while one of them is unknown, never below zero."""
    if start is None or end is None:
        return None
    return max(end - start, timedelta())
