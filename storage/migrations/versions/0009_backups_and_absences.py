"""Who stands in for whom, who is away, and who has a task's duty in the lead's place."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_STANDIN = "standin_id IS NOT NULL AND status NOT IN ('done', 'cancelled')"
_OPEN = "ended_at IS NULL"


def _member(name: str, *, null: bool = False, primary: bool = False) -> sa.Column[int]:
    return sa.Column(name, _BIG, sa.ForeignKey("members.id"), nullable=null, primary_key=primary)


def upgrade() -> None:
    op.create_table(
        "backups", _member("member_id", primary=True), _member("backup_id"),
    )  # fmt: skip
    op.create_table(
        "absences",
        sa.Column("id", _BIG, primary_key=True, autoincrement=True),
        _member("member_id"),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        _member("backup_id", null=True),
        sa.Column("set_by", _BIG, nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sqlite_autoincrement=True,
    )
    which: dict[str, Any] = {"sqlite_where": sa.text(_OPEN), "postgresql_where": sa.text(_OPEN)}
    op.create_index("ix_absences_open", "absences", ["begins_at"], **which)
    op.add_column("tasks", sa.Column("standin_id", _BIG, nullable=True))
    op.add_column("tasks", sa.Column("taken_over_at", sa.DateTime(timezone=True), nullable=True))
    which = {"sqlite_where": sa.text(_STANDIN), "postgresql_where": sa.text(_STANDIN)}
    op.create_index("ix_tasks_standin", "tasks", ["standin_id"], **which)


def downgrade() -> None:
    op.drop_index("ix_tasks_standin", "tasks")
    op.drop_column("tasks", "taken_over_at")
    op.drop_column("tasks", "standin_id")
    op.drop_table("absences")
    op.drop_table("backups")
