"""Ledgers on their way in: the rows as they were read, and what was said of them, until they are taken in or given up."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Table, Text

from storage.rows.base import id_column, metadata, ref
from storage.types import Moment

imports = Table(
    "imports", metadata, id_column(),
    ref("member_id", "members.id"),
    Column("data", Text, nullable=False),
    Column("unread", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
    Index("ix_imports_member", "member_id"),
    sqlite_autoincrement=True,
)  # fmt: skip
