"""What a rehearsed call leaves behind: rows of the scratch store, and what would have gone out."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, or_, select

from admin.rehearse import Came, Kind
from app.rehearsing.acting import Actor
from app.rehearsing.stage import BASE
from ticket_store import schema

# The customer's own link is another one each time, and leads nowhere.
_LINK, _SHORTENED = re.compile(re.escape(BASE) + r"(/\w+/)[\w-]+"), r"...\1..."


def came_of(actor: Actor, since: datetime) -> tuple[Came, ...]:
    """In the order of the kinds. `since` is the beginning of the call: what was there before is not shown."""
    rows = actor.stage.store.read(lambda db: tuple(_rows(db, actor.call.sid, since)))
    return (*rows, *_dials(actor), *_texts(actor))


def _rows(db: Connection, call_sid: str, since: datetime) -> Iterator[Came]:
    call = db.execute(select(schema.call).where(schema.call.c.sid == call_sid)).first()
    if call is None:
        return
    names = {row.id: row.email for row in db.execute(select(schema.agent.c.id, schema.agent.c.email))}
    yield Came(
        Kind.CALL,
        {
            "status": call.status,
            "outcome": call.outcome,
            "department": call.department_key,
            "agent": names.get(call.agent_id),
        },
    )
    for ticket in db.execute(select(schema.ticket).where(schema.ticket.c.id == call.ticket_id)):
        owner = names.get(ticket.owner_id)
        facts = {"department": ticket.department_key, "status": ticket.status, "owner": owner}
        yield Came(Kind.TICKET, facts)
    yield from _promises(db, call, since)
    refusal = schema.refusal
    for row in db.execute(select(refusal).where(refusal.c.at >= since).order_by(refusal.c.at)):
        yield Came(Kind.REFUSAL, {"gate": row.rule})
    recording = schema.recording
    for row in db.execute(select(recording).where(recording.c.call_id == call.id)):
        yield Came(Kind.MESSAGE, {"duration_s": row.duration_s})
    mails = schema.outbox.c.kind == "send_mail"
    for _ in db.execute(select(schema.outbox.c.id).where(mails)):
        yield Came(Kind.MAIL, {})


def _promises(db: Connection, call: Any, since: datetime) -> Iterator[Came]:
    """Callbacks that this call has asked for or changed, and their promises."""
    callback, promise, step = schema.callback, schema.promise, schema.callback_step
    touched = select(step.c.callback_id).where(step.c.at >= since)
    asked = select(callback).where(or_(callback.c.call_id == call.id, callback.c.id.in_(touched)))
    ids = []
    for row in db.execute(asked.order_by(callback.c.id)):
        ids.append(row.id)
        facts = {"department": row.department_key, "number": row.customer_number, "status": row.status}
        yield Came(Kind.CALLBACK, facts | {"start": row.promised_from, "end": row.promised_until})
    for row in db.execute(select(promise).where(promise.c.callback_id.in_(ids)).order_by(promise.c.id)):
        facts = {"kind": row.kind, "state": row.state, "start": row.from_at, "end": row.until_at}
        yield Came(Kind.PROMISE, facts)


def _dials(actor: Actor) -> Iterator[Came]:
    """Every telephone that would have rung."""
    of_agents = {phone.address: email for email, phone in actor.phones.items()}
    for dial in actor.stage.carrier.ledger.dials:
        if dial.to_number in of_agents:
            yield Came(Kind.DIAL, {"agent": of_agents[dial.to_number], "number": None})
        else:
            yield Came(Kind.DIAL, {"agent": None, "number": dial.to_number})


def _texts(actor: Actor) -> Iterator[Came]:
    for text in actor.stage.carrier.messages.values():
        body = _LINK.sub(_SHORTENED, text.body)
        yield Came(Kind.TEXT, {"number": text.to_number, "body": body})
