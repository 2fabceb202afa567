"""Bulletins; indexes over what was given, closed, due and returned in a period, of which they are counted."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")
# Name, table, columns, and which rows (None: all).
_Index = tuple[str, str, tuple[str, ...], str | None]
_INDEXES: tuple[_Index, ...] = (
    ("ix_bulletins_period", "bulletins", ("period",), None),
    ("ix_tasks_created", "tasks", ("created_at",), None),
    ("ix_tasks_closed", "tasks", ("closed_at",), "closed_at IS NOT NULL"),
    ("ix_clocks_punctual", "clocks", ("due_at", "task_id"), "kind IN ('accept', 'first_report', 'periodic')"),
    ("ix_history_turned", "history", ("at",), "name IN ('returned', 'taken-back')"),
)
_UNIQUE: tuple[_Index, ...] = (
    ("ix_bulletins_team", "bulletins", ("team_id", "period"), "team_id IS NOT NULL"),
    ("ix_bulletins_office", "bulletins", ("period",), "team_id IS NULL"),
)


def _which(where: str | None) -> dict[str, Any]:
    return {} if where is None else dict.fromkeys(("sqlite_where", "postgresql_where"), sa.text(where))


def upgrade() -> None:
    op.create_table(
        "bulletins",
        sa.Column("id", _BIG, autoincrement=True, nullable=False),
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("team_id", _BIG, sa.ForeignKey("teams.id", name="fk_bulletins_team_id")),
        sa.Column("drafted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True)),
        sa.Column("number", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.Column("figures", sa.Text(), nullable=False, server_default=sa.text("''")),
        sa.PrimaryKeyConstraint("id", name="pk_bulletins"),
        sqlite_autoincrement=True,
    )
    for name, table, of, where in _UNIQUE:
        op.create_index(name, table, list(of), unique=True, **_which(where))
    for name, table, of, where in _INDEXES:
        op.create_index(name, table, list(of), **_which(where))


def downgrade() -> None:
    for name, table, _, _ in reversed(_INDEXES):
        op.drop_index(name, table)
    for name, table, _, _ in reversed(_UNIQUE):
        op.drop_index(name, table)
    op.drop_table("bulletins")
