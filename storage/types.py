"""Column types of ours."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import DateTime, Dialect, TypeDecorator


class Moment(TypeDecorator[datetime]):
    """An aware UTC moment; a naive one is a bug and refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Any:
        """SQLite keeps a moment as text, and a command writes and reads a hundred of them: not by way of a general one."""
        return _text if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: Dialect, coltype: Any) -> Any:
        """Back from SQLite's text."""
        return _moment if dialect.name == "sqlite" else super().result_processor(dialect, coltype)

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> Any:
        return None if value is None else _in_utc(value)

    def process_result_value(self, value: Any, _dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _in_utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("a moment without a zone cannot be stored")
    return value.astimezone(UTC)


def _text(value: datetime | None) -> str | None:
    """As SQLAlchemy writes it: `2026-11-23 01:00:00.000000`."""
    if value is None:
        return None
    return _written(value if value.tzinfo is UTC else _in_utc(value))


@lru_cache(64)  # most of what a unit writes happens now
def _written(moment: datetime) -> str:
    return moment.isoformat(" ", "microseconds")[:26]


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text + "+00:00")
