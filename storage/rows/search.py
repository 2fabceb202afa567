"""Searches that were made, so that their pages can be turned. The index of words is SQLite's own (`storage/words.py`)."""

from __future__ import annotations

from sqlalchemy import Column, Index, Table, Text

from storage.rows.base import BIG, id_column, metadata
from storage.types import Moment

searches = Table(
    "searches", metadata, id_column(),
    Column("member_id", BIG, nullable=False),
    Column("team_id", BIG),
    Column("asked", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_searches_member", "member_id", "at"),
    sqlite_autoincrement=True,
)  # fmt: skip
