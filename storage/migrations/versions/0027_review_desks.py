"""Review desks: what each shows, what was put off, what was done; appeals that wait are found by their index."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_APPEALED = sa.text("appealed_at IS NOT NULL AND ruled_at IS NULL")


def upgrade() -> None:
    op.create_table(
        "desks",
        sa.Column("id", _BIG, autoincrement=True, nullable=False),
        sa.Column("member_id", _BIG, sa.ForeignKey("members.id", name="fk_desks_member_id"), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("message_id", _BIG),
        sa.Column("shown", sa.Text(), nullable=False, server_default=sa.text("''")),
        sa.Column("later", sa.Text(), nullable=False, server_default=sa.text("''")),
        sa.Column("done", sa.Text(), nullable=False, server_default=sa.text("''")),
        sa.PrimaryKeyConstraint("id", name="pk_desks"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_desks_member", "desks", ["member_id"])
    op.create_index("ix_clocks_appealed", "clocks", ["task_id"], sqlite_where=_APPEALED, postgresql_where=_APPEALED)


def downgrade() -> None:
    op.drop_index("ix_clocks_appealed", "clocks")
    op.drop_index("ix_desks_member", "desks")
    op.drop_table("desks")
