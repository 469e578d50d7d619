"""Agents, supervisors and admins. *Chosen* status and *reachable* are two facts; routable means both."""

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table, true

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
    # what the agent chose
    Column("chosen_status", String, nullable=False, default="offline"),  # available, away, offline
    moment("chosen_at"),
    Column("next_status", String),  # taken on after this call
    Column("status_reason", String),  # why the status is what it is, shown to the agent
    # what is known of the device
    Column("reachable", Boolean, nullable=False, default=True, server_default=true()),
    moment("seen_at"),
    Column("misses", Integer, nullable=False, default=0),
    # after a talk
    moment("wrap_up_until"),
    Column("wrap_up_call_id", String(26)),
    moment("idle_since"),
    moment("not_before_at"),  # not offered again before: a delay by the cause of the last miss
)

agent_department = Table(
    "agent_department",
    metadata,
    Column("agent_id", String(26), ForeignKey("agent.id"), primary_key=True),
    Column("department_key", String, ForeignKey("department.key"), primary_key=True),
    Column("skill", Integer, nullable=False, default=1),  # 1 knows it a little .. 5 best
)
Index("ix_agent_department_department_key", agent_department.c.department_key)
