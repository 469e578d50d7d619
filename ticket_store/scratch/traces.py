"""What a call has left in a scratch store: who was offered it, and the rows that came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, or_, select

from ticket_store import schema


@dataclass(frozen=True)
class OfferTrace:
    """One agent who was rung. `owned`: they had the case before this call. `leg_sids` are their connections."""

    email: str
    department_key: str
    owned: bool
    rang_at: datetime
    accepted_at: datetime | None
    released_at: datetime | None
    cause: str | None
    leg_sids: tuple[str, ...] = ()

    @property
    def rings(self) -> bool:
        return self.accepted_at is None and self.released_at is None

    @property
    def talks(self) -> bool:
        return self.accepted_at is not None and self.released_at is None


@dataclass(frozen=True)
class CallTrace:
    status: str
    outcome: str | None
    department_key: str | None
    agent: str | None  # e-mail address


@dataclass(frozen=True)
class TicketTrace:
    department_key: str
    status: str
    owner: str | None  # e-mail address


@dataclass(frozen=True)
class CallbackTrace:
    department_key: str
    number: str
    status: str
    start: datetime
    end: datetime


@dataclass(frozen=True)
class PromiseTrace:
    kind: str
    state: str
    start: datetime
    end: datetime


@dataclass(frozen=True)
class Traces:
    """`refusals` are rules of the dial gate, `messages_s` how long recorded messages are, `mails` how many went out."""

    call: CallTrace
    ticket: TicketTrace | None
    callbacks: Sequence[CallbackTrace]
    promises: Sequence[PromiseTrace]
    refusals: Sequence[str]
    messages_s: Sequence[int | None]
    mails: int


def offers_of(db: Connection, call_sid: str) -> list[OfferTrace]:
    """The agents who were rung for a call, in order."""
    held, agent, call, ticket = schema.reservation, schema.agent, schema.call, schema.ticket
    about = (call.c.department_key, call.c.started_at, ticket.c.owner_id, ticket.c.opened_at)
    query = (
        select(held, agent.c.email, *about)
        .join(agent, agent.c.id == held.c.agent_id)
        .join(call, call.c.id == held.c.call_id)
        .outerjoin(ticket, ticket.c.id == call.c.ticket_id)
        .where(call.c.sid == call_sid)
        .order_by(held.c.created_at, held.c.id)
    )
    return [
        OfferTrace(
            row.email,
            row.department_key or "",
            # Whoever takes a new case owns it only from then on.
            bool(row.opened_at and row.opened_at < row.started_at and row.owner_id == row.agent_id),
            row.created_at,
            row.accepted_at,
            row.released_at,
            row.cause,
            _sids(db, row.id),
        )
        for row in db.execute(query).all()
    ]


def _sids(db: Connection, reservation_id: str) -> tuple[str, ...]:
    leg = schema.leg
    placed = select(leg.c.sid).where(leg.c.reservation_id == reservation_id, leg.c.sid.is_not(None))
    return tuple(sid for sid in db.scalars(placed.order_by(leg.c.id)) if sid is not None)


def traces_of(db: Connection, call_sid: str, since: datetime) -> Traces | None:
    """What came of a call since then; None where there is no such call."""
    call = db.execute(select(schema.call).where(schema.call.c.sid == call_sid)).first()
    if call is None:
        return None
    names = {row.id: row.email for row in db.execute(select(schema.agent.c.id, schema.agent.c.email))}
    refusal, recording, outbox = schema.refusal, schema.recording, schema.outbox
    refused = select(refusal.c.rule).where(refusal.c.at >= since).order_by(refusal.c.at)
    spoken = select(recording.c.duration_s).where(recording.c.call_id == call.id)
    mailed = select(outbox.c.id).where(outbox.c.kind == "send_mail")
    callbacks = _callbacks(db, call.id, since)
    return Traces(
        CallTrace(call.status, call.outcome, call.department_key, names.get(call.agent_id)),
        _ticket(db, call.ticket_id, names),
        list(callbacks.values()),
        _promises(db, list(callbacks)),
        list(db.scalars(refused)),
        list(db.scalars(spoken)),
        len(db.scalars(mailed).all()),
    )


def _ticket(db: Connection, ticket_id: str | None, names: Mapping[str, str]) -> TicketTrace | None:
    row = db.execute(select(schema.ticket).where(schema.ticket.c.id == ticket_id)).first()
    return None if row is None else TicketTrace(row.department_key, row.status, names.get(row.owner_id))


def _callbacks(db: Connection, call_id: str, since: datetime) -> dict[str, CallbackTrace]:
    """Those that this call has asked for or changed, by id."""
    callback, step = schema.callback, schema.callback_step
    touched = select(step.c.callback_id).where(step.c.at >= since)
    asked = select(callback).where(or_(callback.c.call_id == call_id, callback.c.id.in_(touched)))
    found: Sequence[Any] = db.execute(asked.order_by(callback.c.id)).all()
    return {
        row.id: CallbackTrace(
            row.department_key, row.customer_number, row.status, row.promised_from, row.promised_until
        )
        for row in found
    }


def _promises(db: Connection, callback_ids: Sequence[str]) -> list[PromiseTrace]:
    promise = schema.promise
    of_these = select(promise).where(promise.c.callback_id.in_(callback_ids)).order_by(promise.c.id)
    return [PromiseTrace(row.kind, row.state, row.from_at, row.until_at) for row in db.execute(of_these)]
