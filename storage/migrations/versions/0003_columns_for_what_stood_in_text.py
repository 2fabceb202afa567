"""The outbox says in columns what stood in its texts; who added a group is called what it is.

`created_at` was the moment before which a message was not to leave, so for rows from before it is that still, and
`planned_for` is empty: both are counted from as they were.
"""

import json

import sqlalchemy as sa
from alembic import op

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("edits_message_id", BIG, nullable=True))
    op.add_column("outbox", sa.Column("planned_for", sa.DateTime(timezone=True), nullable=True))
    op.add_column("outbox", sa.Column("lost", sa.Boolean(), server_default=sa.false(), nullable=False))
    _note_what_is_edited()
    op.execute("UPDATE outbox SET lost = (1 = 1) WHERE error LIKE 'outcome unknown%'")
    op.execute("ALTER TABLE teams RENAME COLUMN added_by TO added_by_telegram_id")


def _note_what_is_edited() -> None:
    outbox = sa.table("outbox", sa.column("id"), sa.column("fields"), sa.column("edits_message_id"))
    db = op.get_bind()
    found = db.execute(sa.select(outbox.c.id, outbox.c.fields).where(outbox.c.fields.contains('"message_id"'))).all()
    edits = [{"row": row.id, "message": json.loads(row.fields).get("message_id")} for row in found]
    if edits:
        setting = sa.update(outbox).where(outbox.c.id == sa.bindparam("row"))
        db.execute(setting.values(edits_message_id=sa.bindparam("message")), edits)


def downgrade() -> None:
    op.execute("ALTER TABLE teams RENAME COLUMN added_by_telegram_id TO added_by")
    op.execute("UPDATE outbox SET created_at = planned_for WHERE planned_for IS NOT NULL")
    op.drop_column("outbox", "lost")
    op.drop_column("outbox", "planned_for")
    op.drop_column("outbox", "edits_message_id")
