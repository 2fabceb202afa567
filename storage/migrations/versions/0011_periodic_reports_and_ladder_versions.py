"""A task has a rule by which is reported, knows when it was last heard of, and keeps the ladders it was given under."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_NEW = ("periodic", "periodic_words", "heard_at", "ladder")


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False)


def upgrade() -> None:
    op.add_column("tasks", _words("periodic"))
    op.add_column("tasks", _words("periodic_words"))
    op.add_column("tasks", sa.Column("heard_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("tasks", sa.Column("ladder", sa.String(64), server_default=sa.text("''"), nullable=False))
    op.create_table(
        "ladders",
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_ladders")),
    )


def downgrade() -> None:
    op.drop_table("ladders")
    for name in reversed(_NEW):
        op.drop_column("tasks", name)
