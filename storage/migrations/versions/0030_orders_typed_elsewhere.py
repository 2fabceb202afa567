"""Orders typed in other chats, by way of the bot, until they are confirmed in private."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "typed_orders",
        sa.Column("id", _BIG, autoincrement=True, nullable=False),
        sa.Column("member_id", _BIG, sa.ForeignKey("members.id", name="fk_typed_orders_member_id"), nullable=False),
        sa.Column("token", sa.String(64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("chosen", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("id", name="pk_typed_orders"),
        sa.UniqueConstraint("token", name="uq_typed_orders_token"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_typed_orders_member", "typed_orders", ["member_id"])
    op.create_index("ix_typed_orders_asked", "typed_orders", ["asked_at"])


def downgrade() -> None:
    op.drop_index("ix_typed_orders_asked", "typed_orders")
    op.drop_index("ix_typed_orders_member", "typed_orders")
    op.drop_table("typed_orders")
