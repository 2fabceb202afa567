"""Templates: tasks that are given often, by whose they are and with which team they are shared."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text, text

from storage.rows.base import id_column, metadata, ref
from storage.types import Moment

templates = Table(
    "templates", metadata, id_column(),
    ref("member_id", "members.id"),
    ref("team_id", "teams.id", null=True),
    Column("name", Text, nullable=False),
    Column("data", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("used", Integer, nullable=False, server_default=text("0")),
    Index("ix_templates_member", "member_id"),
    Index("ix_templates_team", "team_id"),
    sqlite_autoincrement=True,
)  # fmt: skip
