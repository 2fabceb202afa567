"""What was said of a clock that ran out, and the numbers of slips; what ran out before is a breach as it stands."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_SAID = ("breached_by", "appealed_at", "appeal", "ruled_at", "ruled_by", "ruling", "waived")
_RAN_OUT = sa.text("breached_at IS NOT NULL")


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False)


def _index(name: str, *columns: str) -> None:
    op.create_index(name, "clocks", list(columns), sqlite_where=_RAN_OUT, postgresql_where=_RAN_OUT)


def upgrade() -> None:
    op.add_column("clocks", sa.Column("breached_by", _BIG, nullable=True))
    op.execute("UPDATE clocks SET breached_by = member_id WHERE breached_at IS NOT NULL")
    op.add_column("clocks", sa.Column("appealed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("clocks", _words("appeal"))
    op.add_column("clocks", sa.Column("ruled_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("clocks", sa.Column("ruled_by", _BIG, nullable=True))
    op.add_column("clocks", _words("ruling"))
    op.add_column("clocks", sa.Column("waived", sa.Boolean(), server_default=sa.false(), nullable=False))
    _index("ix_clocks_breached", "due_at", "task_id", "kind")
    _index("ix_clocks_breached_member", "breached_by", "due_at", "task_id", "kind")
    op.create_table(
        "slips",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("task_id", _BIG, nullable=False),
        sa.Column("colour", sa.String(16), nullable=False),
        sa.Column("promise", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("member_id", _BIG, nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["members.id"], name=op.f("fk_slips_member_id")),
        sa.ForeignKeyConstraint(["task_id"], ["tasks.id"], name=op.f("fk_slips_task_id")),
        sa.PrimaryKeyConstraint("year", "number", name=op.f("pk_slips")),
        sa.UniqueConstraint("task_id", "colour", "promise", name=op.f("uq_slips_task_id_colour_promise")),
    )
    op.create_index("ix_slips_member", "slips", ["member_id", "year", "number"])


def downgrade() -> None:
    op.drop_table("slips")
    op.drop_index("ix_clocks_breached_member", "clocks")
    op.drop_index("ix_clocks_breached", "clocks")
    for name in reversed(_SAID):
        op.drop_column("clocks", name)
