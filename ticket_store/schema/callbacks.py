"""Promises to ring back, each try to keep one, and the lease on an agent that every ring needs."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
    true,
)

from ticket_store.schema.base import id_column, metadata, moment, refers

callback = Table(
    "callback",
    metadata,
    id_column(),
    refers("customer_id", "customer.id"),
    Column("customer_number", String, nullable=False),
    refers("department_key", "department.key", nullable=False),
    refers("ticket_id", "ticket.id", index=True),
    Column("call_id", String(26)),  # the call that asked; empty when asked on another way
    Column("language", String, nullable=False),
    Column("status", String, nullable=False),  # waiting reserved dialing talking done cancelled gave_up
    Column("asked_through", String, nullable=False),  # key, closed, redial, text, web, api, desk
    Column("token", String(64)),  # in the customer's own link: move, cancel
    Column("wanted", String, nullable=False, default="asap", server_default="asap"),  # asap, slot
    Column("customer_name", String),  # as they wrote it; data, never markup
    Column("customer_email", String),
    Column("matter", Text),  # what it is about, in the customer's words
    # Whether the number was proven: asked from it, known from earlier calls, or confirmed by a call or a code.
    Column("verified", Boolean, nullable=False, default=True, server_default=true()),
    Column("prefers_agent_id", String(26)),  # somebody gave it to this agent by hand
    moment("machine_told_at"),  # a machine was told once; never twice for one request
    moment("seen_at"),  # when a person has looked after one that ended without a talk
    refers("agent_id", "agent.id"),  # the agent held for it, or who talked
    Column("reason", String),  # why it ended without a talk
    Column("attempts", Integer, nullable=False, default=0),
    Column("fence", Integer, nullable=False, default=0),
    moment("arrived_at", nullable=False),
    moment("ranks_at"),  # as in call: calls and callbacks stand in one queue
    moment("due_at", nullable=False),
    moment("promised_from", nullable=False),
    moment("promised_until", nullable=False),
    moment("created_at", nullable=False),
    moment("ended_at"),
)
_OPEN = text("status NOT IN ('done', 'cancelled', 'gave_up')")
Index(
    "uq_callback_open",
    callback.c.customer_number,
    callback.c.department_key,
    unique=True,
    sqlite_where=_OPEN,
    postgresql_where=_OPEN,
)
Index(
    "ix_callback_due",
    callback.c.due_at,
    sqlite_where=text("status = 'waiting'"),
    postgresql_where=text("status = 'waiting'"),
)
Index("uq_callback_token", callback.c.token, unique=True)
Index("ix_callback_created_at_id", callback.c.created_at, callback.c.id)

attempt = Table(
    "attempt",
    metadata,
    id_column(),
    refers("callback_id", "callback.id", nullable=False, index=True),
    Column("number", Integer, nullable=False),  # 1, 2, 3
    Column("reservation_id", String(26)),
    Column("state", String, nullable=False),  # placing, unknown, ringing, answered, ended
    Column("cause", String),  # talked, busy, no_answer, machine, failed, invalid, cancelled
    Column("customer_number", String),  # as dialled: the limits of the gate count by it
    Column(
        "cost_cents", Float, nullable=False, default=0, server_default="0"
    ),  # most at first, then what it was
    Column("cents_a_minute", Float, nullable=False, default=0, server_default="0"),  # as known when dialled
    Column("verified", Boolean, nullable=False, default=True, server_default=true()),
    moment("placed_at", nullable=False),
    moment("ended_at"),
    UniqueConstraint("callback_id", "number"),
    Index("ix_attempt_placed_at", "placed_at"),
    Index("ix_attempt_customer_number_placed_at", "customer_number", "placed_at"),
)
_LIVE = text("state <> 'ended'")
Index(
    "uq_attempt_live",
    attempt.c.callback_id,
    unique=True,
    sqlite_where=_LIVE,
    postgresql_where=_LIVE,
)
# One phone, one live dial, whatever departments it has asked to be rung by.
Index(
    "uq_attempt_live_number",
    attempt.c.customer_number,
    unique=True,
    sqlite_where=_LIVE,
    postgresql_where=_LIVE,
)

reservation = Table(
    "reservation",
    metadata,
    id_column(),
    refers("agent_id", "agent.id", nullable=False),
    refers("call_id", "call.id"),
    refers("callback_id", "callback.id"),
    Column("token", String, nullable=False, unique=True),
    Column("state", String, nullable=False),  # ringing, accepted, released
    # answer: this agent's talk; consult: asked by the one who talks; listen: a supervisor
    Column("purpose", String, nullable=False, default="answer", server_default="answer"),
    Column("mode", String),  # of a supervisor: listen, whisper, join
    Column("slot", Integer, nullable=False, default=0, server_default="0"),  # several ring at once: 0, 1, 2
    Column("cause", String),  # why it was released
    moment("created_at", nullable=False),
    moment("accepted_at"),
    moment("expires_at", nullable=False),
    moment("released_at"),
    Index("ix_reservation_call_id_agent_id", "call_id", "agent_id"),
    Index("ix_reservation_callback_id", "callback_id"),
)
_HELD = text("state <> 'released'")
_ANSWERING = text("state <> 'released' AND purpose = 'answer'")
_TALKING = text("state = 'accepted' AND purpose = 'answer'")
_CONSULTED = text("state <> 'released' AND purpose = 'consult'")
# One live lease an agent; as many ringing for a call as it has slots; one who has it, one who is consulted.
for _name, _columns, _where in (
    ("uq_reservation_live_agent_id", (reservation.c.agent_id,), _HELD),
    ("uq_reservation_live_call_id", (reservation.c.call_id, reservation.c.slot), _ANSWERING),
    ("uq_reservation_live_callback_id", (reservation.c.callback_id, reservation.c.slot), _ANSWERING),
    ("uq_reservation_talking_call_id", (reservation.c.call_id,), _TALKING),
    ("uq_reservation_talking_callback_id", (reservation.c.callback_id,), _TALKING),
    ("uq_reservation_consulted_call_id", (reservation.c.call_id,), _CONSULTED),
):
    Index(_name, *_columns, unique=True, sqlite_where=_where, postgresql_where=_where)

callback_step = Table(
    "callback_step",
    metadata,
    id_column(),
    refers("callback_id", "callback.id", nullable=False, index=True),
    moment("at", nullable=False),
    Column("number", Integer, nullable=False),  # 0, 1, 2: several are written in one instant
    Column("actor", String, nullable=False),  # customer, an e-mail address, or the name of a rule
    Column(
        "what", String, nullable=False
    ),  # callbacks.steps.Step: asked, promised, moved, held, dialled, ...
    Column("facts", JSON, nullable=False, default=dict),
)
