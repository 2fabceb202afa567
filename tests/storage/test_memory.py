"""What is remembered from one unit to the next is never old, whoever wrote meanwhile and whatever failed."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

import pytest

from domain.facts.clocks import ReportAsked
from domain.model.absence import Absence
from domain.model.drafts import TaskDraft
from domain.model.matters import Matters
from domain.model.milestones import Milestone
from domain.model.people import Role
from domain.model.tasks import Status
from domain.model.value import replace
from domain.ports.store import MetaKey, Store
from domain.ports.talk import Question
from storage import memory
from storage.history import verify
from storage.prepared import Statements
from storage.unit import Database
from tests.domain.office import MONDAY
from tests.storage.conftest import GROUP, People, Raw
from tests.storage.test_transactions import file_of

STRANGER = 999


@contextmanager
def asked(db: Database) -> Iterator[list[str]]:
    """The tables that are read."""
    found: list[str] = []

    class Noting(Statements):
        def execute(self, statement: Any, values: Any = None) -> Any:
            found.append(str(statement.statement.get_final_froms()[0]) if statement.writes is None else "")
            return super().execute(statement, values)

    db.statements = Noting
    yield found
    db.statements = Statements


def here(db: Database, work: Callable[[Store], Any]) -> Any:
    """A unit that runs at once, as those of commands do."""
    file_of(db)
    return db.write_now(work, wait=False)


def seen(store: Any) -> list[Any]:
    """What a unit can know of people, teams, absences and open questions."""
    ids = (1, 2, 3)
    of_people = [store.members.get(i) for i in ids]
    return [
        of_people,
        [store.members.by_telegram(t) for t in (101, 102, STRANGER)],
        [store.members.by_username(n) for n in ("li", "wang", "other")],
        [store.members.with_roles(m).teams for m in of_people if m],
        [store.members.namesakes(m) for m in of_people if m],
        store.members.all_active(),
        store.members.all_reachable(),
        store.teams.get(1),
        [store.teams.by_chat(chat) for chat in (GROUP, GROUP - 1)],
        store.absences.running(),
        store.absences.backups(),
        [store.questions.open_for(i, 100 + i) for i in ids],
        [store.drafts.written(i, 100 + i) for i in ids],
        [store.meta.get(MetaKey.HOLDS), store.meta.get(MetaKey.SILENCED, 1), store.meta.get(MetaKey.SILENCED, 2)],
    ]


TASKS = range(1, 7)


def seen_of_tasks(store: Any) -> list[Any]:
    """What a unit can know of tasks: each in its own way, and together."""
    return [
        [store.tasks.version(i) for i in TASKS],
        [store.tasks.get(i) for i in TASKS],
        [sorted(store.tasks.below(i), key=lambda node: node.id) for i in TASKS],
        [store.tasks.waiting_for(i) for i in TASKS],
        store.tasks.page(Matters(), 9),
        [store.history.of(i) for i in TASKS],
    ]


def test_who_is_who_is_read_once(db: Database, people: People) -> None:
    with asked(db) as tables:
        here(db, seen)
        first = len(tables)
        here(db, seen)
    assert first > 10
    assert tables[first:] == []


def test_a_writing_unit_hands_on_what_it_did_not_write(db: Database, people: People) -> None:
    here(db, seen)
    here(db, lambda s: s.absences.set_backup(people.li.id, people.zhao.id))
    with asked(db) as tables:
        here(db, seen)  # on a new connection object for the count, so everything is read
        read = len(tables)
        here(db, lambda s: s.absences.set_backup(people.li.id, people.wang.id))
        del tables[:]
        assert here(db, lambda s: dict(s.absences.backups())) == {people.li.id: people.wang.id}
        assert tables == ["backups"]
        here(db, lambda s: s.members.get(people.li.id))
        assert tables == ["backups"]
    assert read


@pytest.mark.parametrize("elsewhere", ["another process", "the thread that waits"])
def test_what_somebody_else_wrote_is_seen(db: Database, people: People, elsewhere: str) -> None:
    here(db, seen)
    other = Database(db.url) if elsewhere == "another process" else db
    other.write_now(lambda s: s.members.save(replace(people.li, name="李四", role=Role.OWNER)))
    assert here(db, lambda s: s.members.by_telegram(102).name) == "李四"
    if other is not db:
        other.close()


def test_rights_that_were_taken_away_past_the_repositories_are_gone(db: Database, people: People, raw: Raw) -> None:
    assert here(db, lambda s: s.members.with_roles(s.members.get(people.li.id)).teams)
    raw.do("DELETE FROM memberships WHERE member_id = :who", who=people.li.id)
    assert not here(db, lambda s: s.members.with_roles(s.members.get(people.li.id)).teams)
    here(db, lambda s: s.traces.erase(people.zhao.id, 103))
    assert not here(db, lambda s: s.members.with_roles(s.members.get(people.zhao.id)).teams)


def test_what_was_undone_is_not_remembered(db: Database, people: People) -> None:
    def fail(store: Store) -> None:
        store.members.save(replace(people.li, name="nobody"))
        assert store.members.get(people.li.id).name == "nobody"
        raise ZeroDivisionError

    def undo_a_part(store: Store) -> None:
        with suppress(ZeroDivisionError), store.part():
            fail(store)

    here(db, seen)
    with pytest.raises(ZeroDivisionError):
        here(db, fail)
    assert here(db, lambda s: s.members.get(people.li.id).name) == people.li.name
    here(db, undo_a_part)
    assert here(db, lambda s: s.members.get(people.li.id).name) == people.li.name


def test_what_could_not_be_committed_is_not_remembered(
    db: Database, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = Statements.exec_driver_sql

    def full(self: Statements, text: str) -> None:
        if text == "COMMIT":
            raise OSError("full")
        usual(self, text)

    here(db, seen)
    monkeypatch.setattr(Statements, "exec_driver_sql", full)
    with pytest.raises(OSError, match="full"):
        here(db, lambda s: (s.teams.save(replace(people.team, title="x")), s.teams.get(1)))
    monkeypatch.undo()
    assert here(db, lambda s: s.teams.get(1).title) == people.team.title


def test_strangers_are_not_remembered_for_good(db: Database, people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_MOST", 60)
    for stranger in range(1000, 1240):
        here(db, lambda s, stranger=stranger: s.members.by_telegram(stranger))
    assert len(here(db, lambda s: s.members._ids)) <= 110


def _change_of_a_task(people: People, chance: random.Random) -> Callable[[Any], None]:
    """As use cases change tasks: read, decided, saved, and written into the history."""

    def change(store: Any) -> None:
        task = store.tasks.get(chance.choice(TASKS))
        if task is None:
            made = store.tasks.add(
                people.task(title="new", parent_id=chance.choice((None, 1)) if store.tasks.get(1) else None)
            )
            store.history.append(made.id, ReportAsked("a", "b"), None, MONDAY, first=True)
            return
        before = tuple(n for n in chance.choice(((), (1,), (2, 3))) if store.tasks.get(n) and n != task.id)
        fields = {
            "title": chance.choice("abc"),
            "percent": chance.randrange(100),
            "parent_id": chance.choice((None, 1, 2)),
            "comes_after": before,
            "milestones": chance.choice(((), (Milestone(1, "x", MONDAY),))),
            "people": task.people[: chance.choice((1, 2))],
            "status": chance.choice((Status.ACTIVE, Status.DONE)),
        }
        some = {name: fields[name] for name in chance.sample(sorted(fields), 2)}
        if (some.get("parent_id") or 0) >= task.id:
            some["parent_id"] = None  # nothing is below itself
        store.tasks.save(replace(task, **some))
        store.history.append(task.id, ReportAsked("a", "b"), None, MONDAY)

    return change


@pytest.mark.parametrize("seed", range(12))
def test_whatever_becomes_of_tasks_a_unit_knows_what_the_file_says(db: Database, people: People, seed: int) -> None:
    chance, other, days = random.Random(seed), Database(db.url), itertools.count()
    change = _change_of_a_task(people, chance)

    def half(store: Store) -> None:
        with suppress(ZeroDivisionError), store.part():
            change(store)
            seen_of_tasks(store)
            raise ZeroDivisionError

    def seal(store: Any) -> None:
        store.history.seal(f"2026-{next(days):04}", MONDAY)

    for _ in range(60):
        by = chance.choice(
            (
                lambda: here(db, change),
                lambda: here(db, change),
                lambda: here(db, half),
                lambda: here(db, seal),
                lambda: here(db, lambda s: s.tasks.leave_topic(1, 5)),
                lambda: other.write_now(change),
                lambda: here(db, lambda s: seen_of_tasks(s)[: chance.randrange(7)]),
                lambda: here(db, lambda s: (s.tasks.know(chance.sample(TASKS, 3)), s.tasks.below(1))),
            )
        )
        by()
        known, stored = here(db, seen_of_tasks), other.read_now(seen_of_tasks)
        assert known == stored
        assert repr(known) == repr(stored), "in every zone and type"
    with other.transaction(write=False) as connection:
        assert list(verify(connection)) == []
    other.close()


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_done_is_done_by_whomever_a_unit_knows_what_the_file_says(
    db: Database, people: People, seed: int
) -> None:
    chance, other = random.Random(seed), Database(db.url)
    members = [people.wang, people.li, people.zhao]

    def change(store: Store) -> None:
        who = chance.choice(members)
        chosen = chance.choice(_CHANGES)
        chosen(store, store.members.get(who.id) or who, chance)

    def half(store: Store) -> None:
        with suppress(ZeroDivisionError), store.part():
            change(store)
            seen(store)
            raise ZeroDivisionError

    def wholly_undone(store: Store) -> None:
        change(store)
        seen(store)
        raise ZeroDivisionError

    for _ in range(40):
        by = chance.choice(
            (
                lambda: here(db, change),
                lambda: db.write_now(change),
                lambda: other.write_now(change),
                lambda: here(db, half),
                lambda: here(db, wholly_undone),
                lambda: here(db, seen),
            )
        )
        with suppress(ZeroDivisionError):
            by()
        assert here(db, seen) == other.read_now(seen)
    other.close()


def _absent(store: Store, who: Any, chance: random.Random) -> None:
    begins = MONDAY + timedelta(days=chance.randrange(5))
    store.absences.add(
        Absence(0, who.id, begins, begins + timedelta(days=1), None, who.id, chance.choice((None, begins)))
    )


def _ask(store: Store, who: Any, _chance: random.Random) -> None:
    store.questions.ask(Question(0, who.id, 100 + who.id, "report", 1, ""))


_CHANGES: tuple[Callable[[Store, Any, random.Random], Any], ...] = (
    lambda s, who, chance: s.members.save(replace(who, name=chance.choice(("李明", "赵倩", "王主任")))),
    lambda s, who, chance: s.members.save(replace(who, username=chance.choice(("li", "wang", "other", None)))),
    lambda s, who, chance: s.members.save(replace(who, reachable=chance.random() < 0.5, active=chance.random() < 0.8)),
    lambda s, who, chance: s.members.join(1, who.id, chance.choice((Role.STAFF, Role.LEADER))),
    lambda s, who, _chance: s.members.leave(1, who.id),
    lambda s, _who, chance: s.teams.save(replace(s.teams.get(1), title=chance.choice("abc"))),
    lambda s, _who, chance: s.teams.move_chat(*chance.choice(((GROUP, GROUP - 1), (GROUP - 1, GROUP)))),
    lambda s, who, chance: s.absences.set_backup(who.id, chance.choice((None, 1, 2, 3))),
    _absent,
    _ask,
    lambda s, who, _chance: s.questions.close(who.id, 100 + who.id),
    lambda s, who, _chance: s.drafts.start(who.id, 100 + who.id, TaskDraft(title="x"), MONDAY),
    lambda s, _who, chance: s.meta.set(MetaKey.SILENCED, chance.choice("abc"), chance.choice((1, 2))),
    lambda s, _who, chance: s.meta.drop(MetaKey.SILENCED, chance.choice((1, 2))),
    lambda s, _who, _chance: s.meta.drop_all(MetaKey.SILENCED),
    lambda s, who, _chance: s.traces.erase(who.id, 100 + who.id),
)
