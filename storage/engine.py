"""Opening the database, with the settings that make SQLite safe."""

from __future__ import annotations

import sqlite3
import time
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError

BUSY_SECONDS = 10


class BusyError(Exception):
    """Somebody else writes at this moment."""


def open_engine(url: str, *, write: bool = True) -> Engine:
    """An engine for the configured URL; SQLite with WAL, full synchronous writes, foreign keys and a busy timeout.

    Without `write` the database itself refuses to change anything over its connections. Transactions are begun in
    `storage.unit`, never by the driver: pysqlite's own deferred BEGIN loses updates without an error.
    """
    url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    if not url.startswith("sqlite"):
        only_reads = {} if write else {"options": "-c default_transaction_read_only=on"}
        return create_engine(url, pool_pre_ping=True, connect_args=only_reads)
    usual = {"timeout": BUSY_SECONDS, "check_same_thread": False}
    engine = create_engine(url, connect_args=usual, pool_reset_on_return=None)  # `storage.unit` ends what it begins
    event.listen(engine, "connect", _prepare)
    if not write:
        event.listen(engine, "connect", _only_read)
    return engine


def begin_writing(db: Connection, *, wait: bool) -> None:
    """Take SQLite's write lock. Who does not wait for it gets a BusyError where another process, or thread, has it."""
    if wait:
        db.exec_driver_sql("BEGIN IMMEDIATE")
        return
    _be_patient(db, 0)
    try:
        db.exec_driver_sql("BEGIN IMMEDIATE")
    except OperationalError as error:
        if "locked" in str(error.orig):
            raise BusyError from error
        raise
    finally:
        _be_patient(db, BUSY_SECONDS)


def _be_patient(db: Connection, seconds: int) -> None:
    driver: Any = db.connection
    driver.execute(f"PRAGMA busy_timeout={seconds * 1000}")


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={BUSY_SECONDS * 1000}",
        "synchronous=FULL",
        "foreign_keys=ON",
        "trusted_schema=OFF",
        "temp_store=MEMORY",  # else what a savepoint would restore is written to a file at every command
    ):
        connection.execute(f"PRAGMA {pragma}")
    _keep_a_log(connection)


def _only_read(connection: sqlite3.Connection, _record: Any) -> None:
    connection.execute("PRAGMA query_only=ON")


def _keep_a_log(connection: sqlite3.Connection) -> None:
    """WAL. While another process changes a new file to it, SQLite refuses without waiting, whatever the timeout is."""
    for left in reversed(range(BUSY_SECONDS * 50)):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if not left or "locked" not in str(error):
                raise
            time.sleep(0.02)
        else:
            return
