"""The future as rows: asked for by key, rung once, taken back when nobody wants it any more."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime, timedelta

import pytest

from domain.model.clocks import CommitmentKind
from domain.model.daily_timers import DigestOf
from domain.model.tasks import Task
from domain.model.timers import ClockRing, Seal
from domain.model.value import replace
from domain.ports.timers import Timer
from domain.rules.ladder import rings
from storage.unit import Database
from tests.domain.office import CALENDAR, FRIDAY, MONDAY, SETTINGS
from tests.storage.conftest import People, Raw

LONG_AFTER = FRIDAY + timedelta(days=60)


@pytest.fixture
def task(db: Database, people: People) -> Task:
    """A stored task without timers."""
    return db.write_now(lambda s: s.tasks.add(people.task()))


def a_ring(task: Task, step: str = "0", turn: int = 0, generation: int = 1) -> ClockRing:
    """A ring of the task's finish clock."""
    return ClockRing(task.id, CommitmentKind.FINISH, generation, step, turn)


def sync(db: Database, task: Task, wanted: Iterable[ClockRing], moment: datetime = FRIDAY) -> None:
    """Make the pending timers of the task these."""
    db.write_now(lambda s: s.timers.sync(task.id, dict.fromkeys(wanted, moment)))


def due(db: Database) -> list[Timer]:
    """Everything that has not rung yet."""
    return db.read_now(lambda s: s.timers.due(LONG_AFTER, 1000))


def keys(db: Database) -> set[str]:
    """What is still to ring."""
    return {t.key for t in due(db)}


def ring(db: Database, key: str) -> None:
    """Let a timer ring."""
    timer = next(t for t in due(db) if t.key == key)
    assert db.write_now(lambda s: s.timers.finish(timer.id, FRIDAY))


def test_a_pending_timer_follows_its_moment_and_one_that_rang_does_not(db: Database, task: Task) -> None:
    rings_ = [a_ring(task), a_ring(task, "+1wd")]
    sync(db, task, rings_)
    ring(db, rings_[0].key)
    later = FRIDAY + timedelta(days=3)
    sync(db, task, rings_, later)
    assert [(t.key, t.due_at) for t in due(db)] == [(rings_[1].key, later)]


def test_a_tasks_timers_are_those_its_clocks_ask_for(db: Database, raw: Raw, task: Task) -> None:
    wanted = list(rings(task, SETTINGS, CALENDAR))
    sync(db, task, wanted)
    assert keys(db) == {r.key for r in wanted}
    one = next(t for t in due(db) if "-3wd" in t.key)
    assert one.kind == "clock"
    assert one.data == ClockRing(task.id, CommitmentKind.FINISH, 1, "-3wd", 0)
    [(stored,)] = raw.rows("SELECT data FROM timers WHERE id = :id", id=one.id)
    assert json.loads(stored) == {
        "task_id": task.id, "clock": "finish", "generation": 1, "step": "-3wd", "round": 0,
    }  # fmt: skip


def test_asking_for_the_same_again_changes_nothing(db: Database, task: Task) -> None:
    wanted = list(rings(task, SETTINGS, CALENDAR))
    sync(db, task, wanted)
    before = due(db)
    sync(db, task, wanted)
    assert due(db) == before


def test_what_is_wanted_no_longer_is_taken_back(db: Database, task: Task) -> None:
    sync(db, task, [a_ring(task), a_ring(task, "+1wd")])
    sync(db, task, [a_ring(task, "+1wd")])
    assert keys(db) == {a_ring(task, "+1wd").key}
    sync(db, task, [])
    assert keys(db) == set()


def test_what_rang_does_not_ring_again_however_often_it_is_asked_for(db: Database, task: Task) -> None:
    sync(db, task, [a_ring(task)])
    ring(db, a_ring(task).key)
    sync(db, task, [a_ring(task)])
    assert keys(db) == set()


def test_a_later_round_lives_as_long_as_its_first_round_is_wanted(db: Database, task: Task) -> None:
    first, second = a_ring(task, "+3wd"), a_ring(task, "+3wd", turn=1)
    sync(db, task, [first])
    ring(db, first.key)
    another = ClockRing(task.id, CommitmentKind.FINISH, 1, "+3wd", 1)
    assert db.write_now(lambda s: s.timers.add(second.key, FRIDAY, another))
    sync(db, task, [first])
    assert keys(db) == {second.key}
    sync(db, task, [a_ring(task, "+3wd", generation=2)])
    assert keys(db) == {a_ring(task, "+3wd", generation=2).key}


def test_the_timers_of_one_task_are_not_those_of_another(db: Database, people: People, task: Task) -> None:
    other = db.write_now(lambda s: s.tasks.add(people.task()))
    sync(db, task, [a_ring(task)])
    sync(db, other, [a_ring(other)])
    sync(db, other, [])
    assert keys(db) == {a_ring(task).key}


def test_a_timer_is_added_once_for_its_key_pending_or_rung(db: Database) -> None:
    def add() -> bool:
        return db.write_now(lambda s: s.timers.add("seal:2026-11-23", FRIDAY, Seal()))

    assert [add(), add()] == [True, False]
    ring(db, "seal:2026-11-23")
    assert not add()
    assert keys(db) == set()


def test_a_timer_rings_for_one_of_those_who_try(db: Database) -> None:
    db.write_now(lambda s: s.timers.add("seal:1", MONDAY, Seal()))
    [timer] = due(db)
    assert [db.write_now(lambda s: s.timers.finish(timer.id, MONDAY)) for _ in range(2)] == [True, False]
    assert not db.write_now(lambda s: s.timers.finish(999, MONDAY))


def test_due_timers_come_in_the_order_of_their_moments_and_no_more_than_asked_for(db: Database) -> None:
    for n, at in enumerate((FRIDAY, MONDAY, MONDAY, FRIDAY + timedelta(microseconds=1))):
        db.write_now(lambda s, n=n, at=at: s.timers.add(f"digest:{n}", at, DigestOf(n)))
    assert [t.data.team_id for t in db.read_now(lambda s: s.timers.due(FRIDAY, 10))] == [1, 2, 0]
    assert [t.data.team_id for t in db.read_now(lambda s: s.timers.due(FRIDAY, 2))] == [1, 2]
    assert db.read_now(lambda s: s.timers.due(MONDAY - timedelta(seconds=1), 10)) == []
    assert db.read_now(lambda s: s.timers.next_due()) == MONDAY


def test_there_is_no_next_moment_when_nothing_is_to_ring(db: Database) -> None:
    assert db.read_now(lambda s: s.timers.next_due()) is None


def test_a_timer_that_cannot_be_rung_is_kept_and_says_why(db: Database, raw: Raw) -> None:
    db.write_now(lambda s: s.timers.add("odd:1", MONDAY, Seal()))
    [timer] = due(db)
    db.write_now(lambda s: s.timers.set_aside(timer.id, "KeyError: 'odd'" + "x" * 1000))
    assert due(db) == []
    [(state, error)] = raw.rows("SELECT state, error FROM timers")
    assert state == "aside"
    assert error.startswith("KeyError: 'odd'")
    assert len(error) == 500


@pytest.mark.parametrize(
    "change",
    ["kind = 'hologram'", "data = '{}'", "data = '{\"team_id\": 1, ' ", "kind = 'clock'"],
)
def test_a_timer_of_another_version_is_read_without_what_it_is_about_and_holds_up_nobody(
    db: Database, raw: Raw, change: str
) -> None:
    for n in (1, 2):
        db.write_now(lambda s, n=n: s.timers.add(f"digest:{n}", MONDAY, DigestOf(n)))
    raw.do(f"UPDATE timers SET {change} WHERE id = 1")
    assert [(t.key, t.data) for t in due(db)] == [("digest:1", None), ("digest:2", DigestOf(2))]


def test_pending_timers_are_found_and_dropped_by_kind_and_prefix(db: Database) -> None:
    for key, data in [
        ("digest:1:a", DigestOf(1)),
        ("digest:11:a", DigestOf(11)),
        ("digest:1:b", DigestOf(1)),
        ("digest:1:c", Seal()),
    ]:
        db.write_now(lambda s, key=key, data=data: s.timers.add(key, MONDAY, data))
    ring(db, "digest:1:b")
    assert [t.key for t in db.read_now(lambda s: s.timers.pending("digest", "digest:1:"))] == ["digest:1:a"]
    db.write_now(lambda s: s.timers.drop("digest", "digest:1:"))
    assert keys(db) == {"digest:11:a", "digest:1:c"}


def test_a_waiting_timer_is_found_by_its_key_and_a_tasks_by_its_number(
    db: Database, people: People, task: Task
) -> None:
    other = db.write_now(lambda s: s.tasks.add(people.task()))
    first, second = a_ring(task), a_ring(task, "+1wd")
    sync(db, task, [first, second])
    sync(db, other, [a_ring(other)])
    ring(db, first.key)
    found = db.read_now(lambda s: [s.timers.find(key) for key in (first.key, second.key, "no such")])
    assert [t.data if t else None for t in found] == [None, second, None]
    assert [t.data for t in db.read_now(lambda s: s.timers.of_task(task.id))] == [second]


def test_a_prefix_means_its_characters_and_no_pattern(db: Database) -> None:
    db.write_now(lambda s: s.timers.add("aXb", MONDAY, Seal()))
    db.write_now(lambda s: s.timers.drop("seal", "a_"))
    db.write_now(lambda s: s.timers.drop("seal", "%"))
    assert keys(db) == {"aXb"}


def test_whoever_read_a_timer_that_is_gone_does_not_ring_the_one_that_came_after_it(db: Database, task: Task) -> None:
    sync(db, task, [a_ring(task)])
    [read_before] = due(db)
    sync(db, task, [a_ring(task, generation=2)])
    assert not db.write_now(lambda s: s.timers.finish(read_before.id, FRIDAY))
    assert keys(db) == {a_ring(task, generation=2).key}


def test_a_ring_keeps_whatever_round_it_is(db: Database, task: Task) -> None:
    sync(db, task, [replace(a_ring(task), round=3)])
    assert due(db)[0].data.round == 3
