"""The floor: how callers rank, who is ready, what was foretold; incidents and unattended minutes."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "estimate_error",
        sa.Column("department_key", sa.String(), nullable=False),
        sa.Column("half_hour_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("median_s", sa.Float(), nullable=False),
        sa.Column("mean_s", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("department_key", "half_hour_at", name=op.f("pk_estimate_error")),
    )
    op.create_table(
        "handling",
        sa.Column("department_key", sa.String(), nullable=False),
        sa.Column("half_hour", sa.Integer(), nullable=False),
        sa.Column("mean_s", sa.Float(), nullable=False),
        sa.Column("talks", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("department_key", "half_hour", name=op.f("pk_handling")),
    )
    op.create_table(
        "incident",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("department_key", sa.String(), nullable=True),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("solved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("solved_text", sa.JSON(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
    )
    op.create_table(
        "unattended",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("department_key", sa.String(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("alarmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("alarm_again_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rung_again", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unattended")),
    )
    op.create_index("ix_unattended_began_at", "unattended", ["began_at"], unique=False)
    op.create_index(
        "uq_unattended_now",
        "unattended",
        ["department_key"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "incident_listener",
        sa.Column("incident_id", sa.String(length=26), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("call_id", sa.String(length=26), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("texted_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["incident_id"], ["incident.id"], name=op.f("fk_incident_listener_incident_id")
        ),
        sa.PrimaryKeyConstraint("incident_id", "number", name=op.f("pk_incident_listener")),
    )
    op.add_column("agent", sa.Column("pin_hash", sa.String(), nullable=True))
    op.add_column("agent", sa.Column("pin_misses", sa.Integer(), server_default="0", nullable=False))
    op.add_column("agent", sa.Column("pin_locked_until", sa.DateTime(timezone=True), nullable=True))
    op.add_column("agent", sa.Column("pin_locks", sa.Integer(), server_default="0", nullable=False))
    op.add_column("agent", sa.Column("deputy", sa.String(), nullable=True))
    op.add_column("agent", sa.Column("offered_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("agent", sa.Column("talks", sa.Integer(), server_default="0", nullable=False))
    op.add_column("agent", sa.Column("talks_on", sa.String(length=10), nullable=True))
    op.add_column("agent_department", sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("agent_department", sa.Column("idle_since", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_agent_department_ready",
        "agent_department",
        ["department_key", "idle_since", "agent_id"],
        unique=False,
        sqlite_where=sa.text("ready_at IS NOT NULL"),
        postgresql_where=sa.text("ready_at IS NOT NULL"),
    )
    op.create_index(
        "ix_agent_department_ready_skill",
        "agent_department",
        ["department_key", sa.literal_column("skill DESC"), "idle_since", "agent_id"],
        unique=False,
        sqlite_where=sa.text("ready_at IS NOT NULL"),
        postgresql_where=sa.text("ready_at IS NOT NULL"),
    )
    op.add_column("call", sa.Column("ranks_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("call", sa.Column("waiting_since", sa.DateTime(timezone=True), nullable=True))
    op.add_column("call", sa.Column("spoken_high_minutes", sa.Integer(), nullable=True))
    op.add_column("call", sa.Column("spoken_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("call", sa.Column("keys_told_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("call", sa.Column("expected_s", sa.Integer(), nullable=True))
    op.add_column("call", sa.Column("owner_choice", sa.String(), nullable=True))
    op.add_column("call", sa.Column("overflow_from", sa.String(), nullable=True))
    op.add_column("call", sa.Column("redial_of", sa.String(length=26), nullable=True))
    op.add_column("call", sa.Column("prefers_agent_id", sa.String(length=26), nullable=True))
    op.add_column("call", sa.Column("room_sid", sa.String(), nullable=True))
    op.add_column("call", sa.Column("held_at", sa.DateTime(timezone=True), nullable=True))
    _index_calls()
    op.add_column("callback", sa.Column("ranks_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("customer", sa.Column("credit_s", sa.Integer(), server_default="0", nullable=False))
    op.add_column("department", sa.Column("routing", sa.JSON(), nullable=True))
    op.add_column("reservation", sa.Column("purpose", sa.String(), server_default="answer", nullable=False))
    op.add_column("reservation", sa.Column("mode", sa.String(), nullable=True))
    op.add_column("reservation", sa.Column("slot", sa.Integer(), server_default="0", nullable=False))
    op.drop_index("uq_reservation_live_call_id", table_name="reservation")
    op.create_index(
        "uq_reservation_live_call_id",
        "reservation",
        ["call_id", "slot"],
        unique=True,
        sqlite_where=sa.text("state <> 'released' AND purpose = 'answer'"),
        postgresql_where=sa.text("state <> 'released' AND purpose = 'answer'"),
    )
    op.drop_index("uq_reservation_live_callback_id", table_name="reservation")
    op.create_index(
        "uq_reservation_live_callback_id",
        "reservation",
        ["callback_id", "slot"],
        unique=True,
        sqlite_where=sa.text("state <> 'released' AND purpose = 'answer'"),
        postgresql_where=sa.text("state <> 'released' AND purpose = 'answer'"),
    )
    op.create_index(
        "uq_reservation_consulted_call_id",
        "reservation",
        ["call_id"],
        unique=True,
        sqlite_where=sa.text("state <> 'released' AND purpose = 'consult'"),
        postgresql_where=sa.text("state <> 'released' AND purpose = 'consult'"),
    )
    op.create_index(
        "uq_reservation_talking_call_id",
        "reservation",
        ["call_id"],
        unique=True,
        sqlite_where=sa.text("state = 'accepted' AND purpose = 'answer'"),
        postgresql_where=sa.text("state = 'accepted' AND purpose = 'answer'"),
    )
    op.create_index(
        "uq_reservation_talking_callback_id",
        "reservation",
        ["callback_id"],
        unique=True,
        sqlite_where=sa.text("state = 'accepted' AND purpose = 'answer'"),
        postgresql_where=sa.text("state = 'accepted' AND purpose = 'answer'"),
    )
    op.create_index("ix_reservation_callback_id", "reservation", ["callback_id"], unique=False)
    op.create_index(
        "ix_leg_live_agent_id",
        "leg",
        ["agent_id"],
        unique=False,
        sqlite_where=sa.text("ended_at IS NULL AND role <> 'caller'"),
        postgresql_where=sa.text("ended_at IS NULL AND role <> 'caller'"),
    )
    op.add_column("shop", sa.Column("alarm_by", sa.String(), server_default="call", nullable=False))
    op.execute("UPDATE call SET ranks_at = arrived_at WHERE status <> 'ended'")
    op.execute("UPDATE callback SET ranks_at = arrived_at WHERE ended_at IS NULL")


def _index_calls() -> None:
    op.drop_index("ix_call_waiting", table_name="call")
    op.create_index(
        "ix_call_waiting",
        "call",
        ["department_key", "ranks_at"],
        unique=False,
        sqlite_where=sa.text("status = 'waiting'"),
        postgresql_where=sa.text("status = 'waiting'"),
    )
    op.create_index(
        "ix_call_callback_id",
        "call",
        ["callback_id"],
        unique=False,
        sqlite_where=sa.text("callback_id IS NOT NULL"),
        postgresql_where=sa.text("callback_id IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_column("shop", "alarm_by")
    op.drop_index("ix_leg_live_agent_id", table_name="leg")
    op.drop_index("ix_reservation_callback_id", table_name="reservation")
    op.drop_index("uq_reservation_talking_callback_id", table_name="reservation")
    op.drop_index("uq_reservation_talking_call_id", table_name="reservation")
    op.drop_index("uq_reservation_consulted_call_id", table_name="reservation")
    op.drop_index("uq_reservation_live_callback_id", table_name="reservation")
    op.create_index(
        "uq_reservation_live_callback_id",
        "reservation",
        ["callback_id"],
        unique=True,
        sqlite_where=sa.text("state <> 'released'"),
        postgresql_where=sa.text("state <> 'released'"),
    )
    op.drop_index("uq_reservation_live_call_id", table_name="reservation")
    op.create_index(
        "uq_reservation_live_call_id",
        "reservation",
        ["call_id"],
        unique=True,
        sqlite_where=sa.text("state <> 'released'"),
        postgresql_where=sa.text("state <> 'released'"),
    )
    op.drop_column("reservation", "slot")
    op.drop_column("reservation", "mode")
    op.drop_column("reservation", "purpose")
    op.drop_column("department", "routing")
    op.drop_column("customer", "credit_s")
    op.drop_column("callback", "ranks_at")
    op.drop_index("ix_call_callback_id", table_name="call")
    op.drop_index("ix_call_waiting", table_name="call")
    op.create_index(
        "ix_call_waiting",
        "call",
        ["department_key", "arrived_at"],
        unique=False,
        sqlite_where=sa.text("status = 'waiting'"),
        postgresql_where=sa.text("status = 'waiting'"),
    )
    op.drop_column("call", "held_at")
    op.drop_column("call", "room_sid")
    op.drop_column("call", "prefers_agent_id")
    op.drop_column("call", "redial_of")
    op.drop_column("call", "overflow_from")
    op.drop_column("call", "owner_choice")
    op.drop_column("call", "expected_s")
    op.drop_column("call", "keys_told_at")
    op.drop_column("call", "spoken_at")
    op.drop_column("call", "spoken_high_minutes")
    op.drop_column("call", "waiting_since")
    op.drop_column("call", "ranks_at")
    op.drop_index("ix_agent_department_ready_skill", table_name="agent_department")
    op.drop_index("ix_agent_department_ready", table_name="agent_department")
    op.drop_column("agent_department", "idle_since")
    op.drop_column("agent_department", "ready_at")
    op.drop_column("agent", "talks_on")
    op.drop_column("agent", "talks")
    op.drop_column("agent", "offered_at")
    op.drop_column("agent", "deputy")
    op.drop_column("agent", "pin_locks")
    op.drop_column("agent", "pin_locked_until")
    op.drop_column("agent", "pin_misses")
    op.drop_column("agent", "pin_hash")
    op.drop_table("incident_listener")
    op.drop_index("uq_unattended_now", table_name="unattended")
    op.drop_index("ix_unattended_began_at", table_name="unattended")
    op.drop_table("unattended")
    op.drop_table("incident")
    op.drop_table("handling")
    op.drop_table("estimate_error")
