"""The register of slips."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, text

from storage.rows.base import metadata, ref
from storage.types import Moment

slips = Table(
    "slips", metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    ref("task_id", "tasks.id"),
    Column("colour", String(16), nullable=False),
    Column("promise", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    ref("member_id", "members.id"),
    Column("issued_at", Moment, nullable=False),
    Column("withdrawn_at", Moment),
    Index("ix_slips_promise", "task_id", "colour", "promise", unique=True, sqlite_where=text("withdrawn_at IS NULL")),
    Index("ix_slips_member", "member_id", "year", "number"),
)  # fmt: skip
