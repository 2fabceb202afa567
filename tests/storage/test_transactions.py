"""Units of work: whole or not at all, one after another, whoever else is at the file."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy.exc import DatabaseError, IntegrityError

from domain.errors import Refusal, StaleError, StorageError
from domain.model.people import Member
from domain.model.value import replace
from domain.ports.store import Store
from storage.unit import Database
from tests.storage.conftest import People, Raw

HOLD = """
import sqlite3, sys, time
other = sqlite3.connect(sys.argv[1], isolation_level=None)
other.execute("BEGIN IMMEDIATE")
other.execute("INSERT INTO meta VALUES ('other', 'was here')")
print("held", flush=True)
time.sleep(float(sys.argv[2]))
other.execute("COMMIT")
"""


def file_of(db: Database) -> str:
    """The file of an SQLite database."""
    if db.engine.dialect.name != "sqlite":
        pytest.skip("about SQLite's one file")
    assert db.engine.url.database
    return db.engine.url.database


def count(store: Store) -> int:
    """Add one to a number without any version to watch over it."""
    number = int(store.meta.get("n") or 0) + 1
    store.meta.set("n", str(number))
    return number


# -- whole or not at all ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("error", [Refusal("no-team"), ZeroDivisionError(), KeyboardInterrupt()])
def test_a_unit_that_fails_leaves_nothing(db: Database, error: BaseException) -> None:
    def work(store: Store) -> None:
        store.meta.set("a", "1")
        store.members.add(Member(0, 5, "x"))
        raise error

    with pytest.raises(type(error)):
        db.write_now(work)
    assert db.read_now(lambda s: [s.meta.get("a"), s.members.by_telegram(5)]) == [None, None]
    assert db.write_now(lambda s: s.members.add(Member(0, 5, "x"))).telegram_id == 5


def test_a_part_that_fails_is_undone_alone_and_nothing_of_it_is_remembered(db: Database) -> None:
    def failing(store: Store) -> None:
        with store.part():
            store.members.add(Member(0, 6, "within"))
            assert store.members.by_telegram(6)
            raise ZeroDivisionError

    def work(store: Store) -> Member | None:
        store.members.add(Member(0, 5, "before"))
        with pytest.raises(ZeroDivisionError):
            failing(store)
        store.members.add(Member(0, 7, "after"))
        return store.members.by_telegram(6)

    assert db.write_now(work) is None
    assert [bool(db.read_now(lambda s, n=n: s.members.by_telegram(n))) for n in (5, 6, 7)] == [True, False, True]


def test_who_only_looks_in_a_writing_unit_cannot_write(db: Database) -> None:
    def work(store: Store) -> None:
        with store.only_looking():
            store.meta.get("n")
            count(store)

    with pytest.raises(StorageError, match="readonly"):
        db.write_now(work)
    assert db.write_now(count) == 1


def test_a_unit_gives_back_what_its_work_gives_back(db: Database) -> None:
    assert db.write_now(count) == 1
    assert db.read_now(lambda s: s.meta.get("n")) == "1"


def test_the_fault_that_ended_a_transaction_is_the_one_that_is_seen(db: Database) -> None:
    def work(store: Store) -> None:
        store.meta.set("a", "1")
        store.meta.db.exec_driver_sql("ROLLBACK")  # type: ignore[attr-defined] - as SQLite itself does on some errors
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        db.write_now(work)
    assert db.write_now(count) == 1


def test_on_a_full_disk_nothing_is_half_written_and_it_recovers_by_itself(db: Database) -> None:
    file_of(db)

    def fill(store: Store) -> None:
        connection = store.meta.db  # type: ignore[attr-defined]
        store.meta.set("small", "1")
        connection.exec_driver_sql("PRAGMA max_page_count=1")  # no page more than there are
        try:
            store.meta.set("big", "x" * 4_000_000)
        finally:
            connection.exec_driver_sql("PRAGMA max_page_count=1000000")

    with pytest.raises(StorageError, match="disk is full"):
        db.write_now(fill)
    assert db.read_now(lambda s: [s.meta.get("small"), s.meta.get("big")]) == [None, None]
    assert db.write_now(count) == 1


def test_a_database_that_can_only_be_read_refuses_units_and_still_answers(db: Database) -> None:
    file_of(db)
    db.write_now(count)
    with db.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
    with pytest.raises(StorageError, match="readonly"):
        db.write_now(count)
    assert db.read_now(lambda s: s.meta.get("n")) == "1"


def test_a_reading_unit_cannot_write_whatever_it_tries_and_leaves_nothing_behind(db: Database) -> None:
    def work(store: Store) -> None:
        assert count(store)

    for _ in range(4):
        with pytest.raises(StorageError, match="readonly"):
            db.read_now(work)
        assert db.read_now(lambda s: s.meta.get("n")) is None
    assert db.write_now(count) == 1


async def test_a_reading_unit_cannot_write_on_the_readers_threads_either(db: Database) -> None:
    with pytest.raises(StorageError, match="readonly"):
        await db.read(count)
    assert await db.write(count) == 1


def test_a_reading_unit_sees_one_moment_whatever_is_written_meanwhile(db: Database) -> None:
    db.write_now(count)

    def twice(store: Store) -> list[str | None]:
        first = store.meta.get("n")
        with ThreadPoolExecutor(1) as other:
            other.submit(db.write_now, count).result(5)
        return [first, store.meta.get("n")]

    assert db.read_now(twice) == ["1", "1"]
    assert db.read_now(lambda s: s.meta.get("n")) == "2"


# -- stale -----------------------------------------------------------------------------------------------------------


def test_a_unit_that_was_too_late_is_run_again_from_the_start(db: Database) -> None:
    tries: list[int] = []

    def work(store: Store) -> str:
        tries.append(count(store))
        if len(tries) < 3:
            raise StaleError(1)
        return "done"

    assert db.write_now(work) == "done"
    assert tries == [1, 1, 1]  # what an undone try wrote is gone


def test_a_unit_that_is_always_too_late_says_so_in_the_end(db: Database) -> None:
    tries: list[int] = []

    def work(store: Store) -> None:
        tries.append(1)
        raise StaleError(1)

    with pytest.raises(StaleError):
        db.write_now(work)
    assert len(tries) == 5


# -- several at once -------------------------------------------------------------------------------------------------


def run_at_once(work: Callable[[], object], threads: int) -> None:
    """The same from several threads; a fault of any is a fault."""
    ready = threading.Barrier(threads)

    def one() -> None:
        ready.wait(5)
        work()

    with ThreadPoolExecutor(threads) as pool:
        for future in [pool.submit(one) for _ in range(threads)]:
            future.result(30)


def test_no_update_is_lost_between_threads(db: Database) -> None:
    run_at_once(lambda: [db.write_now(count) for _ in range(25)], 4)
    assert db.read_now(lambda s: s.meta.get("n")) == "100"


def test_no_report_on_one_task_is_lost_between_threads(db: Database, people: People) -> None:
    number = db.write_now(lambda s: s.tasks.add(people.task())).id

    def report(store: Store) -> None:
        task = store.tasks.get(number)
        assert task is not None
        store.tasks.save(replace(task, returns=task.returns + 1))

    run_at_once(lambda: [db.write_now(report) for _ in range(20)], 2)
    task = db.read_now(lambda s: s.tasks.get(number))
    assert (task.returns, task.version) == (40, 41)  # type: ignore[union-attr]


def test_two_programs_on_one_file_lose_nothing_either(db: Database, url: str) -> None:
    other = Database(url)
    try:
        run_at_once(lambda: [(db.write_now(count), other.write_now(count)) for _ in range(10)], 2)
    finally:
        other.close()
    assert db.read_now(lambda s: s.meta.get("n")) == "40"


def test_another_process_that_holds_the_write_lock_for_three_seconds_is_waited_for_without_an_error(
    db: Database,
) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, file_of(db), "3"], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        began = time.monotonic()
        assert db.read_now(lambda s: s.meta.get("other")) is None
        assert holder.poll() is None  # readers do not wait
        assert db.write_now(count) == 1
        assert time.monotonic() - began > 1
    finally:
        holder.communicate(timeout=10)
    assert db.read_now(lambda s: s.meta.get("other")) == "was here"


def test_a_process_killed_within_a_transaction_leaves_nothing_and_no_lock(db: Database) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, file_of(db), "60"], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    holder.stdout.readline()
    holder.kill()
    holder.communicate(timeout=10)
    assert db.write_now(count) == 1
    assert db.read_now(lambda s: s.meta.get("other")) is None


async def test_units_wait_for_their_turn_on_one_writer_and_readers_go_beside_it(db: Database) -> None:
    results = await asyncio.gather(*(db.write(count) for _ in range(30)))
    assert results == list(range(1, 31))
    go_on, began = threading.Event(), threading.Event()
    with ThreadPoolExecutor(1) as other:
        slow = other.submit(db.write_now, lambda s: (began.set(), count(s), go_on.wait(20)))
        began.wait(20)
        later = [asyncio.create_task(db.write(count)) for _ in range(2)]
        assert await db.read(lambda s: s.meta.get("n")) == "30"
        assert await db.glance(lambda s: s.meta.get("n")) == "30"
        go_on.set()
        assert await asyncio.gather(*later) == [32, 33]
        assert slow.result() == (None, 31, True)


async def test_while_another_process_writes_the_loop_goes_on_and_units_keep_their_turn(db: Database) -> None:
    with contextlib.closing(sqlite3.connect(file_of(db), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("INSERT INTO meta VALUES ('other', 'was here')")
        units = [asyncio.create_task(db.write(count)) for _ in range(3)]
        for _ in range(5):
            await asyncio.sleep(0)
            assert await db.glance(lambda s: s.meta.get("other")) is None
        other.execute("COMMIT")
        assert await asyncio.gather(*units) == [1, 2, 3]
    assert await db.write(count) == 4
    assert db.read_now(lambda s: s.meta.get("other")) == "was here"


async def test_a_refusal_comes_back_to_whoever_asked_for_the_unit(db: Database) -> None:
    def work(store: Store) -> None:
        raise Refusal("no-team")

    with pytest.raises(Refusal):
        await db.write(work)
    assert await db.write(count) == 1


# -- how the file is kept --------------------------------------------------------------------------------------------


def test_sqlite_keeps_a_log_beside_the_file_writes_through_and_watches_over_keys(db: Database) -> None:
    file_of(db)
    with db.transaction(write=False) as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "trusted_schema")
        }
    assert found == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000, "trusted_schema": 0,
    }  # fmt: skip


def test_keys_are_watched_over_on_every_connection(db: Database, raw: Raw) -> None:
    def orphan() -> None:
        with pytest.raises(IntegrityError):
            raw.do("INSERT INTO memberships VALUES (1, 1, 'staff')")

    run_at_once(orphan, 4)


def test_a_new_file_that_somebody_is_just_making_ready_is_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("CREATE TABLE first (x)")
    other.execute("BEGIN IMMEDIATE")  # to a change of the journal SQLite says "locked" at once, whatever the timeout
    release = threading.Timer(0.2, other.close)
    release.start()
    database = Database(f"sqlite:///{path}")
    try:
        assert database.read_now(lambda _: True)
    finally:
        release.join()
        database.close()


def test_a_fault_that_is_no_lock_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("no database " * 500)
    notes = Database(f"sqlite:///{path}")
    began = time.monotonic()
    try:
        with pytest.raises(DatabaseError, match="not a database"):
            notes.read_now(lambda _: None)
    finally:
        notes.close()
    assert time.monotonic() - began < 5


def test_a_database_that_is_away_says_so(tmp_path: Path) -> None:
    nowhere = Database(f"sqlite:///{tmp_path}/no/such/place/duban.db")
    try:
        with pytest.raises(StorageError):
            nowhere.read_now(lambda _: None)
    finally:
        nowhere.close()


def test_one_program_is_alone_on_its_file_and_a_second_one_is_not(db: Database, url: str) -> None:
    file_of(db)
    assert db.alone()
    assert db.alone()
    second = Database(url)
    try:
        assert not second.alone()
        db.close()
        assert second.alone()
    finally:
        second.close()


def test_closing_folds_the_log_into_the_file(db: Database) -> None:
    path = Path(file_of(db))
    db.write_now(count)
    db.close()
    with sqlite3.connect(path) as plain:
        assert plain.execute("SELECT value FROM meta").fetchall() == [("1",)]
    plain.close()
    assert not path.with_name(path.name + "-wal").exists()


def test_a_postgresql_address_means_psycopg_3(monkeypatch: pytest.MonkeyPatch) -> None:
    from storage import engine  # noqa: PLC0415 - only this test needs it

    asked: list[tuple[str, object]] = []
    monkeypatch.setattr(engine, "create_engine", lambda url, **how: asked.append((url, how["connect_args"])))
    engine.open_engine("postgresql://duban@db/duban")
    engine.open_engine("postgresql://duban@db/duban", write=False)
    only_reads = {"options": "-c default_transaction_read_only=on"}
    assert asked == [("postgresql+psycopg://duban@db/duban", how) for how in ({}, only_reads)]
