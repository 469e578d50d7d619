"""The line itself: the shop, its numbers, departments, hours, closures, menus and prompts."""

from sqlalchemy import JSON, Boolean, Column, Float, Integer, String, Table, Text, false

from ticket_store.schema.base import id_column, metadata, moment, refers, words

shop = Table(
    "shop",
    metadata,
    Column("id", Integer, primary_key=True, default=1),  # one shop a database
    Column("name", String, nullable=False),
    Column("country", String(2), nullable=False),
    Column("timezone", String, nullable=False),
    Column("languages", JSON, nullable=False),  # the first is the fallback
    Column("caller_id", String),
    Column("alarm_number", String),
    Column("alarm_by", String, nullable=False, default="call", server_default="call"),  # call, text
    Column("retention", JSON, nullable=False, default=dict),  # what -> seconds
    # admins and supervisors must sign in with one
    Column("second_factor", Boolean, nullable=False, default=False, server_default=false()),
    Column("callbacks", JSON, nullable=False, default=dict),  # countries, limits, spend
    Column("short_abandon_s", Integer, nullable=False, default=5, server_default="5"),
    # by which of three the service level is told: ticket_store.reporting.formulas.ServiceFormula
    Column("service_formula", String, nullable=False, default="of_offered", server_default="of_offered"),
    Column("version", Integer, nullable=False, default=0),  # grows with every change of the line
)

hours = Table(
    "hours",
    metadata,
    Column("key", String, primary_key=True),
    Column("rule", Text, nullable=False),  # OpenStreetMap opening_hours syntax
)

closure = Table(
    "closure",
    metadata,
    id_column(),
    refers("hours_key", "hours.key", nullable=False, index=True),
    moment("starts_at", nullable=False),
    moment("ends_at", nullable=False),
    words("reason"),
    Column("yearly", Boolean, nullable=False, default=False, server_default=false()),
)

department = Table(
    "department",
    metadata,
    Column("key", String, primary_key=True),
    Column("position", Integer, nullable=False, default=0),
    words("name"),
    refers("hours_key", "hours.key", nullable=False),
    Column("ring_timeout_s", Integer, nullable=False, default=20),
    Column("wrap_up_s", Integer, nullable=False, default=30),
    Column("max_wait_s", Integer, nullable=False, default=600),
    Column("max_callers", Integer, nullable=False, default=50),
    Column("service_level_share", Float, nullable=False, default=0.8),
    Column("service_level_within_s", Integer, nullable=False, default=20),
    Column("callback", JSON, nullable=False, default=dict),  # ticket_store.callback_settings.CallbackPolicy
    Column("routing", JSON),  # ticket_store.line.Routing; empty has the defaults of the house
    Column("dispositions", JSON, nullable=False, default=list),
    moment("closed_since_at"),  # a manual close beats closures and hours
    moment("closed_until_at"),
    words("closed_reason"),
)

did = Table(
    "did",
    metadata,
    Column("number", String, primary_key=True),
    Column("position", Integer, nullable=False, default=0),
    Column("language", String, nullable=False),
    Column("brand", String),
    Column("menu_key", String),
    refers("department_key", "department.key"),
)

menu_version = Table(
    "menu_version",
    metadata,
    Column("number", Integer, primary_key=True),  # immutable once written; a live call keeps its own
    Column("menus", JSON, nullable=False),  # menu key -> menu, the whole tree
    moment("published_at", nullable=False),
    Column("published_by", String, nullable=False),
    Column("note", Text),  # why, in the words of whoever published it
)

prompt = Table(
    "prompt",
    metadata,
    Column("name", String, primary_key=True),
    Column("language", String, primary_key=True),
    Column("text", Text),
    Column("audio", Text),  # played instead of the text where it is set
)

# The whole line after each change, as a shop file: any change can be taken back.
line_kept = Table(
    "line_kept",
    metadata,
    Column("version", Integer, primary_key=True, autoincrement=False),  # shop.version after the change
    moment("at", nullable=False),
    Column("actor", String, nullable=False),
    Column("changes", JSON, nullable=False),  # sentences, as `hotline shop apply` prints them
    Column("text", Text, nullable=False),
)
