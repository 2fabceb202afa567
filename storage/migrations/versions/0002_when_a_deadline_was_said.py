"""When the words of a deadline were read, so that it can be counted again on another calendar."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("tasks", sa.Column("due_said_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE tasks SET due_said_at = created_at WHERE due_words <> ''")


def downgrade() -> None:
    op.drop_column("tasks", "due_said_at")
