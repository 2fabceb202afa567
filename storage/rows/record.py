"""What happened: the history of each task, and the seals over it."""

from __future__ import annotations

from sqlalchemy import Column, Integer, String, Table, Text

from storage.rows.base import BIG, metadata, ref, some
from storage.types import Moment

history = Table(
    "history", metadata,
    ref("task_id", "tasks.id", primary=True),
    Column("seq", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("actor_id", BIG),
    Column("name", String(32), nullable=False),
    Column("data", Text, nullable=False),
    Column("prev_hash", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    some("ix_history_turned", "name IN ('returned', 'taken-back')", "at"),
)  # fmt: skip

seals = Table(
    "seals", metadata,
    Column("day", String(16), primary_key=True),
    Column("at", Moment, nullable=False),
    Column("heads", Text, nullable=False),
    Column("seal", String(64), nullable=False),
)  # fmt: skip
