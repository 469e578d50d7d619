"""What leaves the house: webhooks of our own to the shop's programs; and what was done with a person's data."""

from sqlalchemy import JSON, Boolean, Column, Index, Integer, String, Table, Text, text, true

from ticket_store.schema.base import id_column, metadata, moment, refers

hook_endpoint = Table(
    "hook_endpoint",
    metadata,
    id_column(),
    Column("url", Text, nullable=False),
    Column(
        "events", JSON, nullable=False, default=list
    ),  # names of ticket_store.outward.news.News; empty: all
    # The secret is derived from SECRET_KEY and this: a copied database signs nothing.
    Column("salt", String(64), nullable=False),
    Column("old_salt", String(64)),  # of the secret before; both sign until then
    moment("old_salt_until"),
    Column("active", Boolean, nullable=False, default=True, server_default=true()),
    moment("created_at", nullable=False),
    Column("created_by", String, nullable=False),
    moment("answered_at"),  # when it took the last one
    moment("failing_since"),  # empty while it answers
    Column("failures", Integer, nullable=False, default=0, server_default="0"),  # in a row
    moment("rest_until"),  # nothing is sent before: one that is away is asked now and then only
    moment("off_at"),
    Column("off_why", String),  # by_hand, failing
)

hook_delivery = Table(
    "hook_delivery",
    metadata,
    id_column(),  # the `webhook-id`: the receiver knows a repeat by it
    refers("endpoint_id", "hook_endpoint.id", nullable=False),
    Column("event", String, nullable=False),
    Column("body", Text),  # as it is sent, to the letter; empty once its customer was erased
    Column("customer_number", String),
    moment("at", nullable=False),  # when it happened
    Column("state", String, nullable=False, default="waiting"),  # waiting, sent, gave_up, dropped
    Column("tries", Integer, nullable=False, default=0),
    moment("due_at", nullable=False),
    moment("taken_at"),  # a lease, as in outbox
    Column("fence", Integer, nullable=False, default=0),
    moment("ended_at"),
    Index("ix_hook_delivery_endpoint_id_at", "endpoint_id", "at"),
    Index("ix_hook_delivery_at", "at"),
)
_WAITS = text("state = 'waiting'")
Index("ix_hook_delivery_due", hook_delivery.c.due_at, sqlite_where=_WAITS, postgresql_where=_WAITS)

hook_try = Table(
    "hook_try",
    metadata,
    id_column(),
    refers("delivery_id", "hook_delivery.id", nullable=False, index=True),
    moment("at", nullable=False),
    Column("took_ms", Integer, nullable=False),
    Column("status", Integer),  # of the answer; empty where none came
    Column("answer", Text),  # its first kilobyte
    Column("failure", String),  # why there was none
)

# Exports, erasures, and each day's deletion of what is older than the shop keeps it. No number stands here.
privacy_act = Table(
    "privacy_act",
    metadata,
    id_column(),
    moment("at", nullable=False),
    Column("kind", String, nullable=False),  # export, erase, retention
    Column("actor", String, nullable=False),
    Column("digest", String(64), index=True),  # of the number: whoever knows it finds the act
    Column("ending", String(3)),  # its last digits, for the eye
    Column("facts", JSON, nullable=False, default=dict),  # what went, how much, what stays and why
    moment("ended_at"),  # empty while a deletion is under way
    Index("ix_privacy_act_at", "at"),
)
