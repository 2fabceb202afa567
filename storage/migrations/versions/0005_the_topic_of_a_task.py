"""A task remembers the topic of the group in which it was given; those from before have none."""

import sqlalchemy as sa
from alembic import op

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("tasks", sa.Column("thread_id", BIG, nullable=True))


def downgrade() -> None:
    op.drop_column("tasks", "thread_id")
