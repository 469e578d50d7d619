"""One conversation (call), one connection in it (leg), one thing that happened (event)."""

from sqlalchemy import JSON, BigInteger, Column, Index, Integer, String, Table, Text, text

from ticket_store.schema.base import id_column, metadata, moment, refers

call = Table(
    "call",
    metadata,
    id_column(),
    Column("sid", String, unique=True),  # the customer's leg; empty until a callback's leg is known
    Column("direction", String, nullable=False),  # inbound, callback
    Column("did_number", String),
    Column("customer_number", String),  # E.164; empty when withheld or not a number
    Column("caller_raw", String),  # what the carrier sent, whatever it was
    refers("customer_id", "customer.id"),
    Column("language", String, nullable=False),
    Column("menu_version", Integer),
    Column("walk", JSON),  # where in the menu: call_routing.menu_walk.Place
    Column("department_key", String),
    refers("ticket_id", "ticket.id", index=True),
    refers("agent_id", "agent.id"),  # who talked last
    Column("callback_id", String(26)),
    Column("status", String, nullable=False),  # menu, waiting, talking, message, ended
    Column("outcome", String),
    Column("arrival", String),  # what the department said at last: Wait, Shut, NobodyThere, QueueFull, ...
    # Every answer of ours carries a step; a webhook that repeats an old step gets the old answer.
    Column("step", Integer, nullable=False, default=0),
    Column("answer", Text),
    moment("started_at", nullable=False),
    moment("arrived_at"),  # the original arrival; survives menus, transfers, redial and callback
    moment(
        "ranks_at"
    ),  # what orders the queue: the arrival less the credits, see call_routing.queue.queue_order
    moment("queued_at"),
    moment("answered_at"),
    moment("talk_ended_at"),
    moment("ended_at"),
    moment("deadline_at"),  # when the sweeper looks and asks the carrier
    moment("waiting_since"),  # in this waiting room; the maximum wait counts from here
    # what the caller heard last in the waiting room
    Column("spoken_place", Integer),
    Column("spoken_high_minutes", Integer),
    moment("spoken_at"),
    moment("keys_told_at"),  # when the keys of the waiting room were spoken about
    Column("within_s", Integer),  # the service level of the department when they began to wait
    Column("expected_s", Integer),  # the wait that we expected when they began to wait; its error is measured
    Column(
        "owner_choice", String
    ),  # wait: for the owner of the case; colleague: for anybody; asked: not told yet
    Column("overflow_from", String),  # the department whose next step brought the caller here
    Column("redial_of", String(26)),  # the call whose place this one took over
    # asked before the owner of the case: whose line broke, or to whom the caller was passed on
    Column("prefers_agent_id", String(26)),
    # in the talk
    Column("room_sid", String),  # the carrier's conference
    # The room is that of this call: the customer rang us while our agent waited there for them.
    Column("meets_in", String(26)),
    moment("held_at"),  # since when the customer hears hold music
)
Index("ix_call_customer_number_started_at", call.c.customer_number, call.c.started_at)
Index("ix_call_started_at_id", call.c.started_at, call.c.id)
_ELSEWHERE = text("meets_in IS NOT NULL")
Index("ix_call_meets_in", call.c.meets_in, sqlite_where=_ELSEWHERE, postgresql_where=_ELSEWHERE)
_RUNG_BACK = text("callback_id IS NOT NULL")
Index("ix_call_callback_id", call.c.callback_id, sqlite_where=_RUNG_BACK, postgresql_where=_RUNG_BACK)
Index(
    "ix_call_waiting",
    call.c.department_key,
    call.c.ranks_at,
    sqlite_where=text("status = 'waiting'"),
    postgresql_where=text("status = 'waiting'"),
)
Index(
    "ix_call_deadline",
    call.c.deadline_at,
    sqlite_where=text("status <> 'ended'"),
    postgresql_where=text("status <> 'ended'"),
)

leg = Table(
    "leg",
    metadata,
    id_column(),
    refers("call_id", "call.id", index=True),
    Column("sid", String, unique=True),
    Column("role", String, nullable=False),  # caller, agent, customer, supervisor, alarm
    refers("agent_id", "agent.id"),
    Column("address", String),
    Column("token", String, unique=True),  # in the addresses of a leg that we created
    Column("reservation_id", String(26), index=True),
    Column("attempt_id", String(26), index=True),
    Column("status", String, nullable=False),  # placing, unknown, queued .. completed
    Column("sequence", Integer, nullable=False, default=-1),
    moment("created_at", nullable=False),
    moment("asked_at"),  # when the carrier was asked to make it, the last time
    moment("answered_at"),
    moment("ended_at"),
    moment("deadline_at"),
)
Index(
    "ix_leg_live",
    leg.c.deadline_at,
    sqlite_where=text("ended_at IS NULL AND role <> 'caller'"),
    postgresql_where=text("ended_at IS NULL AND role <> 'caller'"),
)

_UP = text("ended_at IS NULL AND role <> 'caller'")
Index("ix_leg_live_agent_id", leg.c.agent_id, sqlite_where=_UP, postgresql_where=_UP)

event = Table(
    "event",
    metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("key", String, nullable=False, unique=True),  # a repeat finds its key taken
    Column("call_id", String(26), index=True),
    Column("leg_sid", String),
    Column("kind", String, nullable=False),
    moment("at", nullable=False),
    Column("body", Text),  # as it came, JSON
)
