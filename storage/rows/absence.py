"""Who stands in for whom, and who is away."""

from __future__ import annotations

from sqlalchemy import Column, Table

from storage.rows.base import BIG, id_column, metadata, ref, some
from storage.types import Moment

backups = Table(
    "backups", metadata,
    ref("member_id", "members.id", primary=True),
    ref("backup_id", "members.id"),
)  # fmt: skip

absences = Table(
    "absences", metadata, id_column(),
    ref("member_id", "members.id"),
    Column("begins_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    ref("backup_id", "members.id", null=True),
    Column("set_by", BIG, nullable=False),
    Column("begun_at", Moment),
    Column("ended_at", Moment),
    some("ix_absences_open", "ended_at IS NULL", "begins_at"),
    sqlite_autoincrement=True,
)  # fmt: skip
