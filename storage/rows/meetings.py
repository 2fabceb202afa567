"""Meetings, and what was ticked at each of them."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, Table, Text, text

from storage.rows.base import BIG, id_column, metadata, ref, some
from storage.types import Moment

meetings = Table(
    "meetings", metadata, id_column(),
    ref("team_id", "teams.id", null=True),
    Column("since", Moment, nullable=False),
    Column("taken_up_at", Moment, nullable=False),
    ref("opened_by", "members.id"),
    Column("held_at", Moment),
    Column("shown_in", BIG),
    Column("shown_as", BIG),
    Column("shown_page", Integer, nullable=False, server_default=text("0")),
    some("ix_meetings_open", "held_at IS NULL", "team_id"),
    Index("ix_meetings_held", "team_id", "held_at"),
    sqlite_autoincrement=True,
)  # fmt: skip

meeting_matters = Table(
    "meeting_matters", metadata,
    ref("meeting_id", "meetings.id", primary=True),
    ref("task_id", "tasks.id", primary=True),
    Column("decided", Text, nullable=False, server_default=text("''")),
)  # fmt: skip
