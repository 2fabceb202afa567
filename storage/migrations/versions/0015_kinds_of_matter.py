"""A matter has a kind; all that stand in the database are tasks."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("tasks", sa.Column("kind", sa.String(16), nullable=False, server_default=sa.text("'task'")))


def downgrade() -> None:
    op.drop_column("tasks", "kind")
