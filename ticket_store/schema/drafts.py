"""What is not the line yet: menus being written, the sounds that prompts play, the first line on its way."""

from sqlalchemy import JSON, Column, Integer, LargeBinary, String, Table

from ticket_store.schema.base import metadata, moment

menu_draft = Table(
    "menu_draft",
    metadata,
    Column("id", Integer, primary_key=True, default=1),  # one draft a shop
    Column("revision", Integer, nullable=False),  # grows with every change, also when the draft goes
    Column("draft", JSON(none_as_null=True)),  # as typed; nothing while the published menus stand alone
    Column("base", Integer, nullable=False),  # the menu version that it was begun from
    Column("undo", JSON(none_as_null=True)),  # the draft before the last change, where that can be taken back
    moment("changed_at", nullable=False),
    Column("changed_by", String, nullable=False),
)

sound = Table(
    "sound",
    metadata,
    Column("digest", String(64), primary_key=True),  # SHA-256 of the media: the same sound is kept once
    Column("kind", String(3), nullable=False),  # wav, mp3
    Column("name", String, nullable=False),  # of the file that was sent
    Column("size", Integer, nullable=False),  # bytes
    Column("media", LargeBinary, nullable=False),
    moment("added_at", nullable=False),
    Column("added_by", String, nullable=False),
)

# What was typed so far on the way to the first line; gone once the line is published.
first_line = Table(
    "first_line",
    metadata,
    Column("id", Integer, primary_key=True, default=1),  # one on the way
    Column("steps", JSON, nullable=False),  # step -> what was typed; passwords as hashes alone
    moment("changed_at", nullable=False),
)
