"""A question knows when it was asked, so that it dies, and the words that may be its answer while that is asked about."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("questions", sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("questions", sa.Column("words", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("questions", "words")
    op.drop_column("questions", "asked_at")
