"""Webhooks of our own, scopes of tokens, and the book of what was done with a person's data."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_WHEN = sa.DateTime(timezone=True)
_ID = sa.String(length=26)
_STORED = sa.text("status = 'stored'")


def upgrade() -> None:
    op.add_column("api_token", sa.Column("scopes", sa.JSON(), nullable=True))
    op.add_column("api_token", sa.Column("created_by", sa.String(), nullable=True))
    op.add_column("customer", sa.Column("erased_at", _WHEN, nullable=True))
    op.create_index(
        "ix_recording_stored_created_at",
        "recording",
        ["created_at"],
        sqlite_where=_STORED,
        postgresql_where=_STORED,
    )
    _create_hooks()
    op.create_table(
        "privacy_act",
        sa.Column("id", _ID, nullable=False),
        sa.Column("at", _WHEN, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("ending", sa.String(length=3), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("ended_at", _WHEN, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_privacy_act"),
    )
    op.create_index("ix_privacy_act_digest", "privacy_act", ["digest"])
    op.create_index("ix_privacy_act_at", "privacy_act", ["at"])


def _create_hooks() -> None:
    op.create_table(
        "hook_endpoint",
        sa.Column("id", _ID, nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("events", sa.JSON(), nullable=False),
        sa.Column("salt", sa.String(length=64), nullable=False),
        sa.Column("old_salt", sa.String(length=64), nullable=True),
        sa.Column("old_salt_until", _WHEN, nullable=True),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("created_at", _WHEN, nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("answered_at", _WHEN, nullable=True),
        sa.Column("failing_since", _WHEN, nullable=True),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("rest_until", _WHEN, nullable=True),
        sa.Column("off_at", _WHEN, nullable=True),
        sa.Column("off_why", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_hook_endpoint"),
    )
    op.create_table(
        "hook_delivery",
        sa.Column("id", _ID, nullable=False),
        sa.Column("endpoint_id", sa.String(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=True),
        sa.Column("customer_number", sa.String(), nullable=True),
        sa.Column("at", _WHEN, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("due_at", _WHEN, nullable=False),
        sa.Column("taken_at", _WHEN, nullable=True),
        sa.Column("fence", sa.Integer(), nullable=False),
        sa.Column("ended_at", _WHEN, nullable=True),
        sa.ForeignKeyConstraint(
            ["endpoint_id"], ["hook_endpoint.id"], name="fk_hook_delivery_endpoint_id_hook_endpoint"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_hook_delivery"),
    )
    op.create_index("ix_hook_delivery_endpoint_id_at", "hook_delivery", ["endpoint_id", "at"])
    op.create_index("ix_hook_delivery_at", "hook_delivery", ["at"])
    waits = sa.text("state = 'waiting'")
    op.create_index(
        "ix_hook_delivery_due", "hook_delivery", ["due_at"], sqlite_where=waits, postgresql_where=waits
    )
    op.create_table(
        "hook_try",
        sa.Column("id", _ID, nullable=False),
        sa.Column("delivery_id", sa.String(), nullable=False),
        sa.Column("at", _WHEN, nullable=False),
        sa.Column("took_ms", sa.Integer(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("failure", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["delivery_id"], ["hook_delivery.id"], name="fk_hook_try_delivery_id_hook_delivery"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_hook_try"),
    )
    op.create_index("ix_hook_try_delivery_id", "hook_try", ["delivery_id"])


def downgrade() -> None:
    for table in ("hook_try", "hook_delivery", "hook_endpoint", "privacy_act"):
        op.drop_table(table)
    op.drop_index("ix_recording_stored_created_at", "recording")
    op.drop_column("customer", "erased_at")
    op.drop_column("api_token", "created_by")
    op.drop_column("api_token", "scopes")
