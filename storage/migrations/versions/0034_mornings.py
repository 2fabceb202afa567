"""When somebody's morning list comes, and whether what is empty says so."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("members", sa.Column("morning_time", sa.String(length=5), nullable=True))
    op.add_column("members", sa.Column("morning_on", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.add_column("members", sa.Column("morning_when_empty", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("teams", sa.Column("digest_when_empty", sa.Boolean(), nullable=True))


def downgrade() -> None:
    op.drop_column("teams", "digest_when_empty")
    for name in ("morning_when_empty", "morning_on", "morning_time"):
        op.drop_column("members", name)
