"""The tables. Typed columns, no relationships; moments are UTC, ids 64 bits."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from storage.types import Moment


def _some(name: str, where: str, *columns: str) -> Index:
    """An index over the rows that are looked for again and again, however many others a table has gathered."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


_OPEN, _PENDING, _SENT = "status NOT IN ('done', 'cancelled')", "state = 'pending'", "state = 'sent'"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

BIG = BigInteger().with_variant(Integer, "sqlite")


def _id() -> Column[int]:
    """A number given once, never again, not even when its row is deleted: buttons and leases remember numbers.

    SQLite needs `sqlite_autoincrement` on the table for that.
    """
    return Column("id", BIG, primary_key=True, autoincrement=True)


def _ref(name: str, target: str, *, null: bool = False, primary: bool = False) -> Column[int]:
    return Column(name, BIG, ForeignKey(target), nullable=null, primary_key=primary)


inbox = Table(
    "inbox", metadata,
    Column("update_id", BIG, primary_key=True, autoincrement=False),
    Column("received_at", Moment, nullable=False),
    Column("body", Text, nullable=False),
    Column("done_at", Moment),
    Column("attempts", Integer, nullable=False, default=0),
    Column("error", Text),
    _some("ix_inbox_waiting", "done_at IS NULL", "received_at", "update_id"),
    _some("ix_inbox_done", "done_at IS NOT NULL AND error IS NULL", "done_at"),
)  # fmt: skip

members = Table(
    "members", metadata, _id(),
    Column("telegram_id", BIG, unique=True),
    Column("name", Text, nullable=False),
    Column("username", String(64), index=True),
    Column("role", String(16), nullable=False),
    Column("language", String(16)),
    Column("telegram_language", String(16)),
    Column("reachable", Boolean, nullable=False),
    Column("active", Boolean, nullable=False),
    sqlite_autoincrement=True,
)  # fmt: skip

teams = Table(
    "teams", metadata, _id(),
    Column("chat_id", BIG, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("language", String(16)),
    Column("thread_id", BIG),
    Column("digest_time", String(5)),
    Column("digest_on", Boolean, nullable=False),
    Column("added_by_telegram_id", BIG),
    sqlite_autoincrement=True,
)  # fmt: skip

memberships = Table(
    "memberships", metadata,
    _ref("team_id", "teams.id", primary=True),
    _ref("member_id", "members.id", primary=True),
    Column("role", String(16), nullable=False),
    Index("ix_memberships_member", "member_id"),
)  # fmt: skip

tasks = Table(
    "tasks", metadata, _id(),
    Column("title", Text, nullable=False),
    _ref("assigner_id", "members.id"),
    _ref("first_handler_id", "members.id"),
    _ref("team_id", "teams.id", null=True),
    Column("thread_id", BIG),
    Column("created_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("due_words", Text, nullable=False),
    Column("due_day_only", Boolean, nullable=False),
    Column("due_said_at", Moment),
    Column("priority", String(16), nullable=False),
    Column("status", String(16), nullable=False),
    Column("percent", Integer, nullable=False),
    Column("blocked", Boolean, nullable=False),
    Column("returns", Integer, nullable=False),
    Column("result", Text, nullable=False),
    Column("rating", Integer), Column("submitted_at", Moment), Column("closed_at", Moment),
    Column("attachments", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("content", Text, nullable=False, server_default=text("''")),
    Column("standard", Text, nullable=False, server_default=text("''")),
    Column("origin", String(16)), Column("origin_ref", Text, nullable=False, server_default=text("''")),
    Column("evidence", Boolean, nullable=False, server_default=false()), Column("paused_at", Moment),
    Column("resumes_at", Moment),
    Column("pause_reason", Text, nullable=False, server_default=text("''")),
    Index("ix_tasks_assigner", "assigner_id", "status"),
    Index("ix_tasks_team", "team_id", "status"),
    _some("ix_tasks_open", _OPEN, "due_at", "id", "status"),
    _some("ix_tasks_open_team", _OPEN, "team_id", "due_at", "id", "status"),
    _some("ix_tasks_open_assigner", _OPEN, "assigner_id", "due_at", "id", "status"),
    _some("ix_tasks_handed_in", "status IN ('submitted', 'declined')", "due_at", "id"),
    _some("ix_tasks_finished", "status = 'done'", "team_id", "closed_at"),
    sqlite_autoincrement=True,
)  # fmt: skip

assignments = Table(
    "assignments", metadata,
    _ref("task_id", "tasks.id", primary=True),
    _ref("member_id", "members.id", primary=True),
    Column("part", String(16), nullable=False),
    Column("place", Integer, nullable=False),
    Column("accepted_at", Moment),
    Column("reported_at", Moment),
    Index("ix_assignments_member", "member_id", "part"),
)  # fmt: skip

clocks = Table(
    "clocks", metadata,
    _ref("task_id", "tasks.id", primary=True),
    Column("kind", String(16), primary_key=True),
    Column("generation", Integer, primary_key=True),
    _ref("member_id", "members.id"),
    Column("started_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("met_at", Moment),
    Column("stopped_at", Moment),
    Column("breached_at", Moment),
)  # fmt: skip

requests = Table(
    "requests", metadata,
    _ref("task_id", "tasks.id", primary=True),
    Column("number", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),
    _ref("member_id", "members.id"),
    Column("asked_at", Moment, nullable=False),
    Column("reason", Text, nullable=False),
    Column("due_at", Moment),
    Column("to_member_id", BIG),
    Column("answered_at", Moment),
    Column("granted", Boolean),
    _some("ix_requests_waiting", "answered_at IS NULL", "task_id"),
)  # fmt: skip

timers = Table(
    "timers", metadata, _id(),
    Column("key", String(160), nullable=False, unique=True),
    Column("kind", String(32), nullable=False),
    _ref("task_id", "tasks.id", null=True),
    Column("due_at", Moment, nullable=False),
    Column("data", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("finished_at", Moment),
    Column("error", Text),
    Index("ix_timers_due", "state", "due_at"),
    Index("ix_timers_task", "task_id", "state"),
    Index("ix_timers_kind", "kind", "state", "due_at"),
    sqlite_autoincrement=True,
)  # fmt: skip

history = Table(
    "history", metadata,
    _ref("task_id", "tasks.id", primary=True),
    Column("seq", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("actor_id", BIG),
    Column("name", String(32), nullable=False),
    Column("data", Text, nullable=False),
    Column("prev_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)  # fmt: skip

seals = Table(
    "seals", metadata,
    Column("day", String(10), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("heads", Text, nullable=False),
    Column("seal", String(64), nullable=False),
)  # fmt: skip

outbox = Table(
    "outbox", metadata, _id(),
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
    Index("ix_outbox_lane", "lane", "state"),
    _some("ix_outbox_pending", _PENDING, "urgency", "id", "not_before", "leased_until", "lane"),
    _some("ix_outbox_due", _PENDING, "not_before"),
    _some("ix_outbox_kind", _PENDING, "kind", "not_before"),
    _some("ix_outbox_line", _PENDING, "lane", "kind", "not_before"),
    _some("ix_outbox_chat", _PENDING, "chat_id", "edits_message_id"),
    _some("ix_outbox_sent", _SENT, "lane", "sent_at"),
    _some("ix_outbox_said", _SENT, "lane", "message_id"),
    sqlite_autoincrement=True,
)  # fmt: skip

posts = Table(
    "posts", metadata,
    Column("chat_id", BIG, primary_key=True),
    Column("message_id", BIG, primary_key=True),
    _ref("task_id", "tasks.id"),
    Column("kind", String(16), nullable=False),
    Column("seq", Integer),
    Column("media_group", String(64)),
    Column("member_id", BIG),
    Index("ix_posts_task", "task_id", "kind"),
    Index("ix_posts_album", "chat_id", "media_group"),
)  # fmt: skip

questions = Table(
    "questions", metadata, _id(),
    Column("member_id", BIG, nullable=False),
    Column("chat_id", BIG, nullable=False),
    Column("action", String(32), nullable=False),
    Column("task_id", BIG, nullable=False),
    Column("arg", Text, nullable=False),
    Column("message_id", BIG),
    Column("asked_at", Moment),
    Column("words", Text),
    UniqueConstraint("member_id", "chat_id"),
    sqlite_autoincrement=True,
)  # fmt: skip

drafts = Table(
    "drafts", metadata, _id(),
    Column("member_id", BIG, nullable=False),
    Column("chat_id", BIG, nullable=False),
    Column("data", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("member_id", "chat_id"),
    sqlite_autoincrement=True,
)  # fmt: skip

invites = Table(
    "invites", metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("role", String(16), nullable=False),
    _ref("team_id", "teams.id", null=True),
    Column("expires_at", Moment, nullable=False),
    Column("uses_left", Integer, nullable=False),
    Column("created_by", BIG),
    Column("revoked", Boolean, nullable=False),
)  # fmt: skip

meta = Table(
    "meta", metadata,
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)  # fmt: skip
