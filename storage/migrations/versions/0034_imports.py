"""Ledgers on their way in."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0032"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "imports",
        sa.Column("id", _BIG, autoincrement=True, nullable=False),
        sa.Column("member_id", _BIG, sa.ForeignKey("members.id", name="fk_imports_member_id"), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("unread", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_imports"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_imports_member", "imports", ["member_id"])


def downgrade() -> None:
    op.drop_index("ix_imports_member", "imports")
    op.drop_table("imports")
