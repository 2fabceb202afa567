"""Files that are still to be read, for the tasks in them."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "unread_files",
        sa.Column("draft_id", _BIG, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("draft_id", name="pk_unread_files"),
    )


def downgrade() -> None:
    op.drop_table("unread_files")
