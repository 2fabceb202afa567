"""Meetings: since when each tells, what was discussed at it and what was decided; what is done is found by its day."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_OPEN, _DONE = sa.text("held_at IS NULL"), sa.text("status = 'done'")


def upgrade() -> None:
    op.create_table(
        "meetings",
        sa.Column("id", _BIG, autoincrement=True, nullable=False),
        sa.Column("team_id", _BIG, sa.ForeignKey("teams.id", name="fk_meetings_team_id")),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_up_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", _BIG, sa.ForeignKey("members.id", name="fk_meetings_opened_by"), nullable=False),
        sa.Column("held_at", sa.DateTime(timezone=True)),
        sa.Column("shown_in", _BIG),
        sa.Column("shown_as", _BIG),
        sa.Column("shown_page", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.PrimaryKeyConstraint("id", name="pk_meetings"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_meetings_open", "meetings", ["team_id"], sqlite_where=_OPEN, postgresql_where=_OPEN)
    op.create_index("ix_meetings_held", "meetings", ["team_id", "held_at"])
    op.create_table(
        "meeting_matters",
        sa.Column(
            "meeting_id", _BIG, sa.ForeignKey("meetings.id", name="fk_meeting_matters_meeting_id"), nullable=False
        ),
        sa.Column("task_id", _BIG, sa.ForeignKey("tasks.id", name="fk_meeting_matters_task_id"), nullable=False),
        sa.Column("decided", sa.Text(), nullable=False, server_default=sa.text("''")),
        sa.PrimaryKeyConstraint("meeting_id", "task_id", name="pk_meeting_matters"),
    )
    op.create_index("ix_tasks_finished_at", "tasks", ["closed_at"], sqlite_where=_DONE, postgresql_where=_DONE)


def downgrade() -> None:
    op.drop_index("ix_tasks_finished_at", "tasks")
    op.drop_table("meeting_matters")
    op.drop_index("ix_meetings_held", "meetings")
    op.drop_index("ix_meetings_open", "meetings")
    op.drop_table("meetings")
