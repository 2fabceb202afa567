"""To which teams a notice was told, who has read it, and when its words were changed."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.add_column("tasks", sa.Column("reworded_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "notice_teams",
        sa.Column("task_id", _BIG, nullable=False),
        sa.Column("team_id", _BIG, nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_notice_teams_task_id")),
        sa.ForeignKeyConstraint(["team_id"], ["teams.id"], name=op.f("fk_notice_teams_team_id")),
        sa.PrimaryKeyConstraint("task_id", "team_id", name=op.f("pk_notice_teams")),
    )
    op.create_index("ix_notice_teams_team", "notice_teams", ["team_id", "task_id"])
    op.create_table(
        "notice_reads",
        sa.Column("task_id", _BIG, nullable=False),
        sa.Column("member_id", _BIG, nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_notice_reads_member_id")),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_notice_reads_task_id")),
        sa.PrimaryKeyConstraint("task_id", "member_id", name=op.f("pk_notice_reads")),
    )


def downgrade() -> None:
    op.drop_table("notice_reads")
    op.drop_table("notice_teams")
    op.drop_column("tasks", "reworded_at")
