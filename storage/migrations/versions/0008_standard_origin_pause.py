"""A task has a standard, an origin and a pause, and says whether a result needs a file; those from before have none."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_NEW = ("standard", "origin", "origin_ref", "evidence", "paused_at", "resumes_at", "pause_reason")


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False)


def upgrade() -> None:
    op.add_column("tasks", _words("standard"))
    op.add_column("tasks", sa.Column("origin", sa.String(16), nullable=True))
    op.add_column("tasks", _words("origin_ref"))
    op.add_column("tasks", sa.Column("evidence", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("tasks", sa.Column("paused_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("tasks", sa.Column("resumes_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("tasks", _words("pause_reason"))


def downgrade() -> None:
    for name in reversed(_NEW):
        op.drop_column("tasks", name)
