"""Transactions: a unit of work runs whole in one thread, one unit at a time, and is committed or undone as one."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from domain.errors import StaleError
from domain.ports.store import ReadStore, Store
from storage.engine import AtOnce, BusyError, open_engine
from storage.lock import Lock
from storage.memory import Memory
from storage.prepared import Statements
from storage.store import SqlStore, away

T = TypeVar("T")
_TRIES = 5


class Database:
    """One database: units of work one after another, reading units on threads beside them."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = open_engine(url)
        self.reading = open_engine(url, write=False)
        self._writer = ThreadPoolExecutor(1, "duban-write")
        self._lock: Lock | None = None
        self.statements = Statements  # what the statements of a unit go through
        self._at_once, self._glances = AtOnce(self.engine), AtOnce(self.reading, write=False)
        self._memory = Memory()  # of the connection for units that run at once
        self._readers = ThreadPoolExecutor(2, "duban-read")
        self._is_file = self.engine.dialect.name == "sqlite"
        self._in_line = 0  # units that wait for the writer's thread, or run there

    @contextmanager
    def transaction(self, *, write: bool) -> Iterator[Connection]:
        """A transaction in this thread; on SQLite a writing one takes the write lock before it reads anything.

        In a reading one the database refuses every change.
        """
        with (self.engine if write else self.reading).connect() as db:
            if self._is_file:
                db.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
            try:
                yield db
            except BaseException:
                db.rollback()
                raise
            db.commit()

    def write_now(self, work: Callable[[Store], T], *, wait: bool = True) -> T:
        """Run a unit of work in this thread; run again from the start when somebody else saved first.

        Who does not `wait` for SQLite's write lock gets a BusyError where somebody else has it.
        """
        for attempt in range(_TRIES):
            try:
                with away():
                    return self._in_turn(work) if wait else self._here(work)
            except StaleError:
                if attempt == _TRIES - 1:
                    raise
        raise AssertionError("unreachable")

    def _in_turn(self, work: Callable[[Store], T]) -> T:
        with self.transaction(write=True) as db:
            return work(SqlStore(self.statements(db)))

    def _here(self, work: Callable[[Store], T]) -> T:
        with self._at_once.transaction(self.statements) as statements:
            store = self._memory.begin(statements)
            result = work(store)
        self._memory.end(store)
        return result

    def read_now(self, work: Callable[[ReadStore], T]) -> T:
        """Run a reading unit in this thread, on one snapshot."""
        with away(), self.transaction(write=False) as db:
            return work(SqlStore(self.statements(db)))

    async def write(self, work: Callable[[Store], T]) -> T:
        """Run a unit of work when its turn comes: here, or on the writer's thread where that would make the loop wait."""
        await asyncio.sleep(0)  # what has arrived goes first
        if self._is_file and not self._in_line:
            with contextlib.suppress(BusyError):
                return self.write_now(work, wait=False)
        self._in_line += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._writer, self.write_now, work)
        finally:
            self._in_line -= 1

    async def read(self, work: Callable[[ReadStore], T]) -> T:
        """Run a reading unit, which may be long, beside whoever writes."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self.read_now, work)

    async def glance(self, work: Callable[[ReadStore], T]) -> T:
        """Ask a question or two, each for itself and not of one snapshot; where they are answered from a file, here."""
        if not self._is_file:
            return await self.read(work)
        with away(), self._glances.look(self.statements) as statements:
            return work(SqlStore(statements))

    def exists(self) -> bool:
        """Whether there is anything to open; a SQLite file is made by opening it, so looking comes first."""
        file = self.engine.url.database if self.engine.dialect.name == "sqlite" else None
        return file is None or Path(file).exists()

    def alone(self) -> bool:
        """Whether this is the only process on the database, for as long as it lives. Only SQLite files can tell.

        Whoever is alone need not wait for the leases of a predecessor that was killed.
        """
        if self._lock is None and (file := self._file()):
            self._lock = Lock(f"{file}.lock")
        return self._lock is not None and self._lock.taken()

    def holder(self) -> str | None:
        """Who else works on the database, in words; None when nobody does or nobody can tell."""
        return None if self._file() is None or self.alone() or self._lock is None else self._lock.holder()

    def _file(self) -> str | None:
        file = self.engine.url.database if self.engine.dialect.name == "sqlite" else None
        return file if file and file != ":memory:" else None

    def close(self) -> None:
        """Finish what runs and let the files go."""
        self._in_line += 1  # whoever comes later is sent to the thread, which takes nothing any more
        self._writer.shutdown()
        self._readers.shutdown()
        self._at_once.close()
        self._glances.close()
        self.reading.dispose()
        self.engine.dispose()
        if self._lock is not None:
            self._lock.close()
