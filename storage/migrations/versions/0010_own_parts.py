"""Everybody's own part, deadline and hand-in; whether one part is enough; what the other side of a disagreement says."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_NEW = (
    ("tasks", "any_one"),
    ("assignments", "does"),
    ("assignments", "due_at"),
    ("assignments", "due_day_only"),
    ("assignments", "handed_in_at"),
    ("requests", "reply"),
    ("requests", "put_at"),
)


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False)


def _moment(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=True)


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)


def upgrade() -> None:
    op.add_column("tasks", _flag("any_one"))
    op.add_column("assignments", _words("does"))
    op.add_column("assignments", _moment("due_at"))
    op.add_column("assignments", _flag("due_day_only"))
    op.add_column("assignments", _moment("handed_in_at"))
    op.add_column("requests", _words("reply"))
    op.add_column("requests", _moment("put_at"))


def downgrade() -> None:
    for table, name in reversed(_NEW):
        op.drop_column(table, name)
