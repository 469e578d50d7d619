"""Customers and their cases: tickets, the people who worked on them, notes, recorded messages."""

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    Sequence,
    String,
    Table,
    Text,
    false,
    text,
)

from ticket_store.schema.base import id_column, metadata, moment, refers

customer = Table(
    "customer",
    metadata,
    id_column(),
    Column("name", String),
    Column("email", String),
    Column("language", String),  # chosen once, kept
    moment("blocked_at"),
    Column("blocked_reason", String),
    Column("notes", Text),
    Column("credit_s", Integer, nullable=False, default=0, server_default="0"),  # ranks so much earlier
    moment("created_at", nullable=False),
    moment("erased_at"),  # nothing is known of them any more; the row stays for those that hang on it
)

customer_number = Table(
    "customer_number",
    metadata,
    Column("number", String, primary_key=True),  # E.164; matched only so
    refers("customer_id", "customer.id", nullable=False, index=True),
)

ticket_number = Sequence("ticket_number_seq", start=1001, metadata=metadata)  # PostgreSQL only

ticket = Table(
    "ticket",
    metadata,
    id_column(),
    Column("number", Integer, nullable=False, unique=True),  # what people say to each other
    refers("customer_id", "customer.id", index=True),  # empty: the caller withheld the number
    refers("department_key", "department.key", nullable=False),
    refers("owner_id", "agent.id"),
    Column("status", String, nullable=False, default="open"),  # open, solved
    Column("people", Integer, nullable=False, default=0),
    Column("talks", Integer, nullable=False, default=0, server_default="0"),
    Column("disposition", String),
    moment("opened_at", nullable=False),
    moment("touched_at", nullable=False),
    moment("solved_at"),
    Column("reopened", Boolean, nullable=False, default=False, server_default=false()),
)
# One open case a customer and department: two calls at once cannot open two.
Index(
    "uq_ticket_open",
    ticket.c.customer_id,
    ticket.c.department_key,
    unique=True,
    sqlite_where=text("status = 'open' AND customer_id IS NOT NULL"),
    postgresql_where=text("status = 'open' AND customer_id IS NOT NULL"),
)
Index("ix_ticket_opened_at", ticket.c.opened_at, ticket.c.id)
# The figures of cases are read from it alone: five times faster than from the cases themselves.
Index(
    "ix_ticket_figures",
    *(ticket.c.opened_at, ticket.c.department_key, ticket.c.status),
    *(ticket.c.talks, ticket.c.people, ticket.c.reopened),
)

ticket_person = Table(
    "ticket_person",
    metadata,
    Column("ticket_id", String(26), primary_key=True),
    Column("agent_id", String(26), primary_key=True),
    moment("first_at", nullable=False),
)

note = Table(
    "note",
    metadata,
    id_column(),
    refers("ticket_id", "ticket.id", nullable=False, index=True),
    refers("call_id", "call.id"),
    refers("agent_id", "agent.id", nullable=False),
    Column("text", Text, nullable=False),
    moment("created_at", nullable=False),
    moment("changed_at", nullable=False),
)

recording = Table(
    "recording",
    metadata,
    id_column(),
    Column("sid", String, nullable=False, unique=True),
    refers("call_id", "call.id", index=True),
    refers("ticket_id", "ticket.id", index=True),
    Column("url", Text, nullable=False),  # the carrier's; never handed to a browser
    Column("status", String, nullable=False, default="expected"),  # expected, stored, absent, deleted
    Column("duration_s", Integer),
    Column("media_type", String),
    Column("media", LargeBinary),
    moment("created_at", nullable=False),
    moment("heard_at"),
)

_STORED = text("status = 'stored'")
Index(
    "ix_recording_stored_created_at",
    recording.c.created_at,
    sqlite_where=_STORED,
    postgresql_where=_STORED,
)

# What customers text us and no machine answers for good: read with the case.
text_message = Table(
    "text_message",
    metadata,
    id_column(),
    Column("sid", String, nullable=False, unique=True),
    refers("ticket_id", "ticket.id", nullable=False, index=True),
    Column("number", String, nullable=False),
    Column("body", Text, nullable=False),  # as they wrote it; data, never markup
    moment("at", nullable=False),
)
