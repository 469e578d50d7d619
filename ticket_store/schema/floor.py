"""The floor through the day: how long talks take, how well we foretold waits, who was missing, what is broken."""

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, String, Table, text

from ticket_store.schema.base import UTCDateTime, id_column, metadata, moment, words

handling = Table(
    "handling",
    metadata,
    Column("department_key", String, primary_key=True),
    Column("half_hour", Integer, primary_key=True),  # 0..47 of the shop's day; -1 for the whole day
    Column("mean_s", Float, nullable=False),  # moving average of talk and wrap-up
    Column("talks", Integer, nullable=False),
)

estimate_error = Table(
    "estimate_error",
    metadata,
    Column("department_key", String, primary_key=True),
    Column("half_hour_at", UTCDateTime, primary_key=True),
    Column("calls", Integer, nullable=False),  # answered calls to whom a wait was foretold
    Column("median_s", Float, nullable=False),  # median of |expected - waited|
    Column("mean_s", Float, nullable=False),  # mean of expected - waited: above 0 we promise too long waits
)

# How busy the line was, for the hint when it is usually quick. Nobody's number is in it, so it outlives the calls.
queue_load = Table(
    "queue_load",
    metadata,
    Column("department_key", String, primary_key=True),
    Column("half_hour_at", UTCDateTime, primary_key=True),
    Column("offered", Integer, nullable=False),  # callers who began to wait in it
    Column("waited_s", Float, nullable=False),  # all of them together, until the answer or the end
    Index("ix_queue_load_half_hour_at", "half_hour_at"),
)

unattended = Table(
    "unattended",
    metadata,
    id_column(),
    Column("department_key", String, nullable=False),
    moment("began_at", nullable=False),
    moment("ended_at"),
    moment("alarmed_at"),
    moment("alarm_again_at"),  # nobody took the alarm's call: rung again from then on
    Column("rung_again", Integer, nullable=False, default=0, server_default="0"),
)
_NOW = text("ended_at IS NULL")
Index(
    "uq_unattended_now",
    unattended.c.department_key,
    unique=True,
    sqlite_where=_NOW,
    postgresql_where=_NOW,
)
Index("ix_unattended_began_at", unattended.c.began_at)

incident = Table(
    "incident",
    metadata,
    id_column(),
    Column("department_key", String),  # empty: told to every caller
    words("text"),
    moment("began_at", nullable=False),
    moment("ends_at", nullable=False),  # told no more from then on
    moment("solved_at"),
    words("solved_text"),
    Column("made_by", String, nullable=False),
)

incident_listener = Table(
    "incident_listener",
    metadata,
    Column("incident_id", String(26), ForeignKey("incident.id"), primary_key=True),
    Column("number", String, primary_key=True),  # E.164, texted when it is solved
    Column("language", String, nullable=False),
    Column("call_id", String(26)),
    moment("asked_at", nullable=False),
    moment("texted_at"),  # written before the carrier is asked: nobody is texted twice
)
