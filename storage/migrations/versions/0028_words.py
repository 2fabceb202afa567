"""The index of words over matters and what was said of them, filled with what there is; and the searches that are made."""

import json
import re
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_SHIFT = 20
_AT_ONCE = 2000
_WORDS = ("text", "reason", "comment", "does", "was")
_WITHOUT = ("undelivered", "refusal-taken-back")
_PHONE = re.compile(r"(?<![\w#№])\(?\+?\(?\d(?:[\s()./-]{0,2}\d){6,14}(?!\w)", re.ASCII)
_ADD = sa.text("INSERT INTO search_words (rowid, said) VALUES (:place, :said)")


def upgrade() -> None:
    op.create_table(
        "searches",
        sa.Column("id", _BIG, autoincrement=True, nullable=False),
        sa.Column("member_id", _BIG, nullable=False),
        sa.Column("team_id", _BIG, nullable=True),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_searches"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_searches_member", "searches", ["member_id", "at"])
    if op.get_bind().dialect.name != "sqlite":
        return
    op.execute("CREATE VIRTUAL TABLE search_words USING fts5(said, content='', columnsize=0, tokenize='trigram')")
    op.execute("CREATE VIRTUAL TABLE search_terms USING fts5vocab('search_words', 'instance')")
    _fill()


def _fill() -> None:
    """In slices, so that an office of any size fits into memory."""
    db = op.get_bind()
    raised = {row[0] for row in db.execute(sa.text("SELECT id FROM tasks WHERE kind = 'raised'"))}
    tasks = "SELECT id, title, content, standard, origin_ref, tags, attachments FROM tasks ORDER BY id"
    for rows in db.execute(sa.text(tasks)).partitions(_AT_ONCE):
        _write(db, [(row.id << _SHIFT, _of_task(row), row.id in raised) for row in rows])
    facts = "SELECT task_id, seq, name, data FROM history ORDER BY task_id, seq"
    for rows in db.execute(sa.text(facts)).partitions(_AT_ONCE):
        _write(db, [((row.task_id << _SHIFT) + row.seq, _of_fact(row), row.task_id in raised) for row in rows])


def _of_task(row: Any) -> str:
    files = [file.get("name", "") for file in json.loads(row.attachments)]
    tags = " ".join(f"#{tag}" for tag in row.tags.split())
    return "\n".join(filter(None, (row.title, row.content, row.standard, row.origin_ref, tags, *files)))


def _of_fact(row: Any) -> str:
    if row.name in _WITHOUT:
        return ""
    fields = json.loads(row.data)
    files = (*fields.get("files", ()), *([fields["file"]] if fields.get("file") else []))
    return "\n".join(filter(None, [fields.get(key, "") for key in _WORDS] + [file.get("name", "") for file in files]))


def _write(db: sa.Connection, found: list[tuple[int, str, bool]]) -> None:
    """Without the telephone numbers in what was raised: they are for those who deal with it alone."""
    said = [(place, _PHONE.sub("☎…", words) if raised else words) for place, words, raised in found if words]
    if said:
        db.execute(_ADD, [{"place": place, "said": f"{words}\n\n\n"} for place, words in said])


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_terms")
        op.execute("DROP TABLE search_words")
    op.drop_index("ix_searches_member", "searches")
    op.drop_table("searches")
