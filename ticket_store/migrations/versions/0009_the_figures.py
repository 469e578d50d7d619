"""What reports count: talks, time on duty, and roll-ups by half-hour.

The roll-ups are filled from the rows that are there when the newest revision is reached (ticket_store.migrate).
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_WHEN = sa.DateTime(timezone=True)
_LIVE = sa.text("ended_at IS NULL")
_CALL = (
    "calls", "offered", "answered", "in_time", "abandoned", "short_abandons", "chose_callback", "left_message",
    "closed", "turned_away", "left_in_menu", "foretold", "rung_back", "rung_back_talked",
)  # fmt: skip
# What earlier versions wrote of talks: an event for each, named after its call and its lease on the agent.
_TALKS = """
    INSERT INTO talk (
        id, call_id, agent_id, reservation_id, department_key, is_first, taken_over, began_at, ended_at, held_ms,
        wrapping_since, wrapped_at
    )
    SELECT reservation.id, event.call_id, reservation.agent_id, reservation.id, call.department_key,
        (ROW_NUMBER() OVER (PARTITION BY event.call_id ORDER BY event.at, event.id)) = 1,
        LAG(reservation.agent_id, 1, reservation.agent_id)
            OVER (PARTITION BY event.call_id ORDER BY event.at, event.id) <> reservation.agent_id,
        event.at, {ended_at}, 0, {ended_at}, {ended_at}
    FROM event
    JOIN call ON call.id = event.call_id
    JOIN reservation ON reservation.id = substr(event.key, length(event.call_id) + 7)
    WHERE event.kind = 'talk'
"""
_ENDED_AT = "CASE WHEN reservation.released_at < event.at THEN event.at ELSE reservation.released_at END"
_DUTY = """
    INSERT INTO duty (id, agent_id, status, began_at)
    SELECT id, id, CASE WHEN chosen_status = 'available' AND NOT reachable THEN 'unreachable' ELSE chosen_status END,
        chosen_at
    FROM agent WHERE active AND chosen_status <> 'offline' AND chosen_at IS NOT NULL
"""


def upgrade() -> None:
    op.add_column("call", sa.Column("arrival", sa.String(), nullable=True))
    op.add_column("call", sa.Column("within_s", sa.Integer(), nullable=True))
    op.add_column("ticket", sa.Column("talks", sa.Integer(), server_default="0", nullable=False))
    op.add_column("shop", sa.Column("short_abandon_s", sa.Integer(), server_default="5", nullable=False))
    op.add_column(
        "shop", sa.Column("service_formula", sa.String(), server_default="of_offered", nullable=False)
    )
    op.create_index("ix_promise_until_at", "promise", ["until_at"])
    op.create_index(
        "ix_ticket_figures",
        "ticket",
        ["opened_at", "department_key", "status", "talks", "people", "reopened"],
    )
    _create_talk()
    _create_duty()
    _create_figures()
    op.execute(_TALKS.format(ended_at=_ENDED_AT))
    op.execute(_DUTY)
    op.execute(
        "UPDATE call SET within_s = (SELECT service_level_within_s FROM department "
        "WHERE department.key = call.department_key) WHERE queued_at IS NOT NULL"
    )
    op.execute(
        "UPDATE ticket SET talks = (SELECT count(*) FROM talk JOIN call ON call.id = talk.call_id "
        "WHERE call.ticket_id = ticket.id)"
    )


def _create_talk() -> None:
    op.create_table(
        "talk",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("call_id", sa.String(), nullable=False),
        sa.Column("agent_id", sa.String(), nullable=False),
        sa.Column("reservation_id", sa.String(length=26), nullable=False),
        sa.Column("department_key", sa.String(), nullable=True),
        sa.Column("is_first", sa.Boolean(), nullable=False),
        sa.Column("taken_over", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("began_at", _WHEN, nullable=False),
        sa.Column("ended_at", _WHEN, nullable=True),
        sa.Column("held_ms", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("wrapping_since", _WHEN, nullable=True),
        sa.Column("wrapped_at", _WHEN, nullable=True),
        sa.ForeignKeyConstraint(["call_id"], ["call.id"], name=op.f("fk_talk_call_id_call")),
        sa.ForeignKeyConstraint(["agent_id"], ["agent.id"], name=op.f("fk_talk_agent_id_agent")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talk")),
        sa.UniqueConstraint("reservation_id", name=op.f("uq_talk_reservation_id")),
    )
    op.create_index("ix_talk_call_id_agent_id", "talk", ["call_id", "agent_id"])


def _create_duty() -> None:
    op.create_table(
        "duty",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("agent_id", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("began_at", _WHEN, nullable=False),
        sa.Column("ended_at", _WHEN, nullable=True),
        sa.ForeignKeyConstraint(["agent_id"], ["agent.id"], name=op.f("fk_duty_agent_id_agent")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty")),
    )
    op.create_index(
        "uq_duty_now", "duty", ["agent_id"], unique=True, sqlite_where=_LIVE, postgresql_where=_LIVE
    )
    op.create_index("ix_duty_ended_at", "duty", ["ended_at"])


def _create_figures() -> None:
    _create_figure(
        "call_figure", {"department_key": None}, _CALL,
        ("waited_ms", "gave_up_after_ms", "foretold_off_ms", "foretold_over_ms"),
    )  # fmt: skip
    _create_figure(
        "talk_figure", {"agent_id": 26, "department_key": None}, ("talks", "calls", "taken_over"),
        ("talk_ms", "held_ms", "wrap_up_ms"),
    )  # fmt: skip
    _create_figure(
        "cause_figure", {"department_key": None, "disposition": None}, ("talks", "calls"), ("handle_ms",)
    )


def _create_figure(
    table: str, keys: dict[str, int | None], counts: tuple[str, ...], sums: tuple[str, ...]
) -> None:
    op.create_table(
        table,
        sa.Column("half_hour", sa.Integer(), autoincrement=False, nullable=False),
        *(sa.Column(name, sa.String(length=length), nullable=False) for name, length in keys.items()),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in counts),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in sums),
        sa.PrimaryKeyConstraint("half_hour", *keys, name=op.f(f"pk_{table}")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in ("cause_figure", "talk_figure", "call_figure", "duty", "talk"):
        op.drop_table(table)
    op.drop_index("ix_ticket_figures", table_name="ticket")
    op.drop_index("ix_promise_until_at", table_name="promise")
    op.drop_column("shop", "service_formula")
    op.drop_column("shop", "short_abandon_s")
    op.drop_column("ticket", "talks")
    op.drop_column("call", "within_s")
    op.drop_column("call", "arrival")
