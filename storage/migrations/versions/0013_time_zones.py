"""A member and a team may have a time zone of their own; those from before have the office's."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("members", "teams"):
        op.add_column(table, sa.Column("zone", sa.String(64), nullable=True))


def downgrade() -> None:
    for table in ("members", "teams"):
        op.drop_column(table, "zone")
