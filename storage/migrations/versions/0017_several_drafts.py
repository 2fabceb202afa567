"""Several orders of one person may wait for their yes in one chat."""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_ONE = "uq_drafts_member_id_chat_id"
_ALL_BUT_THE_NEWEST = "DELETE FROM drafts WHERE id NOT IN (SELECT max(id) FROM drafts GROUP BY member_id, chat_id)"


def upgrade() -> None:
    with op.batch_alter_table("drafts", table_kwargs={"sqlite_autoincrement": True}) as drafts:
        drafts.drop_constraint(_ONE, type_="unique")
    op.create_index("ix_drafts_written", "drafts", ["member_id", "chat_id"])


def downgrade() -> None:
    op.drop_index("ix_drafts_written", "drafts")
    op.execute(_ALL_BUT_THE_NEWEST)
    with op.batch_alter_table("drafts", table_kwargs={"sqlite_autoincrement": True}) as drafts:
        drafts.create_unique_constraint(_ONE, ["member_id", "chat_id"])
