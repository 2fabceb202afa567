"""What comes in and what goes out, and where it stands in the chats."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text, false

from storage.rows.base import BIG, id_column, metadata, ref, some
from storage.types import Moment

_PENDING, _SENT, _PARKED = (f"state = '{state}'" for state in ("pending", "sent", "parked"))

inbox = Table(
    "inbox", metadata,
    Column("update_id", BIG, primary_key=True, autoincrement=False),
    Column("received_at", Moment, nullable=False),
    Column("body", Text, nullable=False),
    Column("done_at", Moment),
    Column("attempts", Integer, nullable=False, default=0),
    Column("error", Text),
    some("ix_inbox_waiting", "done_at IS NULL", "received_at", "update_id"),
    some("ix_inbox_done", "done_at IS NOT NULL AND error IS NULL", "done_at"),
)  # fmt: skip

outbox = Table(
    "outbox", metadata, id_column(),
    Column("key", String(160), unique=True),
    Column("member_id", BIG),
    Column("chat_id", BIG),
    Column("thread_id", BIG),
    Column("reply_to", BIG),
    Column("lane", String(32), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("fields", Text, nullable=False),
    Column("urgency", Integer, nullable=False),
    Column("task_id", BIG),
    Column("edits_message_id", BIG),
    Column("created_at", Moment, nullable=False),
    Column("planned_for", Moment),
    Column("not_before", Moment, nullable=False),
    Column("state", String(16), nullable=False),
    Column("leased_until", Moment),
    Column("lease_owner", String(32)),
    Column("attempts", Integer, nullable=False),
    Column("sent_at", Moment),
    Column("message_id", BIG),
    Column("error", Text),
    Column("lost", Boolean, nullable=False, server_default=false()),
    some("ix_outbox_parked", _PARKED, "lane"),
    some("ix_outbox_pending", _PENDING, "urgency", "id", "not_before", "leased_until", "lane"),
    some("ix_outbox_due", _PENDING, "not_before"),
    some("ix_outbox_kind", _PENDING, "kind", "not_before"),
    some("ix_outbox_line", _PENDING, "lane", "id", "kind", "not_before"),
    some("ix_outbox_chat", f"{_PENDING} AND chat_id IS NOT NULL", "chat_id", "edits_message_id"),
    some("ix_outbox_sent", _SENT, "lane", "sent_at"),
    some("ix_outbox_said", _SENT, "lane", "message_id"),
    sqlite_autoincrement=True,
)  # fmt: skip

posts = Table(
    "posts", metadata,
    Column("chat_id", BIG, primary_key=True),
    Column("message_id", BIG, primary_key=True),
    ref("task_id", "tasks.id"),
    Column("kind", String(16), nullable=False),
    Column("seq", Integer),
    Column("media_group", String(64)),
    Column("member_id", BIG),
    Index("ix_posts_task", "task_id", "kind"),
    some("ix_posts_album", "media_group IS NOT NULL", "chat_id", "media_group"),
)  # fmt: skip

private_topics = Table(
    "private_topics", metadata,
    ref("member_id", "members.id", primary=True),
    ref("task_id", "tasks.id", primary=True),
    Column("thread_id", BIG),  # none: its reader has deleted it
    Index("ix_private_topics_thread", "member_id", "thread_id"),
    Index("ix_private_topics_task", "task_id"),
)  # fmt: skip
