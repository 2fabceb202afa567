"""Opening the database, with the settings that make SQLite safe."""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import Engine, create_engine, event

BUSY_SECONDS = 10


def open_engine(url: str) -> Engine:
    """An engine for the configured URL; SQLite with WAL, full synchronous writes, foreign keys and a busy timeout.

    Transactions are begun by `begin_immediate` in `storage.unit`, never by the driver: pysqlite's own deferred BEGIN loses
    updates without an error.
    """
    url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    if not url.startswith("sqlite"):
        return create_engine(url, pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_SECONDS * 1000}",
        "trusted_schema=OFF",
    ):
        connection.execute(f"PRAGMA {pragma}")
