"""All that a person may be told of what is known about them: for an export, and to see before they are erased."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, select

from ticket_store import schema
from ticket_store.privacy.person_rows import Person, Rows, in_parts, key_of

Told = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True)
class Recording:
    """A message that the customer spoke. `name` is that of its file."""

    name: str
    media: bytes


_KINDS = {"audio/mpeg": "mp3", "audio/wav": "wav", "audio/x-wav": "wav"}
# Section -> the table and the columns that are told, under these names. Which rule refused them is not told: it
# would say how to get past the dial gate. Names of agents are theirs, not the customer's.
_SECTIONS: Mapping[str, tuple[Table, Mapping[str, ColumnElement[Any]]]] = {
    "cases": (schema.ticket, {
        "number": schema.ticket.c.number, "department": schema.ticket.c.department_key,
        "status": schema.ticket.c.status, "disposition": schema.ticket.c.disposition,
        "opened_at": schema.ticket.c.opened_at, "solved_at": schema.ticket.c.solved_at}),
    "calls": (schema.call, {
        "started_at": schema.call.c.started_at, "direction": schema.call.c.direction,
        "number": schema.call.c.customer_number, "did": schema.call.c.did_number,
        "department": schema.call.c.department_key, "outcome": schema.call.c.outcome,
        "answered_at": schema.call.c.answered_at, "ended_at": schema.call.c.ended_at,
        "language": schema.call.c.language, "carrier_id": schema.call.c.sid}),
    "callbacks": (schema.callback, {
        "asked_at": schema.callback.c.created_at, "through": schema.callback.c.asked_through,
        "number": schema.callback.c.customer_number, "department": schema.callback.c.department_key,
        "status": schema.callback.c.status, "promised_from": schema.callback.c.promised_from,
        "promised_until": schema.callback.c.promised_until, "attempts": schema.callback.c.attempts,
        "name": schema.callback.c.customer_name, "email": schema.callback.c.customer_email,
        "matter": schema.callback.c.matter}),
    "promises": (schema.promise, {
        "made_at": schema.promise.c.made_at, "promised_from": schema.promise.c.from_at,
        "promised_until": schema.promise.c.until_at, "status": schema.promise.c.state}),
    "notes": (schema.note, {"at": schema.note.c.created_at, "text": schema.note.c.text}),
    "texts": (schema.text_message, {
        "at": schema.text_message.c.at, "number": schema.text_message.c.number,
        "text": schema.text_message.c.body}),
    "recordings": (schema.recording, {
        "at": schema.recording.c.created_at, "seconds": schema.recording.c.duration_s,
        "status": schema.recording.c.status, "carrier_id": schema.recording.c.sid}),
    "sent": (schema.outbox, {"at": schema.outbox.c.created_at, "words": schema.outbox.c.body}),
    "forms": (schema.web_ask, {"at": schema.web_ask.c.at, "address": schema.web_ask.c.address}),
    "wishes": (schema.held_wish, {
        "at": schema.held_wish.c.at, "department": schema.held_wish.c.department_key,
        "wish": schema.held_wish.c.wish}),
    "refusals": (schema.refusal, {
        "at": schema.refusal.c.at, "through": schema.refusal.c.asked_through,
        "address": schema.refusal.c.address}),
    "no_dial": (schema.no_dial, {"since_at": schema.no_dial.c.since_at, "until_at": schema.no_dial.c.until_at}),
    "listeners": (schema.incident_listener, {"at": schema.incident_listener.c.asked_at}),
}  # fmt: skip


def told_of(db: Connection, rows: Rows) -> Told:
    """Everything by section, in the order of time; sections without anything are left out."""
    told: dict[str, Sequence[Mapping[str, Any]]] = {}
    customer = _customer(db, rows.person)
    if customer:
        told["customer"] = [customer]
    for section, (table, columns) in _SECTIONS.items():
        found = [dict(row) for row in _rows(db, table, columns, rows)]
        if section == "sent":
            found = [{"at": row["at"], **_words_of(row["words"])} for row in found if _reached(row, rows)]
        if found:
            told[section] = found
    return told


def counts_of(rows: Rows) -> Mapping[str, int]:
    """How much is known, by the same sections; among `sent` is what others were told about them, too."""
    counted = {name: len(rows.of(table)) for name, (table, _) in _SECTIONS.items()}
    return {name: many for name, many in counted.items() if many}


def recordings_of(db: Connection, rows: Rows) -> Mapping[str, Recording]:
    """The sound of each stored message, by the carrier's id of it."""
    table, found = schema.recording, {}
    for part in in_parts(rows.of(table)):
        query = select(table.c.sid, table.c.media_type, table.c.media).where(
            table.c.id.in_(part), table.c.media.is_not(None)
        )
        for sid, media_type, media in db.execute(query):
            ending = _KINDS.get((media_type or "").partition(";")[0], "bin")
            found[sid] = Recording(f"recordings/{sid}.{ending}", media)
    return found


def _customer(db: Connection, person: Person) -> Mapping[str, Any]:
    table = schema.customer
    known = (
        table.c.name,
        table.c.email,
        table.c.language,
        table.c.notes,
        table.c.blocked_at,
        table.c.created_at,
    )
    row = db.execute(select(*known).where(table.c.id == person.customer_id)).mappings().first()
    return {} if row is None else {"numbers": list(person.numbers), **row}


def _rows(
    db: Connection, table: Table, columns: Mapping[str, ColumnElement[Any]], rows: Rows
) -> list[RowMapping]:
    named = [column.label(name) for name, column in columns.items()]
    first = next(iter(columns.values()))
    found: list[RowMapping] = []
    for part in in_parts(rows.of(table)):
        mine = key_of(table).in_(part)
        found += db.execute(select(*named).where(mine).order_by(first)).mappings()
    return found


def _reached(row: Mapping[str, Any], rows: Rows) -> bool:
    """Whether it was sent to the person: what the shop's own people were told about them is no letter of theirs."""
    return row["words"].get("to") in rows.names


def _words_of(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Of an errand only what reached the person."""
    return {name: body[name] for name in ("to", "subject", "text") if body.get(name)}
