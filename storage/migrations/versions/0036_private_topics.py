"""A topic for each task in the private chats of those who want it, and in each a question; hints beside who had them."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "private_topics",
        sa.Column("member_id", _BIG, sa.ForeignKey("members.id", name="fk_private_topics_member_id"), nullable=False),
        sa.Column("task_id", _BIG, sa.ForeignKey("tasks.id", name="fk_private_topics_task_id"), nullable=False),
        sa.Column("thread_id", _BIG, nullable=True),
        sa.PrimaryKeyConstraint("member_id", "task_id", name="pk_private_topics"),
    )
    op.create_index("ix_private_topics_thread", "private_topics", ["member_id", "thread_id"])
    op.create_index("ix_private_topics_task", "private_topics", ["task_id"])
    op.add_column("members", sa.Column("topics", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("members", sa.Column("hinted", sa.Text(), server_default=sa.text("''"), nullable=False))
    of_member = "SELECT value FROM meta WHERE key = 'hinted:' || members.id"
    op.execute(f"UPDATE members SET hinted = ({of_member}) WHERE EXISTS ({of_member})")  # noqa: S608 - our own words
    op.execute("DELETE FROM meta WHERE key LIKE 'hinted:%'")
    with op.batch_alter_table("questions", table_kwargs={"sqlite_autoincrement": True}) as questions:
        questions.add_column(sa.Column("thread_id", _BIG, server_default="0", nullable=False))
        questions.drop_constraint("uq_questions_member_id_chat_id", type_="unique")
        questions.create_unique_constraint(
            "uq_questions_member_id_chat_id_thread_id", ["member_id", "chat_id", "thread_id"]
        )


def downgrade() -> None:
    newest = "SELECT max(id) FROM questions GROUP BY member_id, chat_id"
    op.execute(f"DELETE FROM questions WHERE id NOT IN ({newest})")  # noqa: S608 - no word of it is anybody's
    with op.batch_alter_table("questions", table_kwargs={"sqlite_autoincrement": True}) as questions:
        questions.drop_constraint("uq_questions_member_id_chat_id_thread_id", type_="unique")
        questions.create_unique_constraint("uq_questions_member_id_chat_id", ["member_id", "chat_id"])
        questions.drop_column("thread_id")
    op.execute("INSERT INTO meta (key, value) SELECT 'hinted:' || id, hinted FROM members WHERE hinted <> ''")
    op.drop_column("members", "hinted")
    op.drop_column("members", "topics")
    op.drop_index("ix_private_topics_task", "private_topics")
    op.drop_index("ix_private_topics_thread", "private_topics")
    op.drop_table("private_topics")
