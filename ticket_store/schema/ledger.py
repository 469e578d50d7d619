"""The books: promises, what is still to be done outside (outbox), who changed what, API keys, signs of life."""

from sqlalchemy import JSON, Column, Index, Integer, String, Table, Text, text

from ticket_store.schema.base import id_column, metadata, moment, refers

promise = Table(
    "promise",
    metadata,
    id_column(),
    Column("kind", String, nullable=False),  # callback, message
    refers("customer_id", "customer.id"),
    Column("customer_number", String),
    refers("ticket_id", "ticket.id", index=True),
    Column("callback_id", String(26), index=True),
    Column("made_through", String, nullable=False),
    moment("made_at", nullable=False),
    moment("from_at", nullable=False),
    moment("until_at", nullable=False),
    Column("state", String, nullable=False, default="open"),  # open, kept, moved, broken
    moment("settled_at"),
    moment("told_at"),  # when a text or a mail about it was sent; by voice it is told at once
)

_OPEN = text("state = 'open'")
Index("ix_promise_until_at", promise.c.until_at)
Index("ix_promise_open", promise.c.until_at, sqlite_where=_OPEN, postgresql_where=_OPEN)

outbox = Table(
    "outbox",
    metadata,
    id_column(),
    Column("kind", String, nullable=False),
    Column("body", JSON, nullable=False),
    moment("created_at", nullable=False),
    moment("due_at", nullable=False),
    moment("taken_at"),  # a lease: taken again when the taker has been silent for too long
    Column("fence", Integer, nullable=False, default=0),
    Column("tries", Integer, nullable=False, default=0),
    moment("done_at"),
    Column("failure", Text),
    Column(
        "paced", Integer
    ),  # a call to create: its turn at the carrier, the lowest first; see callbacks.ringing.pace
)
_TO_DO, _TO_DIAL = text("done_at IS NULL"), text("done_at IS NULL AND paced IS NOT NULL")
Index("ix_outbox_due", outbox.c.due_at, sqlite_where=_TO_DO, postgresql_where=_TO_DO)
Index(
    "ix_outbox_paced",
    outbox.c.paced,
    outbox.c.created_at,
    sqlite_where=_TO_DIAL,
    postgresql_where=_TO_DIAL,
)

audit = Table(
    "audit",
    metadata,
    id_column(),
    moment("at", nullable=False),
    Column("actor", String, nullable=False),  # an e-mail address, "shop file", or the name of a rule
    Column("action", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("before", JSON),
    Column("after", JSON),
)
Index("ix_audit_at", audit.c.at)

api_token = Table(
    "api_token",
    metadata,
    id_column(),
    Column("name", String, nullable=False),
    Column("digest", String, nullable=False, unique=True),  # sha256; the token itself is shown once
    Column("scopes", JSON(none_as_null=True)),  # of ticket_store.scopes; empty: all, as old keys have it
    Column("created_by", String),
    moment("created_at", nullable=False),
    moment("used_at"),
    moment("revoked_at"),
)

kept_answer = Table(
    "kept_answer",
    metadata,
    Column("key", String, primary_key=True),  # token id and Idempotency-Key
    Column("request_digest", String, nullable=False),
    Column("status", Integer, nullable=False),
    Column("body", JSON, nullable=False),
    moment("created_at", nullable=False),
)

heartbeat = Table(
    "heartbeat",
    metadata,
    Column("process", String, primary_key=True),
    moment("seen_at", nullable=False),
    Column("detail", String),
)
