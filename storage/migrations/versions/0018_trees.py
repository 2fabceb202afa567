"""A task may be a part of another, and a line of a plan has a period."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_PART = sa.text("parent_id IS NOT NULL")
_PLAN = sa.text("kind = 'plan'")


def upgrade() -> None:
    op.add_column("tasks", sa.Column("parent_id", sa.BigInteger().with_variant(sa.Integer, "sqlite")))
    op.add_column("tasks", sa.Column("period", sa.String(8), nullable=False, server_default=sa.text("''")))
    op.create_index(
        "ix_tasks_parent", "tasks", ["parent_id", "due_at", "id"], sqlite_where=_PART, postgresql_where=_PART
    )
    op.create_index("ix_tasks_plan", "tasks", ["period", "team_id", "id"], sqlite_where=_PLAN, postgresql_where=_PLAN)


def downgrade() -> None:
    op.drop_index("ix_tasks_plan", "tasks")
    op.drop_index("ix_tasks_parent", "tasks")
    op.drop_column("tasks", "period")
    op.drop_column("tasks", "parent_id")
