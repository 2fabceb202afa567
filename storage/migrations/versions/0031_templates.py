"""Templates: tasks that are given often."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "templates",
        sa.Column("id", _BIG, autoincrement=True, nullable=False),
        sa.Column("member_id", _BIG, sa.ForeignKey("members.id", name="fk_templates_member_id"), nullable=False),
        sa.Column("team_id", _BIG, sa.ForeignKey("teams.id", name="fk_templates_team_id")),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.PrimaryKeyConstraint("id", name="pk_templates"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_templates_member", "templates", ["member_id"])
    op.create_index("ix_templates_team", "templates", ["team_id"])


def downgrade() -> None:
    op.drop_index("ix_templates_team", "templates")
    op.drop_index("ix_templates_member", "templates")
    op.drop_table("templates")
