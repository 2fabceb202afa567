"""A slip can be withdrawn, and another of its colour issued then; a part says when it was returned."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_PROMISE = ["task_id", "colour", "promise"]
_HOLDS = sa.text("withdrawn_at IS NULL")


def upgrade() -> None:
    op.add_column("assignments", sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("slips") as slips:
        slips.drop_constraint("uq_slips_task_id_colour_promise", type_="unique")
        slips.add_column(sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_slips_promise", "slips", _PROMISE, unique=True, sqlite_where=_HOLDS, postgresql_where=_HOLDS)


def downgrade() -> None:
    op.drop_index("ix_slips_promise", "slips")
    op.execute(sa.text("DELETE FROM slips WHERE withdrawn_at IS NOT NULL"))
    with op.batch_alter_table("slips") as slips:
        slips.drop_column("withdrawn_at")
        slips.create_unique_constraint("uq_slips_task_id_colour_promise", _PROMISE)
    op.drop_column("assignments", "returned_at")
