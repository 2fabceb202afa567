"""A task has milestones, each under a number of its own."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "milestones",
        sa.Column("task_id", _BIG, sa.ForeignKey("tasks.id", name="fk_milestones_task_id"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("day_only", sa.Boolean(), nullable=False),
        sa.Column("reached_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("clock", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("task_id", "number", name="pk_milestones"),
    )


def downgrade() -> None:
    op.drop_table("milestones")
