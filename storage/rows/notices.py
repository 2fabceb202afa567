"""To which teams a notice was told, and who has read it."""

from __future__ import annotations

from sqlalchemy import Column, Index, Table

from storage.rows.base import metadata, ref
from storage.types import Moment

notice_teams = Table(
    "notice_teams", metadata,
    ref("task_id", "tasks.id", primary=True),
    ref("team_id", "teams.id", primary=True),
    Index("ix_notice_teams_team", "team_id", "task_id"),
)  # fmt: skip

notice_reads = Table(
    "notice_reads", metadata,
    ref("task_id", "tasks.id", primary=True),
    ref("member_id", "members.id", primary=True),
    Column("read_at", Moment, nullable=False),
)  # fmt: skip
