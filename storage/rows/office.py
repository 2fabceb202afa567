"""The office: its members, teams, invitations, and what it keeps about itself."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, String, Table, Text, false, text, true

from storage.rows.base import BIG, id_column, metadata, ref
from storage.types import Moment

members = Table(
    "members", metadata, id_column(),
    Column("telegram_id", BIG, unique=True),
    Column("name", Text, nullable=False),
    Column("username", String(64)),
    Column("folded", String(64), index=True),  # the username as it is looked for
    Column("role", String(16), nullable=False),
    Column("language", String(16)),
    Column("telegram_language", String(16)),
    Column("zone", String(64)),
    Column("reachable", Boolean, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("left", Boolean, nullable=False, server_default=false()),
    Column("removed", Boolean, nullable=False, server_default=false()),
    Column("morning_time", String(5)),
    Column("morning_on", Boolean, nullable=False, server_default=true()),
    Column("morning_when_empty", Boolean, nullable=False, server_default=false()),
    Column("topics", Boolean, nullable=False, server_default=false()),
    Column("hinted", Text, nullable=False, server_default=text("''")),
    sqlite_autoincrement=True,
)  # fmt: skip

teams = Table(
    "teams", metadata, id_column(),
    Column("chat_id", BIG, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("language", String(16)),
    Column("thread_id", BIG),
    Column("digest_time", String(5)),
    Column("digest_on", Boolean, nullable=False),
    Column("added_by_telegram_id", BIG),
    Column("zone", String(64)),
    Column("digest_when_empty", Boolean),
    sqlite_autoincrement=True,
)  # fmt: skip

memberships = Table(
    "memberships", metadata,
    ref("team_id", "teams.id", primary=True),
    ref("member_id", "members.id", primary=True),
    Column("role", String(16), nullable=False),
    Index("ix_memberships_member", "member_id"),
)  # fmt: skip

invites = Table(
    "invites", metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("role", String(16), nullable=False),
    ref("team_id", "teams.id", null=True),
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
