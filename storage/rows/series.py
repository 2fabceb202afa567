"""Series, and what became of each of their dates: one row a date, so that none comes twice."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, String, Table, Text, false, text

from storage.rows.base import BIG, id_column, metadata, ref, some
from storage.types import Moment

_GOING = "going IN ('running', 'held')"

series = Table(
    "series", metadata, id_column(),
    ref("giver_id", "members.id"),
    ref("lead_id", "members.id"),
    ref("team_id", "teams.id", null=True),
    Column("in_group", Boolean, nullable=False, server_default=false()),
    Column("rule", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("office_days", Boolean, nullable=False, server_default=false()),
    Column("adjust", String(16), nullable=False),
    Column("times", Integer, nullable=False, server_default=text("0")),
    Column("until", String(10), nullable=False, server_default=text("''")),
    Column("zone", String(64), nullable=False),
    Column("ahead", String(16), nullable=False, server_default=text("''")),
    Column("template", Text, nullable=False),
    Column("began_on", String(10), nullable=False),
    Column("settled_on", String(10), nullable=False),
    Column("settled_due", Moment, nullable=False),
    Column("made", Integer, nullable=False, server_default=text("0")),
    Column("going", String(16), nullable=False),
    Column("next_on", String(10), nullable=False, server_default=text("''")),
    Column("version", Integer, nullable=False),
    some("ix_series_going", _GOING, "id"),
    sqlite_autoincrement=True,
)  # fmt: skip

series_dates = Table(
    "series_dates", metadata,
    ref("series_id", "series.id", primary=True),
    Column("on", String(10), primary_key=True),
    Column("became", String(16), nullable=False),
    Column("at", Moment, nullable=False),
    Column("task_id", BIG),
    Column("nth", Integer, nullable=False, server_default=text("0")),
)  # fmt: skip
