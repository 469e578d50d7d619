"""The promise: how it was asked for, moved and told; the gate's memory; the carrier's pace."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_WHEN = sa.DateTime(timezone=True)
_LIVE = sa.text("state <> 'ended'")
_CALLBACK: tuple[tuple[Any, ...], ...] = (
    ("token", sa.String(length=64)),
    ("wanted", sa.String(), "asap"),
    ("customer_name", sa.String()),
    ("customer_email", sa.String()),
    ("matter", sa.Text()),
    ("verified", sa.Boolean(), sa.true()),
    ("prefers_agent_id", sa.String(length=26)),
    ("machine_told_at", _WHEN),
    ("seen_at", _WHEN),
)
_ATTEMPT: tuple[tuple[Any, ...], ...] = (
    ("customer_number", sa.String()),
    ("cost_cents", sa.Float(), "0"),
    ("cents_a_minute", sa.Float(), "0"),
    ("verified", sa.Boolean(), sa.true()),
)
_REFUSAL: tuple[tuple[Any, ...], ...] = (
    ("department_key", sa.String()),
    ("callback_id", sa.String(length=26)),
    ("address", sa.String()),
)


def _column(name: str, kind: Any, default: Any = None) -> sa.Column[Any]:
    """One with a default may not be empty."""
    return sa.Column(name, kind, server_default=default, nullable=default is None)


def upgrade() -> None:
    for name, *rest in _CALLBACK:
        op.add_column("callback", _column(name, *rest))
    op.create_index("uq_callback_token", "callback", ["token"], unique=True)
    for name, *rest in _ATTEMPT:
        op.add_column("attempt", _column(name, *rest))
    op.create_index("ix_attempt_placed_at", "attempt", ["placed_at"])
    op.create_index("ix_attempt_customer_number_placed_at", "attempt", ["customer_number", "placed_at"])
    op.create_index(
        "uq_attempt_live_number",
        "attempt",
        ["customer_number"],
        unique=True,
        sqlite_where=_LIVE,
        postgresql_where=_LIVE,
    )
    for name, *rest in _REFUSAL:
        op.add_column("refusal", _column(name, *rest))
    op.create_index("ix_refusal_at", "refusal", ["at"])
    op.add_column("promise", sa.Column("told_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("customer", sa.Column("email", sa.String(), nullable=True))
    op.add_column("call", sa.Column("meets_in", sa.String(length=26), nullable=True))
    elsewhere = sa.text("meets_in IS NOT NULL")
    op.create_index(
        "ix_call_meets_in", "call", ["meets_in"], sqlite_where=elsewhere, postgresql_where=elsewhere
    )
    op.add_column("leg", sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("outbox", sa.Column("paced", sa.Integer(), nullable=True))
    to_dial = sa.text("done_at IS NULL AND paced IS NOT NULL")
    op.create_index(
        "ix_outbox_paced",
        "outbox",
        ["paced", "created_at"],
        sqlite_where=to_dial,
        postgresql_where=to_dial,
    )
    _create_tables()


def _create_tables() -> None:
    op.create_table(
        "callback_step",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("callback_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["callback_id"], ["callback.id"], name=op.f("fk_callback_step_callback_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_callback_step")),
    )
    op.create_index("ix_callback_step_callback_id", "callback_step", ["callback_id"])
    op.create_table(
        "no_dial",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("since_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_no_dial")),
    )
    op.create_table(
        "web_ask",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("nonce", sa.String(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_ask")),
        sa.UniqueConstraint("nonce", name=op.f("uq_web_ask_nonce")),
    )
    op.create_index("ix_web_ask_address_at", "web_ask", ["address", "at"])
    op.create_index("ix_web_ask_at", "web_ask", ["at"])
    op.create_table(
        "held_wish",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("department_key", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("wish", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", "department_key", name=op.f("pk_held_wish")),
    )
    op.create_index("ix_held_wish_at", "held_wish", ["at"])
    op.create_table(
        "text_message",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("sid", sa.String(), nullable=False),
        sa.Column("ticket_id", sa.String(length=26), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name=op.f("fk_text_message_ticket_id_ticket")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_message")),
        sa.UniqueConstraint("sid", name=op.f("uq_text_message_sid")),
    )
    op.create_index(op.f("ix_text_message_ticket_id"), "text_message", ["ticket_id"])
    op.create_table(
        "carrier_pace",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("open_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("held_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("held_why", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_carrier_pace")),
    )
    op.create_table(
        "queue_load",
        sa.Column("department_key", sa.String(), nullable=False),
        sa.Column("half_hour_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("offered", sa.Integer(), nullable=False),
        sa.Column("waited_s", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("department_key", "half_hour_at", name=op.f("pk_queue_load")),
    )
    op.create_index("ix_queue_load_half_hour_at", "queue_load", ["half_hour_at"])


def downgrade() -> None:
    op.drop_index("ix_text_message_ticket_id", table_name="text_message")
    for table in (
        "queue_load",
        "carrier_pace",
        "held_wish",
        "web_ask",
        "no_dial",
        "callback_step",
        "text_message",
    ):
        op.drop_table(table)
    op.drop_index("ix_outbox_paced", table_name="outbox")
    op.drop_column("outbox", "paced")
    op.drop_column("leg", "asked_at")
    op.drop_index("ix_call_meets_in", table_name="call")
    op.drop_column("call", "meets_in")
    op.drop_column("customer", "email")
    op.drop_column("promise", "told_at")
    op.drop_index("ix_refusal_at", table_name="refusal")
    for name, *_ in _REFUSAL:
        op.drop_column("refusal", name)
    op.drop_index("uq_attempt_live_number", table_name="attempt")
    op.drop_index("ix_attempt_customer_number_placed_at", table_name="attempt")
    op.drop_index("ix_attempt_placed_at", table_name="attempt")
    for name, *_ in _ATTEMPT:
        op.drop_column("attempt", name)
    op.drop_index("uq_callback_token", table_name="callback")
    for name, *_ in _CALLBACK:
        op.drop_column("callback", name)
