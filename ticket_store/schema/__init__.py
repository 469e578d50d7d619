"""The tables, one file for each part of what is remembered. All of them hang on one `metadata`."""

from ticket_store.schema.base import metadata
from ticket_store.schema.callbacks import attempt, callback, callback_step, reservation
from ticket_store.schema.calls import call, event, leg
from ticket_store.schema.cases import (
    customer,
    customer_number,
    note,
    recording,
    text_message,
    ticket,
    ticket_number,
    ticket_person,
)
from ticket_store.schema.floor import (
    estimate_error,
    handling,
    incident,
    incident_listener,
    queue_load,
    unattended,
)
from ticket_store.schema.gate import carrier_pace, held_wish, no_dial, refusal, web_ask
from ticket_store.schema.ledger import api_token, audit, heartbeat, kept_answer, outbox, promise
from ticket_store.schema.line import closure, department, did, hours, line_kept, menu_version, prompt, shop
from ticket_store.schema.people import agent, agent_department

__all__ = [
    "agent",
    "agent_department",
    "api_token",
    "attempt",
    "audit",
    "call",
    "callback",
    "callback_step",
    "carrier_pace",
    "closure",
    "customer",
    "customer_number",
    "department",
    "did",
    "estimate_error",
    "event",
    "handling",
    "heartbeat",
    "held_wish",
    "hours",
    "incident",
    "incident_listener",
    "kept_answer",
    "leg",
    "line_kept",
    "menu_version",
    "metadata",
    "no_dial",
    "note",
    "outbox",
    "promise",
    "prompt",
    "queue_load",
    "recording",
    "refusal",
    "reservation",
    "shop",
    "text_message",
    "ticket",
    "ticket_number",
    "ticket_person",
    "unattended",
    "web_ask",
]
