"""Bulletins: which were drafted, and those that were frozen with their figures."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, String, Table, Text, text

from storage.rows.base import id_column, metadata, ref
from storage.types import Moment

bulletins = Table(
    "bulletins", metadata, id_column(),
    Column("period", String(8), nullable=False),
    Column("year", Integer, nullable=False),
    ref("team_id", "teams.id", null=True),
    Column("drafted_at", Moment, nullable=False),
    Column("frozen_at", Moment),
    Column("number", Integer, nullable=False, server_default=text("0")),
    Column("figures", Text, nullable=False, server_default=text("''")),
    Index("ix_bulletins_team", "team_id", "period", unique=True, sqlite_where=text("team_id IS NOT NULL")),
    Index("ix_bulletins_office", "period", unique=True, sqlite_where=text("team_id IS NULL")),
    Index("ix_bulletins_period", "period"),
    sqlite_autoincrement=True,
)  # fmt: skip
