"""A member and a team may have a time zone of their own; a member may have left, or been removed."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("members", "teams"):
        op.add_column(table, sa.Column("zone", sa.String(64), nullable=True))
    for column in ("left", "removed"):
        op.add_column("members", sa.Column(column, sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    for column in ("removed", "left"):
        op.drop_column("members", column)
    for table in ("members", "teams"):
        op.drop_column(table, "zone")
