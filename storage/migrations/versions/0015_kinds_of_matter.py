"""A matter has a kind, and lists are counted by it; all that stand in the database are tasks."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_OPEN = sa.text("status NOT IN ('done', 'cancelled')")
_COUNTED = {
    "ix_tasks_open_counted": ("team_id", "status"),
    "ix_tasks_open": ("due_at", "id", "status"),
    "ix_tasks_open_team": ("team_id", "due_at", "id", "status"),
    "ix_tasks_open_assigner": ("assigner_id", "due_at", "id", "status"),
}


def upgrade() -> None:
    op.add_column("tasks", sa.Column("kind", sa.String(16), nullable=False, server_default=sa.text("'task'")))
    _index_anew("kind")


def downgrade() -> None:
    _index_anew()
    op.drop_column("tasks", "kind")


def _index_anew(*also: str) -> None:
    for name, columns in _COUNTED.items():
        op.drop_index(name, "tasks")
        op.create_index(name, "tasks", [*columns, *also], sqlite_where=_OPEN, postgresql_where=_OPEN)
