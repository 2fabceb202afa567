"""What is done in slices: seals of what is not sealed yet, open tasks by number, those of a topic; usernames folded."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_REFUSE = "BEGIN SELECT RAISE(ABORT, 'append-only'); END"


_OPEN = sa.text("status NOT IN ('done', 'cancelled')")
_ASSIGNED = sa.text("status = 'assigned'")
_IN_A_TOPIC = sa.text("thread_id IS NOT NULL")


def upgrade() -> None:
    op.drop_index("ix_tasks_team", "tasks")
    op.create_index("ix_tasks_open_counted", "tasks", ["team_id", "status"], sqlite_where=_OPEN, postgresql_where=_OPEN)
    op.create_index("ix_tasks_open_number", "tasks", ["id"], sqlite_where=_OPEN, postgresql_where=_OPEN)
    op.create_index(
        "ix_tasks_assigned", "tasks", ["status", "due_at", "id"], sqlite_where=_ASSIGNED, postgresql_where=_ASSIGNED
    )
    op.create_index(
        "ix_tasks_topic", "tasks", ["team_id", "thread_id"], sqlite_where=_IN_A_TOPIC, postgresql_where=_IN_A_TOPIC
    )
    op.add_column("tasks", sa.Column("sealed", sa.Integer(), nullable=True))
    _days_of(16)
    op.add_column("members", sa.Column("folded", sa.String(64), nullable=True))
    op.execute("UPDATE members SET folded = lower(username)")
    op.drop_index("ix_members_username", "members")
    op.create_index("ix_members_folded", "members", ["folded"])


def downgrade() -> None:
    op.drop_index("ix_members_folded", "members")
    op.create_index("ix_members_username", "members", ["username"])
    op.drop_column("members", "folded")
    _days_of(10)
    op.drop_column("tasks", "sealed")
    op.drop_index("ix_tasks_topic", "tasks")
    op.drop_index("ix_tasks_assigned", "tasks")
    op.drop_index("ix_tasks_open_number", "tasks")
    op.drop_index("ix_tasks_open_counted", "tasks")
    op.create_index("ix_tasks_team", "tasks", ["team_id", "status"])


def _days_of(length: int) -> None:
    """How long the name of a seal may be. SQLite makes the table anew, and its triggers go with the old one."""
    with op.batch_alter_table("seals") as seals:
        seals.alter_column("day", type_=sa.String(length), existing_nullable=False)
    if op.get_bind().dialect.name != "sqlite":
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(f"CREATE TRIGGER seals_no_{verb.lower()} BEFORE {verb} ON seals FOR EACH ROW {_REFUSE}")
    known = "EXISTS (SELECT 1 FROM seals WHERE day = NEW.day)"
    op.execute(f"CREATE TRIGGER seals_no_replace BEFORE INSERT ON seals FOR EACH ROW WHEN {known} {_REFUSE}")
