"""Calls that were rehearsed and kept, to be played again before the line changes."""

from sqlalchemy import JSON, Column, String, Table

from ticket_store.schema.base import id_column, metadata, moment

rehearsal = Table(
    "rehearsal",
    metadata,
    id_column(),
    Column("name", String, nullable=False, unique=True),  # as the shop calls it; data
    Column("setup", JSON, nullable=False),  # admin.rehearse.Setup
    Column("presses", JSON, nullable=False),  # what was done, in order
    Column("expected", JSON, nullable=False),  # what is said and what comes of it, as it was found right
    moment("kept_at", nullable=False),  # when it was found right the last time
    Column("kept_by", String, nullable=False),
)
