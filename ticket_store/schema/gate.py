"""The dial gate's memory: what it refused, whom it never rings, who posted forms, what the carrier lets us do."""

from sqlalchemy import JSON, Column, Index, Integer, String, Table

from ticket_store.schema.base import id_column, metadata, moment

refusal = Table(
    "refusal",
    metadata,
    id_column(),
    moment("at", nullable=False),
    Column("number", String),
    Column("rule", String, nullable=False),  # the name of the rule that said no
    Column("asked_through", String, nullable=False),
    Column("department_key", String),
    Column("callback_id", String(26)),  # where a promised one was refused at its dialling
    Column("address", String),  # of the web request, as the gate counts it: an IPv4, or the /64 of an IPv6
    Column("facts", JSON, nullable=False, default=dict),
    Index("ix_refusal_at", "at"),
)

# Numbers that we may not ring, whoever asks. They may ring us: this is not customer.blocked.
no_dial = Table(
    "no_dial",
    metadata,
    Column("number", String, primary_key=True),
    moment("since_at", nullable=False),
    moment("until_at"),  # empty: until somebody lifts it
    Column("reason", String, nullable=False),  # key_9, by_hand
    Column("actor", String, nullable=False),
)

# Every form that was posted, for the limits by address; kept as long as `retention.web_addresses` says.
web_ask = Table(
    "web_ask",
    metadata,
    id_column(),
    moment("at", nullable=False),
    Column("address", String, nullable=False),
    Column("number", String),
    Column("nonce", String, unique=True),  # of the form's token: a form is taken once
    Column("answer", String, nullable=False),  # promised, merged, refused, held; the asker hears the same
    Index("ix_web_ask_address_at", "address", "at"),
    Index("ix_web_ask_at", "at"),
)

# A wish by form that is no promise yet: it becomes one when its number rings us, or when there is room again.
held_wish = Table(
    "held_wish",
    metadata,
    Column("number", String, primary_key=True),
    Column("department_key", String, primary_key=True),
    moment("at", nullable=False),
    Column("rule", String, nullable=False),  # of the gate, that holds it
    Column("wish", JSON, nullable=False),  # what else was asked: language, slot, name, e-mail, matter
    Index("ix_held_wish_at", "at"),
)

# What the carrier lets us do, for all processes together: one row.
carrier_pace = Table(
    "carrier_pace",
    metadata,
    Column("id", Integer, primary_key=True),
    moment("next_at"),  # the next call may be created then
    Column("failures", Integer, nullable=False, default=0, server_default="0"),  # in a row
    moment("open_until"),  # the breaker: nothing is asked before
    moment("held_since"),  # a restored backup dials nobody before the carrier's books were read
    Column("held_why", String),
)
