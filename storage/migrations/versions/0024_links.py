"""A task may come after others, and has tags under which it is found."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_SAID = ("comes_after", "awaits", "tags")


def upgrade() -> None:
    for name in _SAID:
        op.add_column("tasks", sa.Column(name, sa.Text(), nullable=False, server_default=sa.text("''")))
    op.create_table(
        "followers",
        sa.Column("task_id", _BIG, sa.ForeignKey("tasks.id", name="fk_followers_task_id"), nullable=False),
        sa.Column("before_id", _BIG, sa.ForeignKey("tasks.id", name="fk_followers_before_id"), nullable=False),
        sa.PrimaryKeyConstraint("task_id", "before_id", name="pk_followers"),
    )
    op.create_index("ix_followers_before", "followers", ["before_id", "task_id"])
    op.create_table(
        "task_tags",
        sa.Column("task_id", _BIG, sa.ForeignKey("tasks.id", name="fk_task_tags_task_id"), nullable=False),
        sa.Column("tag", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("task_id", "tag", name="pk_task_tags"),
    )
    op.create_index("ix_task_tags_tag", "task_tags", ["tag", "task_id"])


def downgrade() -> None:
    op.drop_index("ix_task_tags_tag", "task_tags")
    op.drop_table("task_tags")
    op.drop_index("ix_followers_before", "followers")
    op.drop_table("followers")
    for name in reversed(_SAID):
        op.drop_column("tasks", name)
