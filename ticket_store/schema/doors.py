"""The doors of people: where they are signed in, their passkeys, recovery codes, and links to a new password."""

from sqlalchemy import JSON, Column, Index, Integer, LargeBinary, String, Table, text

from ticket_store.schema.base import id_column, metadata, moment, refers

sign_in = Table(
    "sign_in",
    metadata,
    id_column(),  # what the cookie carries, signed
    refers("agent_id", "agent.id", nullable=False, index=True),
    Column("door", String, nullable=False),  # password, code, recovery, passkey, company
    Column("proof", String(64), unique=True),  # digest of what was proven with: one proof opens the door once
    Column("address", String),  # of the internet
    Column("browser", String),
    moment("began_at", nullable=False),
    moment("seen_at", nullable=False),  # right to a few minutes
    moment("ended_at"),
)

passkey = Table(
    "passkey",
    metadata,
    id_column(),
    refers("agent_id", "agent.id", nullable=False, index=True),
    Column("credential_id", String, nullable=False, unique=True),  # base64url
    Column("public_key", LargeBinary, nullable=False),
    Column("sign_count", Integer, nullable=False, default=0),
    Column("transports", JSON, nullable=False, default=list),
    Column("name", String, nullable=False),  # what its owner calls it
    moment("created_at", nullable=False),
    moment("used_at"),
)

recovery_code = Table(
    "recovery_code",
    metadata,
    id_column(),
    refers("agent_id", "agent.id", nullable=False, index=True),
    Column("digest", String, nullable=False),  # sha256 of 80 random bits; the code itself is shown once
    moment("used_at"),
)

door_link = Table(
    "door_link",
    metadata,
    id_column(),
    refers("agent_id", "agent.id", nullable=False),
    Column("kind", String, nullable=False),  # invitation, reset
    Column("digest", String, nullable=False, unique=True),  # sha256; the link itself is shown once
    Column("made_by", String, nullable=False),
    moment("made_at", nullable=False),
    moment("expires_at", nullable=False),
    moment("ended_at"),  # used, or a newer one took its place
)
_LIVE = text("ended_at IS NULL")
Index("uq_door_link_live", door_link.c.agent_id, unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE)
