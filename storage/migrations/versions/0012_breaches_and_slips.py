"""What was said of a clock that ran out, and the numbers of slips; what ran out before is a breach as it stands."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0008"
branch_labels = None
depends_on = None

_SAID = ("appealed_at", "appeal", "ruled_at", "ruled_by", "ruling", "waived")
_RAN_OUT = sa.text("breached_at IS NOT NULL")


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False)


def _index(name: str, *columns: str) -> None:
    op.create_index(name, "clocks", list(columns), sqlite_where=_RAN_OUT, postgresql_where=_RAN_OUT)


def upgrade() -> None:
    op.add_column("clocks", sa.Column("appealed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("clocks", _words("appeal"))
    op.add_column("clocks", sa.Column("ruled_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("clocks", sa.Column("ruled_by", sa.BigInteger().with_variant(sa.Integer, "sqlite"), nullable=True))
    op.add_column("clocks", _words("ruling"))
    op.add_column("clocks", sa.Column("waived", sa.Boolean(), server_default=sa.false(), nullable=False))
    _index("ix_clocks_breached", "due_at", "task_id", "kind")
    _index("ix_clocks_breached_member", "member_id", "due_at", "task_id", "kind")


def downgrade() -> None:
    op.drop_index("ix_clocks_breached_member", "clocks")
    op.drop_index("ix_clocks_breached", "clocks")
    for name in reversed(_SAID):
        op.drop_column("clocks", name)
