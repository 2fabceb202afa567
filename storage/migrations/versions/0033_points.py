"""What an assessment counts is found in the history by its moment, and by its task."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

_JUDGED = "name IN ('approved', 'rated', 'returned')"
_COUNTED = "name IN ('submitted', 'approved', 'rated', 'returned', 'reopened', 'taken-back', 'priority-changed')"


def upgrade() -> None:
    for name, columns, where in (
        ("ix_history_judged", ["at", "task_id"], _JUDGED),
        ("ix_history_counted", ["task_id", "seq"], _COUNTED),
    ):
        op.create_index(name, "history", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def downgrade() -> None:
    op.drop_index("ix_history_counted", "history")
    op.drop_index("ix_history_judged", "history")
