"""Opening the database, with the settings that make SQLite safe."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError

from storage.prepared import Statements

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


class AtOnce:
    """SQLite's connection for units that never wait for the write lock, or only look, kept from one to the next: it is begun
    and ended without what a pool and SQLAlchemy's own transactions do around it."""

    def __init__(self, engine: Engine, *, write: bool = True) -> None:
        self._engine, self._write = engine, write
        self._kept: Connection | None = None
        self._statements: Statements | None = None

    @contextmanager
    def transaction(self, kind: type[Statements]) -> Iterator[Statements]:
        """A writing transaction; a BusyError where another process, or thread, has the lock."""
        db = self._connection()
        statements = self._statements_on(db, kind)
        try:
            statements.exec_driver_sql("BEGIN IMMEDIATE")
        except OperationalError as error:
            if "locked" in str(error.orig):
                raise BusyError from error
            self.close()
            raise
        try:
            yield statements
            statements.exec_driver_sql("COMMIT")
        except BaseException:
            driver: Any = db.connection
            driver.rollback()  # SQLite may have ended it itself
            raise
        finally:
            db.rollback()  # whatever went SQLAlchemy's way has left it in a transaction of its own

    @contextmanager
    def look(self, kind: type[Statements]) -> Iterator[Statements]:
        """No transaction: each statement sees what is committed when it is run."""
        db = self._connection()
        try:
            yield self._statements_on(db, kind)
        except OperationalError:
            self.close()
            raise
        finally:
            db.rollback()  # as above

    def close(self) -> None:
        """Let the file go."""
        if self._kept is not None:
            self._kept.close()
            self._kept = self._statements = None

    def _statements_on(self, db: Connection, kind: type[Statements]) -> Statements:
        """The same for each transaction."""
        if type(self._statements) is not kind:
            self._statements = kind(db)
        self._statements.written.clear()
        return self._statements

    def _connection(self) -> Connection:
        if self._kept is None:
            self._kept = self._engine.connect()
            if self._write:
                self._kept.exec_driver_sql("PRAGMA busy_timeout=0")
                self._kept.rollback()
        return self._kept


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in (
        f"busy_timeout={BUSY_SECONDS * 1000}",
        "synchronous=FULL",
        "foreign_keys=ON",
        "trusted_schema=OFF",
        "temp_store=MEMORY",  # else what a savepoint would restore is written to a file at every timer
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
