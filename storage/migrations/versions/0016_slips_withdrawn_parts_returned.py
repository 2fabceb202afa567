"""A slip can be withdrawn, and another of its colour issued then; a part says when it was returned.

The table of slips is made anew: of a colour a promise has one among those that hold, which is no constraint but an index.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_PROMISE = ["task_id", "colour", "promise"]
_HOLDS = sa.text("withdrawn_at IS NULL")
_SET_ASIDE = "CREATE TABLE slips_kept AS SELECT * FROM slips"
_TAKE_IN = (
    "INSERT INTO slips (year, number, task_id, colour, promise, seq, member_id, issued_at)"
    " SELECT year, number, task_id, colour, promise, seq, member_id, issued_at FROM slips_kept"
)


def _anew(*more: SchemaItem) -> None:
    """The table with these besides, and every row that was in it."""
    op.execute(sa.text(_SET_ASIDE))
    op.drop_table("slips")
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
        *more,
    )
    op.execute(sa.text(_TAKE_IN))
    op.drop_table("slips_kept")
    op.create_index("ix_slips_member", "slips", ["member_id", "year", "number"])


def upgrade() -> None:
    op.add_column("assignments", sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True))
    _anew(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_slips_promise", "slips", _PROMISE, unique=True, sqlite_where=_HOLDS, postgresql_where=_HOLDS)


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM slips WHERE withdrawn_at IS NOT NULL"))
    _anew(sa.UniqueConstraint(*_PROMISE, name=op.f("uq_slips_task_id_colour_promise")))
    op.drop_column("assignments", "returned_at")
