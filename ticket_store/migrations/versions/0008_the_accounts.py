"""Stronger doors for people: second factors, passkeys, invitations, departments of supervisors."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_WHEN = sa.DateTime(timezone=True)
_LIVE = sa.text("ended_at IS NULL")


def _of_agent(table: str) -> tuple[sa.schema.SchemaItem, ...]:
    return (
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("agent_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["agent_id"], ["agent.id"], name=op.f(f"fk_{table}_agent_id_agent")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )


def upgrade() -> None:
    op.add_column("shop", sa.Column("second_factor", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("agent", sa.Column("supervises", sa.JSON(), nullable=True))
    op.add_column("agent", sa.Column("totp_sealed", sa.String(), nullable=True))
    op.add_column("agent", sa.Column("totp_on_at", _WHEN, nullable=True))
    op.add_column("agent", sa.Column("totp_step", sa.Integer(), nullable=True))
    op.create_table(
        "sign_in",
        *_of_agent("sign_in"),
        sa.Column("door", sa.String(), nullable=False),
        sa.Column("proof", sa.String(length=64), nullable=True),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("browser", sa.String(), nullable=True),
        sa.Column("began_at", _WHEN, nullable=False),
        sa.Column("seen_at", _WHEN, nullable=False),
        sa.Column("ended_at", _WHEN, nullable=True),
        sa.UniqueConstraint("proof", name=op.f("uq_sign_in_proof")),
    )
    op.create_table(
        "passkey",
        *_of_agent("passkey"),
        sa.Column("credential_id", sa.String(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("transports", sa.JSON(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("created_at", _WHEN, nullable=False),
        sa.Column("used_at", _WHEN, nullable=True),
        sa.UniqueConstraint("credential_id", name=op.f("uq_passkey_credential_id")),
    )
    op.create_table(
        "recovery_code",
        *_of_agent("recovery_code"),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("used_at", _WHEN, nullable=True),
    )
    for table in ("sign_in", "passkey", "recovery_code"):
        op.create_index(op.f(f"ix_{table}_agent_id"), table, ["agent_id"])
    op.create_table(
        "door_link",
        *_of_agent("door_link"),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", _WHEN, nullable=False),
        sa.Column("expires_at", _WHEN, nullable=False),
        sa.Column("ended_at", _WHEN, nullable=True),
        sa.UniqueConstraint("digest", name=op.f("uq_door_link_digest")),
    )
    op.create_index(
        "uq_door_link_live",
        "door_link",
        ["agent_id"],
        unique=True,
        sqlite_where=_LIVE,
        postgresql_where=_LIVE,
    )


def downgrade() -> None:
    for table in ("door_link", "recovery_code", "passkey", "sign_in"):
        op.drop_table(table)
    for column in ("totp_step", "totp_on_at", "totp_sealed", "supervises"):
        op.drop_column("agent", column)
    op.drop_column("shop", "second_factor")
