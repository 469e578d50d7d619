"""The line and its people: shop, numbers, departments, hours, menus, prompts, agents."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agent",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("rings", sa.String(), nullable=False),
        sa.Column("active", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("sign_in_stamp", sa.String(length=26), nullable=True),
        sa.Column("interface_language", sa.String(), nullable=True),
        sa.Column("chosen_status", sa.String(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_status", sa.String(), nullable=True),
        sa.Column("status_reason", sa.String(), nullable=True),
        sa.Column("reachable", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("misses", sa.Integer(), nullable=False),
        sa.Column("wrap_up_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("wrap_up_call_id", sa.String(length=26), nullable=True),
        sa.Column("idle_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("not_before_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agent")),
        sa.UniqueConstraint("email", name=op.f("uq_agent_email")),
    )
    op.create_table(
        "hours",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_hours")),
    )
    op.create_table(
        "menu_version",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("menus", sa.JSON(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_menu_version")),
    )
    op.create_table(
        "prompt",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("audio", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("name", "language", name=op.f("pk_prompt")),
    )
    op.create_table(
        "shop",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("timezone", sa.String(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("caller_id", sa.String(), nullable=True),
        sa.Column("alarm_number", sa.String(), nullable=True),
        sa.Column("retention", sa.JSON(), nullable=False),
        sa.Column("callbacks", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shop")),
    )
    op.create_table(
        "closure",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("hours_key", sa.String(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["hours_key"], ["hours.key"], name=op.f("fk_closure_hours_key")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closure")),
    )
    op.create_index(op.f("ix_closure_hours_key"), "closure", ["hours_key"], unique=False)
    op.create_table(
        "department",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("hours_key", sa.String(), nullable=False),
        sa.Column("ring_timeout_s", sa.Integer(), nullable=False),
        sa.Column("wrap_up_s", sa.Integer(), nullable=False),
        sa.Column("max_wait_s", sa.Integer(), nullable=False),
        sa.Column("max_callers", sa.Integer(), nullable=False),
        sa.Column("service_level_share", sa.Float(), nullable=False),
        sa.Column("service_level_within_s", sa.Integer(), nullable=False),
        sa.Column("callback", sa.JSON(), nullable=False),
        sa.Column("dispositions", sa.JSON(), nullable=False),
        sa.Column("closed_since_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_until_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_reason", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["hours_key"], ["hours.key"], name=op.f("fk_department_hours_key")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_department")),
    )
    op.create_table(
        "agent_department",
        sa.Column("agent_id", sa.String(length=26), nullable=False),
        sa.Column("department_key", sa.String(), nullable=False),
        sa.Column("skill", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agent_id"], ["agent.id"], name=op.f("fk_agent_department_agent_id")),
        sa.ForeignKeyConstraint(
            ["department_key"], ["department.key"], name=op.f("fk_agent_department_department_key")
        ),
        sa.PrimaryKeyConstraint("agent_id", "department_key", name=op.f("pk_agent_department")),
    )
    op.create_index(
        "ix_agent_department_department_key", "agent_department", ["department_key"], unique=False
    )
    op.create_table(
        "did",
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("brand", sa.String(), nullable=True),
        sa.Column("menu_key", sa.String(), nullable=True),
        sa.Column("department_key", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["department_key"], ["department.key"], name=op.f("fk_did_department_key")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_did")),
    )


def downgrade() -> None:
    op.drop_table("did")
    op.drop_table("agent_department")
    op.drop_table("department")
    op.drop_table("closure")
    op.drop_table("shop")
    op.drop_table("prompt")
    op.drop_table("menu_version")
    op.drop_table("hours")
    op.drop_table("agent")
