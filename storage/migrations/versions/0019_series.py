"""Series: what is ordered once and comes back by a rule, and what became of each date; a task names the series it came of."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_GOING = sa.text("going IN ('running', 'held')")


def upgrade() -> None:
    op.create_table(
        "series",
        sa.Column("id", _BIG, autoincrement=True, nullable=False),
        sa.Column("giver_id", _BIG, sa.ForeignKey("members.id", name="fk_series_giver_id"), nullable=False),
        sa.Column("lead_id", _BIG, sa.ForeignKey("members.id", name="fk_series_lead_id"), nullable=False),
        sa.Column("team_id", _BIG, sa.ForeignKey("teams.id", name="fk_series_team_id")),
        sa.Column("in_group", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("office_days", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("adjust", sa.String(16), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.Column("until", sa.String(10), nullable=False, server_default=sa.text("''")),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("ahead", sa.String(16), nullable=False, server_default=sa.text("''")),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("began_on", sa.String(10), nullable=False),
        sa.Column("settled_on", sa.String(10), nullable=False),
        sa.Column("settled_due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.Column("going", sa.String(16), nullable=False),
        sa.Column("next_on", sa.String(10), nullable=False, server_default=sa.text("''")),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_series"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_series_going", "series", ["id"], sqlite_where=_GOING, postgresql_where=_GOING)
    op.create_table(
        "series_dates",
        sa.Column("series_id", _BIG, sa.ForeignKey("series.id", name="fk_series_dates_series_id"), nullable=False),
        sa.Column("on", sa.String(10), nullable=False),
        sa.Column("became", sa.String(16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("task_id", _BIG),
        sa.Column("nth", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.PrimaryKeyConstraint("series_id", "on", name="pk_series_dates"),
    )
    op.add_column("tasks", sa.Column("series_id", _BIG))
    op.add_column("tasks", sa.Column("nth", sa.Integer(), nullable=False, server_default=sa.text("0")))


def downgrade() -> None:
    op.drop_column("tasks", "nth")
    op.drop_column("tasks", "series_id")
    op.drop_table("series_dates")
    op.drop_index("ix_series_going", "series")
    op.drop_table("series")
