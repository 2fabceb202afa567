"""Lists are counted by indexes that hold all that is asked: by kind, and with what waits for others."""

from alembic import op
from sqlalchemy import text

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

_OPEN = text("status NOT IN ('done', 'cancelled')")
_BEFORE = {
    "ix_tasks_open_counted": ["team_id", "status", "kind", "confidential"],
    "ix_tasks_open": ["due_at", "id", "status", "kind", "confidential"],
    "ix_tasks_open_team": ["team_id", "due_at", "id", "status", "kind", "confidential"],
    "ix_tasks_open_assigner": ["assigner_id", "due_at", "id", "status", "kind", "confidential"],
}
_AFTER = {
    "ix_tasks_open_counted": ["team_id", "kind", "confidential", "status"],
    **{name: [*columns, "awaits"] for name, columns in _BEFORE.items() if "due_at" in columns},
}


def upgrade() -> None:
    _replace(_AFTER)
    _of_members("member_id", "part", "handed_in_at", "task_id")
    rare = text("status NOT IN ('done', 'cancelled') AND kind <> 'task'")
    op.create_index("ix_tasks_open_rare", "tasks", ["kind"], sqlite_where=rare, postgresql_where=rare)


def downgrade() -> None:
    op.drop_index("ix_tasks_open_rare", "tasks")
    _of_members("member_id", "part")
    _replace(_BEFORE)


def _of_members(*columns: str) -> None:
    op.drop_index("ix_assignments_member", "assignments")
    op.create_index("ix_assignments_member", "assignments", list(columns))


def _replace(indexes: dict[str, list[str]]) -> None:
    for name, columns in indexes.items():
        op.drop_index(name, "tasks")
        op.create_index(name, "tasks", columns, sqlite_where=_OPEN, postgresql_where=_OPEN)
