"""What somebody is in the middle of saying."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, String, Table, Text, UniqueConstraint, false, text

from storage.rows.base import BIG, id_column, metadata, ref
from storage.types import Moment

questions = Table(
    "questions", metadata, id_column(),
    Column("member_id", BIG, nullable=False),
    Column("chat_id", BIG, nullable=False),
    Column("action", String(32), nullable=False),
    Column("task_id", BIG, nullable=False),
    Column("arg", Text, nullable=False),
    Column("message_id", BIG),
    Column("asked_at", Moment),
    Column("words", Text),
    Column("thread_id", BIG, nullable=False, server_default=text("0")),  # 0: the chat itself
    UniqueConstraint("member_id", "chat_id", "thread_id"),
    sqlite_autoincrement=True,
)  # fmt: skip

drafts = Table(
    "drafts", metadata, id_column(),
    Column("member_id", BIG, nullable=False),
    Column("chat_id", BIG, nullable=False),
    Column("data", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Index("ix_drafts_written", "member_id", "chat_id"),
    sqlite_autoincrement=True,
)  # fmt: skip

# Drafts whose file is still to be read, beside the writer.
unread_files = Table(
    "unread_files", metadata,
    Column("draft_id", BIG, primary_key=True, autoincrement=False),
)  # fmt: skip

# Orders typed in other chats, until they are confirmed in private.
typed_orders = Table(
    "typed_orders", metadata, id_column(),
    ref("member_id", "members.id"),
    Column("token", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("chosen", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("token"),
    Index("ix_typed_orders_member", "member_id"),
    Index("ix_typed_orders_asked", "asked_at"),
    sqlite_autoincrement=True,
)  # fmt: skip
