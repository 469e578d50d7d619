"""What is not published yet and what is kept: drafts of menus, kept rehearsals, sounds, every line that was."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_WHEN = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "line_kept",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", _WHEN, nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("version", name="pk_line_kept"),
    )
    op.create_table(
        "menu_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("draft", sa.JSON(none_as_null=True)),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("undo", sa.JSON(none_as_null=True)),
        sa.Column("changed_at", _WHEN, nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_menu_draft"),
    )
    op.create_table(
        "sound",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=3), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media", sa.LargeBinary(), nullable=False),
        sa.Column("added_at", _WHEN, nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_sound"),
    )
    op.create_table(
        "first_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("changed_at", _WHEN, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_first_line"),
    )
    op.create_table(
        "rehearsal",
        sa.Column("id", sa.String(length=26), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("setup", sa.JSON(), nullable=False),
        sa.Column("presses", sa.JSON(), nullable=False),
        sa.Column("expected", sa.JSON(), nullable=False),
        sa.Column("kept_at", _WHEN, nullable=False),
        sa.Column("kept_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rehearsal"),
        sa.UniqueConstraint("name", name="uq_rehearsal_name"),
    )
    op.add_column("menu_version", sa.Column("note", sa.Text()))
    with op.batch_alter_table("closure") as table:
        table.add_column(sa.Column("yearly", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("closure") as table:
        table.drop_column("yearly")
    op.drop_column("menu_version", "note")
    op.drop_table("rehearsal")
    op.drop_table("first_line")
    op.drop_table("sound")
    op.drop_table("menu_draft")
    op.drop_table("line_kept")
