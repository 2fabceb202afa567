"""The append-only story: what the database refuses, and what `verify` finds when somebody got past it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, timedelta

import pytest
from sqlalchemy.exc import DatabaseError

from domain.facts.base import GENESIS
from domain.facts.tasks import Accepted, Commented, Reported
from storage.history import verify
from storage.unit import Database
from tests.domain.office import MONDAY
from tests.storage.conftest import People, Raw


def faults(db: Database) -> list[str]:
    """What is wrong with the chains and seals."""
    with db.transaction(write=False) as connection:
        return list(verify(connection))


def say(db: Database, task_id: int, *words: str) -> None:
    """Events on a task's chain."""
    for n, text in enumerate(words):
        db.write_now(lambda s, n=n, t=text: s.history.append(task_id, Commented(t), 2, MONDAY + timedelta(minutes=n)))


@pytest.fixture
def story(db: Database, people: People) -> Database:
    """Two tasks with four and two events, sealed after the third and after all."""
    for _ in range(2):
        db.write_now(lambda s: s.tasks.add(people.task()))
    say(db, 1, "一", "二", "三")
    db.write_now(lambda s: s.history.seal("2026-11-22", MONDAY))
    say(db, 1, "四")
    say(db, 2, "甲", "乙")
    db.write_now(lambda s: s.history.seal("2026-11-23", MONDAY + timedelta(days=1)))
    return db


# -- writing ---------------------------------------------------------------------------------------------------------


def test_events_are_numbered_and_chained_on_their_task(story: Database, raw: Raw) -> None:
    first, second, *_ = story.read_now(lambda s: s.history.of(1))
    assert (first.seq, first.fact, first.actor_id, second.seq) == (1, Commented("一"), 2, 2)
    links = raw.rows("SELECT prev_hash, hash FROM history WHERE task_id = 1 ORDER BY seq")
    assert [link[0] for link in links] == [GENESIS, *(link[1] for link in links[:-1])]
    assert (first.at, first.at.tzinfo) == (MONDAY, UTC)
    assert [e.seq for e in story.read_now(lambda s: s.history.of(2))] == [1, 2]
    assert story.read_now(lambda s: s.history.of(9)) == []


def test_what_append_returns_is_what_is_stored(story: Database) -> None:
    fact = Reported("60%", 60, files=({"kind": "photo", "file_id": "x", "name": ""},))
    made = story.write_now(lambda s: s.history.append(2, fact, None, MONDAY))
    assert story.read_now(lambda s: s.history.get(2, made.seq)) == made
    assert story.read_now(lambda s: s.history.get(2, 99)) is None


def test_one_unit_may_append_several_links(db: Database, people: People) -> None:
    db.write_now(lambda s: s.tasks.add(people.task()))
    db.write_now(lambda s: [s.history.append(1, Accepted(), 2, MONDAY) for _ in range(3)])
    assert [e.seq for e in db.read_now(lambda s: s.history.of(1))] == [1, 2, 3]
    assert faults(db) == []


def test_the_story_of_a_task_that_does_not_exist_is_refused(db: Database, people: People) -> None:
    with pytest.raises(DatabaseError, match=r"(?i)foreign key"):
        db.write_now(lambda s: s.history.append(1, Accepted(), 2, MONDAY))


def test_a_day_is_sealed_once(story: Database, raw: Raw) -> None:
    before = raw.rows("SELECT * FROM seals ORDER BY day")
    story.write_now(lambda s: s.history.seal("2026-11-23", MONDAY + timedelta(days=2)))
    assert raw.rows("SELECT * FROM seals ORDER BY day") == before
    assert len(before) == 2


def test_a_day_on_which_nothing_was_there_to_seal_is_sealed_too(db: Database) -> None:
    db.write_now(lambda s: s.history.seal("2026-11-22", MONDAY))
    assert faults(db) == []


# -- the database refuses --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE history SET data = data", "UPDATE history SET hash = 'x' WHERE seq = 1", "DELETE FROM history",
        "DELETE FROM history WHERE seq = 4", "UPDATE seals SET seal = seal", "DELETE FROM seals",
        "UPDATE history SET seq = seq + 10", "DELETE FROM seals WHERE day = '2026-11-23'",
    ],
)  # fmt: skip
def test_the_database_itself_refuses_to_change_or_delete_what_was_written(
    story: Database, raw: Raw, statement: str
) -> None:
    with pytest.raises(DatabaseError, match="append-only"):
        raw.do(statement)
    assert faults(story) == []
    assert raw.rows("SELECT count(*) FROM history") == [(6,)]


def test_replacing_a_row_is_refused_as_well(story: Database, raw: Raw) -> None:
    if story.engine.dialect.name != "sqlite":
        pytest.skip("REPLACE is SQLite's")
    with pytest.raises(DatabaseError, match="append-only"):
        raw.do("REPLACE INTO history SELECT task_id, seq, at, actor_id, name, '{}', prev_hash, hash FROM history")
    with pytest.raises(DatabaseError, match="append-only"):
        raw.do("INSERT OR REPLACE INTO seals SELECT day, at, '[]', seal FROM seals")
    assert faults(story) == []


# -- verify finds ----------------------------------------------------------------------------------------------------


def test_nothing_is_found_in_an_unbroken_story(story: Database) -> None:
    assert faults(story) == []


def test_nothing_is_found_where_nothing_is(db: Database) -> None:
    assert faults(db) == []


CHANGES = {
    "words": 'UPDATE history SET data = \'{"text":"改"}\' WHERE task_id = 1 AND seq = 2',
    "actor": "UPDATE history SET actor_id = 1 WHERE task_id = 1 AND seq = 2",
    "nobody": "UPDATE history SET actor_id = NULL WHERE task_id = 1 AND seq = 2",
    "kind": "UPDATE history SET name = 'declined' WHERE task_id = 1 AND seq = 2",
    "moment": "UPDATE history SET at = '2026-11-23 01:31:01.000000' WHERE task_id = 1 AND seq = 2",
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_event_is_found_by_task_and_number(story: Database, raw: Raw, change: str) -> None:
    raw.unlock("history")
    raw.do(CHANGES[change])
    assert faults(story) == ["task 1, event 2: was changed after it was written"]


def test_a_changed_event_with_its_hash_made_good_is_found_at_the_next_one_and_in_the_seals(
    story: Database, raw: Raw
) -> None:
    from domain.facts.base import link  # noqa: PLC0415 - only this test needs it

    event = story.read_now(lambda s: s.history.get(1, 3))
    assert event is not None
    (prev,) = raw.rows("SELECT prev_hash FROM history WHERE task_id = 1 AND seq = 3")
    made = link(prev[0], 1, 3, event.at, 2, "commented", '{"text":"改"}')
    raw.unlock("history")
    raw.do("UPDATE history SET data = :d, hash = :h WHERE task_id = 1 AND seq = 3", d='{"text":"改"}', h=made)
    assert faults(story) == [
        "task 1, event 4: does not follow the event before it",
        "seal of 2026-11-22: task 1, event 3 is not what was sealed",
    ]


@pytest.mark.parametrize(
    ("gone", "found"),
    [
        ("seq = 1", ["task 1: events 1 to 1 are missing", "task 1, event 2: does not follow the event before it"]),
        ("seq IN (2, 3)", [
            "task 1: events 2 to 3 are missing", "task 1, event 4: does not follow the event before it",
            "seal of 2026-11-22: task 1, event 3 is not what was sealed",
        ]),
        ("seq = 4", ["seal of 2026-11-23: task 1, event 4 is not what was sealed"]),
    ],
)  # fmt: skip
def test_a_missing_event_is_found(story: Database, raw: Raw, gone: str, found: list[str]) -> None:
    raw.unlock("history")
    raw.do(f"DELETE FROM history WHERE task_id = 1 AND {gone}")
    assert faults(story) == found


def test_a_task_whose_whole_story_is_gone_is_found_by_the_seal(story: Database, raw: Raw) -> None:
    raw.unlock("history")
    raw.do("DELETE FROM history WHERE task_id = 2")
    assert faults(story) == ["seal of 2026-11-23: task 2, event 2 is not what was sealed"]


def test_reordered_events_are_found(story: Database, raw: Raw) -> None:
    raw.unlock("history")
    for change in ("seq = 99 WHERE task_id = 1 AND seq = 2", "seq = 2 WHERE task_id = 1 AND seq = 3",
                   "seq = 3 WHERE seq = 99"):  # fmt: skip
        raw.do(f"UPDATE history SET {change}")
    found = faults(story)
    assert "task 1, event 2: was changed after it was written" in found
    assert "task 1, event 3: was changed after it was written" in found
    assert "task 1, event 2: does not follow the event before it" in found


def test_an_event_moved_to_another_task_is_found(story: Database, raw: Raw) -> None:
    raw.unlock("history")
    raw.do("UPDATE history SET task_id = 2, seq = 3 WHERE task_id = 1 AND seq = 4")
    found = faults(story)
    assert "task 2, event 3: was changed after it was written" in found
    assert "seal of 2026-11-23: task 1, event 4 is not what was sealed" in found


SEALS: dict[str, tuple[str, str]] = {
    "seal": ("UPDATE seals SET seal = 'f' WHERE day = '2026-11-22'", "seal of 2026-11-22: was changed"),
    "heads": ("UPDATE seals SET heads = '[]' WHERE day = '2026-11-23'", "seal of 2026-11-23: was changed"),
    "no list": ("UPDATE seals SET heads = 'x' WHERE day = '2026-11-23'", "seal of 2026-11-23: was changed"),
    "no heads": ("UPDATE seals SET heads = '[1]' WHERE day = '2026-11-23'", "seal of 2026-11-23: was changed"),
    "day": ("UPDATE seals SET day = '2026-12-01' WHERE day = '2026-11-23'", "seal of 2026-12-01: was changed"),
    "moment": ("UPDATE seals SET at = '2026-11-25 00:00:00' WHERE day = '2026-11-23'", "seal of 2026-11-23: was changed"),
    "missing": ("DELETE FROM seals WHERE day = '2026-11-22'", "seal of 2026-11-23: was changed"),
}  # fmt: skip


@pytest.mark.parametrize("change", SEALS)
def test_a_changed_or_missing_seal_is_found(story: Database, raw: Raw, change: str) -> None:
    raw.unlock("seals")
    statement, found = SEALS[change]
    raw.do(statement)
    assert found in " / ".join(faults(story))


@pytest.mark.parametrize("text", ["\x00 \ud800 \u202e", "a\nb", "🙂", "'; --"])
def test_words_of_any_kind_are_kept_and_proved(db: Database, people: People, text: str) -> None:
    db.write_now(lambda s: s.tasks.add(people.task()))
    say(db, 1, text)
    assert [e.fact for e in db.read_now(lambda s: s.history.of(1))] == [Commented(text)]
    assert faults(db) == []


def test_a_unit_that_is_undone_leaves_no_gap(story: Database) -> None:
    def fails(store: object) -> None:
        store.history.append(1, Accepted(), 2, MONDAY)  # type: ignore[attr-defined]
        raise ZeroDivisionError

    undone: Callable[[], object] = lambda: story.write_now(fails)  # noqa: E731 - a name for what is done
    with pytest.raises(ZeroDivisionError):
        undone()
    story.write_now(lambda s: s.history.append(1, Accepted(), 2, MONDAY))
    assert [e.seq for e in story.read_now(lambda s: s.history.of(1))] == [1, 2, 3, 4, 5]
    assert faults(story) == []
