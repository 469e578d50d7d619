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
from ticket_store.schema.doors import door_link, passkey, recovery_code, sign_in
from ticket_store.schema.drafts import first_line, menu_draft, sound
from ticket_store.schema.figures import call_figure, cause_figure, duty, talk, talk_figure
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
from ticket_store.schema.outside import hook_delivery, hook_endpoint, hook_try, privacy_act
from ticket_store.schema.people import agent, agent_department
from ticket_store.schema.rehearsals import rehearsal

__all__ = [
    "agent",
    "agent_department",
    "api_token",
    "attempt",
    "audit",
    "call",
    "call_figure",
    "callback",
    "callback_step",
    "carrier_pace",
    "cause_figure",
    "closure",
    "customer",
    "customer_number",
    "department",
    "did",
    "door_link",
    "duty",
    "estimate_error",
    "event",
    "first_line",
    "handling",
    "heartbeat",
    "held_wish",
    "hook_delivery",
    "hook_endpoint",
    "hook_try",
    "hours",
    "incident",
    "incident_listener",
    "kept_answer",
    "leg",
    "line_kept",
    "menu_draft",
    "menu_version",
    "metadata",
    "no_dial",
    "note",
    "outbox",
    "passkey",
    "privacy_act",
    "promise",
    "prompt",
    "queue_load",
    "recording",
    "recovery_code",
    "refusal",
    "rehearsal",
    "reservation",
    "shop",
    "sign_in",
    "sound",
    "talk",
    "talk_figure",
    "text_message",
    "ticket",
    "ticket_number",
    "ticket_person",
    "unattended",
    "web_ask",
]
