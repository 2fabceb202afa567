"""The schema: made, taken back and made again by migrations, whole or not at all, by one process at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from domain.facts.tasks import Accepted
from domain.model.clocks import CommitmentKind
from domain.model.timers import ClockRing
from storage import schema
from storage.rows import metadata
from storage.schema import HEAD, NewerSchemaError, UnusableError, migrate, opening, require_ours, revision
from storage.unit import Database
from tests.domain.office import MONDAY
from tests.storage.conftest import Raw, populate

ROOT = Path(__file__).parents[2]
TABLES = set(metadata.tables)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    """A database that has never been used."""
    database = Database(f"sqlite:///{tmp_path / 'empty.db'}")
    yield database
    database.close()


def tables(db: Database) -> set[str]:
    """The tables there are, without the migration's own."""
    with db.transaction(write=False) as connection:
        return {n for n in inspect(connection).get_table_names() if not is_index(n)} - {"alembic_version"}


def is_index(name: str | None) -> bool:
    """The index of words is SQLite's own: no table of the code's."""
    return bool(name) and str(name).startswith(("search_words", "search_terms"))


def version(db: Database) -> str | None:
    """The revision the database is at."""
    with db.transaction(write=False) as connection:
        return revision(connection)


def differences(db: Database) -> list[object]:
    """Where the database is not what the tables of the code say."""
    with db.transaction(write=True) as connection:
        opts = {
            "compare_type": True,
            "compare_server_default": True,
            "include_name": lambda name, kind, _parents: not (kind == "table" and is_index(name)),
        }
        return list(compare_metadata(MigrationContext.configure(connection, opts=opts), metadata))


def triggers(db: Database) -> list[str]:
    """The triggers there are."""
    return [n for (n,) in Raw(db).rows("SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name")]


def test_an_empty_database_is_brought_to_the_newest_revision(empty: Database) -> None:
    assert (version(empty), tables(empty)) == (None, set())
    migrate(empty)
    assert (version(empty), tables(empty)) == (HEAD, TABLES)


def test_the_migrated_schema_is_what_the_tables_of_the_code_say(db: Database) -> None:
    assert differences(db) == []


def test_ids_are_never_given_twice_in_either(db: Database) -> None:
    made = Raw(db).rows("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'")
    with_ids = {name for name, table in metadata.tables.items() if "id" in table.c}
    assert {n for (n,) in made} == with_ids
    assert all(metadata.tables[name].dialect_options["sqlite"]["autoincrement"] for name in with_ids)


def test_the_program_knows_the_newest_revision_there_is(db: Database) -> None:
    with db.transaction(write=False) as connection:
        assert ScriptDirectory.from_config(schema.config_for(connection)).get_current_head() == HEAD


def test_migrating_again_changes_nothing(db: Database) -> None:
    before = Raw(db).rows("SELECT sql FROM sqlite_master ORDER BY name")
    migrate(db)
    assert Raw(db).rows("SELECT sql FROM sqlite_master ORDER BY name") == before


def test_down_to_nothing_and_up_again_gives_the_same(db: Database) -> None:
    before = Raw(db).rows("SELECT name, sql FROM sqlite_master WHERE name != 'alembic_version' ORDER BY name")
    migrate(db, "base")
    assert (version(db), tables(db) - {"sqlite_sequence"}, triggers(db)) == (None, set(), [])
    migrate(db, "base")
    migrate(db)
    after = Raw(db).rows("SELECT name, sql FROM sqlite_master WHERE name != 'alembic_version' ORDER BY name")
    assert after == before
    assert differences(db) == []


def test_a_database_full_of_rows_can_be_taken_down(db: Database) -> None:
    people = db.write_now(populate)
    task = db.write_now(lambda s: s.tasks.add(people.task()))
    db.write_now(lambda s: s.history.append(task.id, Accepted(), people.li.id, MONDAY))
    db.write_now(lambda s: s.timers.add("k", MONDAY, ClockRing(task.id, CommitmentKind.FINISH, 1, "0", 0)))
    db.write_now(lambda s: s.history.seal("2026-11-23", MONDAY))
    migrate(db, "base")
    assert tables(db) - {"sqlite_sequence"} == set()


EARLIER = ("0001",)


@pytest.mark.parametrize("earlier", EARLIER)
def test_a_database_of_an_earlier_release_is_brought_up_with_its_rows(db: Database, earlier: str) -> None:
    people = db.write_now(populate)
    said = db.write_now(lambda s: s.tasks.add(people.task(due_words="周五下班前")))
    picked = db.write_now(lambda s: s.tasks.add(people.task()))
    migrate(db, earlier)
    assert version(db) == earlier
    migrate(db)
    assert (version(db), differences(db)) == (HEAD, [])
    moments = [db.read_now(lambda s, n=task.id: s.tasks.get(n)).due_said_at for task in (said, picked)]
    assert moments == [MONDAY, None]


def test_a_hint_that_was_given_is_given_no_second_time_after_the_migration(empty: Database) -> None:
    migrate(empty, "0035")
    columns = 'id, name, role, reachable, active, "left", removed'
    with empty.transaction(write=True) as connection:
        connection.exec_driver_sql(f"INSERT INTO members ({columns}) VALUES (7, '李明', 'staff', 1, 1, 0, 0)")
        connection.exec_driver_sql(
            "INSERT INTO meta (key, value) VALUES ('hinted:7', 'card:12'), ('hinted-team:7', 'x:1')"
        )
    migrate(empty)
    with empty.transaction(write=False) as connection:
        assert connection.exec_driver_sql("SELECT hinted FROM members").scalar() == "card:12"
        assert connection.exec_driver_sql("SELECT key FROM meta").scalars().all() == ["hinted-team:7"]
    migrate(empty, "0035")
    with empty.transaction(write=False) as connection:
        assert dict(connection.exec_driver_sql("SELECT key, value FROM meta").all())["hinted:7"] == "card:12"


def test_the_history_is_append_only_after_every_migration(db: Database) -> None:
    assert triggers(db) == sorted(f"{t}_no_{v}" for t in ("history", "seals") for v in ("delete", "replace", "update"))


@pytest.mark.parametrize("newer", [f"{int(HEAD) + 1:04}", "9999"])
def test_a_database_of_a_newer_program_is_refused_and_left_alone(db: Database, newer: str) -> None:
    raw = Raw(db)
    db.write_now(populate)
    raw.do("UPDATE alembic_version SET version_num = :v", v=newer)
    with pytest.raises(NewerSchemaError, match=f"revision {newer}.*knows {HEAD}"):
        migrate(db)
    assert version(db) == newer
    assert raw.rows("SELECT count(*) FROM members") == [(3,)]


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("this is not a database, it is a shopping list " * 50)
    before = path.read_bytes()
    notes = Database(f"sqlite:///{path}")
    try:
        with pytest.raises(UnusableError, match="not a database"):
            migrate(notes)
    finally:
        notes.close()
    assert path.read_bytes() == before


def test_a_place_without_a_database_of_ours_says_what_makes_one(db: Database, empty: Database) -> None:
    with opening(db, write=False) as connection:
        require_ours(connection)
    with pytest.raises(UnusableError, match="duban run"), opening(empty, write=False) as connection:
        require_ours(connection)
    assert tables(empty) == set()


def test_what_hinders_the_opening_is_told_in_one_sentence_with_the_place(tmp_path: Path) -> None:
    nowhere = Database(f"sqlite:///{tmp_path}/no/such/place/duban.db")
    try:
        with pytest.raises(UnusableError, match=r"no/such/place/duban\.db cannot be used: unable to open") as caught:
            migrate(nowhere)
    finally:
        nowhere.close()
    assert "\n" not in str(caught.value)


# -- several processes, and a death in the middle --------------------------------------------------------------------

TOGETHER = """
import sys, time
from pathlib import Path
from storage.schema import migrate
from storage.unit import Database
import alembic.command, alembic.config  # loaded before the start, so that all start together

here, me, rounds = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
sys.excepthook = lambda *error: ((here / "over").touch(), sys.__excepthook__(*error))
for n in range(rounds):
    (here / f"ready-{n}-{me}").touch()
    while len(list(here.glob(f"ready-{n}-*"))) < 3 and not (here / "over").exists():
        time.sleep(0.001)
    database = Database(f"sqlite:///{here}/duban-{n}.db")
    migrate(database)
    database.write_now(lambda s: s.meta.set(me, "well"))
    database.close()
"""

DIES = """
import os, signal, sys
from sqlalchemy import event
from storage.schema import migrate
from storage.unit import Database
import alembic.command, alembic.config

for n in map(int, sys.argv[2:]):
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        continue
    database, done = Database(f"sqlite:///{sys.argv[1]}/killed-{n}.db"), []

    @event.listens_for(database.engine, "after_cursor_execute")
    def count(conn, cursor, statement, *_):
        done.append(statement)
        if len(done) == n:
            os.kill(os.getpid(), signal.SIGKILL)

    migrate(database)
    os._exit(0)
"""


def run(script: str, *wheres: tuple[object, ...]) -> list[str]:
    """Processes beside each other with the same script; what each said, and that each ended well. None outlives it."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    running = [
        subprocess.Popen([sys.executable, "-c", script, *map(str, where)], text=True, env=environment,
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        for where in wheres
    ]  # fmt: skip
    try:
        said = [process.communicate(timeout=30)[0] for process in running]
    finally:
        for process in running:
            process.kill()
            process.communicate()
    assert [process.returncode for process in running] == [0] * len(running), said
    return said


def test_three_processes_that_start_on_an_empty_database_all_end_well(tmp_path: Path) -> None:
    rounds = 4
    assert run(TOGETHER, *((tmp_path, me, rounds) for me in "abc")) == ["", "", ""]
    for n in range(rounds):
        database = Database(f"sqlite:///{tmp_path}/duban-{n}.db")
        assert version(database) == HEAD
        assert differences(database) == []
        assert Raw(database).rows("SELECT count(*) FROM meta") == [(3,)]
        database.close()


def test_a_migration_killed_at_any_moment_leaves_nothing_half_written(tmp_path: Path) -> None:
    if not hasattr(os, "fork"):
        pytest.skip("needs fork")
    moments = (1, 2, 4, 8, 15, 25, 35)
    assert run(DIES, (tmp_path, *moments)) == [""]
    for n in moments:
        database = Database(f"sqlite:///{tmp_path}/killed-{n}.db")
        assert (version(database), tables(database)) in [(None, set()), (HEAD, TABLES)]
        migrate(database)
        assert (version(database), differences(database)) == (HEAD, [])
        database.close()
