"""Agents, supervisors and admins. *Chosen* status and *reachable* are two facts; routable means both."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table, text, true

from ticket_store.schema.base import id_column, metadata, moment

agent = Table(
    "agent",
    metadata,
    id_column(),
    Column("email", String, nullable=False, unique=True),  # lower case
    Column("name", String, nullable=False),
    Column("roles", JSON, nullable=False, default=list),  # agent, supervisor, admin
    Column("languages", JSON, nullable=False, default=list),
    Column("rings", String, nullable=False, default="browser"),  # browser, an E.164 number, or sip:...
    Column("active", Boolean, nullable=False, default=True, server_default=true()),
    Column("password_hash", String),
    Column("sign_in_stamp", String(26)),  # changing it signs the agent out everywhere
    Column("interface_language", String),
    Column("pin_hash", String),  # for changing the status by telephone or text
    Column("pin_misses", Integer, nullable=False, default=0, server_default="0"),
    moment("pin_locked_until"),
    Column("pin_locks", Integer, nullable=False, default=0, server_default="0"),  # since the last right PIN
    Column("deputy", String),  # e-mail address of the agent who stands in for this one with a case
    Column("supervises", JSON),  # keys of departments; empty: a supervisor sees all of them
    # the second factor: a secret shared with an app, sealed with a key that is not in this database
    Column("totp_sealed", String),
    moment("totp_on_at"),  # empty until the first right code
    Column("totp_step", Integer),  # the half minute of the last code that was taken: none is taken twice
    # what the agent chose
    Column("chosen_status", String, nullable=False, default="offline"),  # available, away, offline
    moment("chosen_at"),
    Column("next_status", String),  # taken on after this call
    Column("status_reason", String),  # why the status is what it is, shown to the agent
    # what is known of the device
    Column("reachable", Boolean, nullable=False, default=True, server_default=true()),
    moment("seen_at"),  # the desk's last sign of life; empty where nothing watches the device
    Column("misses", Integer, nullable=False, default=0),
    # after a talk
    moment("wrap_up_until"),
    Column("wrap_up_call_id", String(26)),
    moment("idle_since"),
    moment("not_before_at"),  # not offered again before: a delay by the cause of the last miss
    # what the strategies look at
    moment("offered_at"),  # the last offer, for round robin
    Column(
        "talks", Integer, nullable=False, default=0, server_default="0"
    ),  # on `talks_on`, for fewest calls
    Column("talks_on", String(10)),  # a day of the shop's zone, 2026-11-22
)

agent_department = Table(
    "agent_department",
    metadata,
    Column("agent_id", String(26), ForeignKey("agent.id"), primary_key=True),
    Column("department_key", String, ForeignKey("department.key"), primary_key=True),
    Column("skill", Integer, nullable=False, default=1),  # 1 knows it a little .. 5 best
    # Derived from agent and reservation by ticket_store.ready, so that choosing one of 10,000 reads a few rows.
    moment("ready_at"),  # from when this agent may be offered a call; empty while off duty or held
    moment("idle_since"),
)
_READY = text("ready_at IS NOT NULL")
for _name, _order in (
    ("ix_agent_department_ready", (agent_department.c.idle_since, agent_department.c.agent_id)),
    (
        "ix_agent_department_ready_skill",
        (agent_department.c.skill.desc(), agent_department.c.idle_since, agent_department.c.agent_id),
    ),
):
    Index(
        _name,
        agent_department.c.department_key,
        *_order,
        sqlite_where=_READY,
        postgresql_where=_READY,
    )
Index("ix_agent_department_department_key", agent_department.c.department_key)
