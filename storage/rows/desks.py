"""Review desks: what each shows, what was put off, what was done."""

from __future__ import annotations

from sqlalchemy import Column, Index, Table, Text, text

from storage.rows.base import BIG, id_column, metadata, ref
from storage.types import Moment

desks = Table(
    "desks", metadata, id_column(),
    ref("member_id", "members.id"),
    Column("opened_at", Moment, nullable=False),
    Column("message_id", BIG),
    Column("shown", Text, nullable=False, server_default=text("''")),
    Column("later", Text, nullable=False, server_default=text("''")),
    Column("done", Text, nullable=False, server_default=text("''")),
    Index("ix_desks_member", "member_id"),
    sqlite_autoincrement=True,
)  # fmt: skip
