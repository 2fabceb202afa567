"""A raised matter: what became of it or it came from, whether its raiser is named, and for whom it was raised."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("tasks", sa.Column("linked_id", _BIG, nullable=True))
    op.add_column("tasks", sa.Column("anonymous", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("tasks", sa.Column("caller", sa.Text(), nullable=False, server_default=sa.text("''")))


def downgrade() -> None:
    for name in ("caller", "anonymous", "linked_id"):
        op.drop_column("tasks", name)
