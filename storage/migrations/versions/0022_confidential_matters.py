"""What is confidential is left out of other people's lists, and how often a task was chased is counted; nothing was so far."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_OPEN = sa.text("status NOT IN ('done', 'cancelled')")
_COUNTED = {
    "ix_tasks_open_counted": ("team_id", "status", "kind"),
    "ix_tasks_open": ("due_at", "id", "status", "kind"),
    "ix_tasks_open_team": ("team_id", "due_at", "id", "status", "kind"),
    "ix_tasks_open_assigner": ("assigner_id", "due_at", "id", "status", "kind"),
}


def upgrade() -> None:
    op.add_column("tasks", sa.Column("confidential", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("tasks", sa.Column("chases", sa.Integer(), server_default=sa.text("0"), nullable=False))
    _index_anew("confidential")


def downgrade() -> None:
    _index_anew()
    op.drop_column("tasks", "confidential")
    op.drop_column("tasks", "chases")


def _index_anew(*also: str) -> None:
    for name, columns in _COUNTED.items():
        op.drop_index(name, "tasks")
        op.create_index(name, "tasks", [*columns, *also], sqlite_where=_OPEN, postgresql_where=_OPEN)
