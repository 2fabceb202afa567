"""A desk of the office: a real database and the clock in one's hand, so that use cases are tried as they are used."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest

from domain.messages.base import Message
from domain.model.people import Member, Memberships, Role, Team, TeamStatus
from domain.model.post import Place
from domain.model.tasks import Task
from domain.model.value import replace
from domain.ports.post import Outgoing
from domain.ports.store import Store
from domain.unit import Unit
from domain.usecases.clocks.timers import ring
from storage.unit import Database
from tests.domain.office import CALENDAR, LEADER, MONDAY, OWNER, SETTINGS, SUPERVISOR, a_task

T = TypeVar("T")
ROLES = {SUPERVISOR: Role.SUPERVISOR, LEADER: Role.LEADER, OWNER: Role.OWNER}
GROUP = -100_1


@dataclass
class Desk:
    """Nine people of one team, with the ids of `office`; `do` runs a use case in a unit of its own."""

    db: Database
    now: datetime = MONDAY
    team: Team = field(default_factory=lambda: Team(0, GROUP, "综合部", TeamStatus.APPROVED))

    def do(self, work: Callable[[Unit], T]) -> T:
        """One unit of work, now."""
        now = self.now.astimezone(UTC)
        return self.db.write_now(lambda s: work(Unit(s, now, SETTINGS, CALENDAR)))

    def who(self, number: int) -> Memberships:
        """A person with their roles."""
        return self.db.read_now(lambda s: s.members.with_roles(s.members.get(number)))  # type: ignore[arg-type]

    def give(self, **fields: Any) -> Task:
        """Store a task with its timers."""
        task = a_task(**{"id": 0, "team_id": self.team.id} | fields)

        def work(unit: Unit) -> Task:
            made = unit.store.tasks.add(task)
            unit.plan(made)
            return made

        return self.do(work)

    def task(self, number: int = 1) -> Task:
        """A task as it stands."""
        found = self.db.read_now(lambda s: s.tasks.get(number))
        assert found is not None
        return found

    def ring_all(self) -> int:
        """Ring what is due, as the ticker does."""
        due = self.db.read_now(lambda s: s.timers.due(self.now.astimezone(UTC), 1000))
        return sum(self.do(lambda u, t=timer: ring(u, t)) for timer in due)

    def facts(self, number: int = 1) -> list[Any]:
        """The story of a task."""
        return [e.fact for e in self.db.read_now(lambda s: s.history.of(number))]

    def waiting(self) -> list[tuple[Place, Message]]:
        """What is promised and has not left, in the order of its promise."""
        return [(row.place, row.message) for row in sorted(self.claim(), key=lambda r: r.id)]

    def claim(self, *, after: timedelta = timedelta(days=400)) -> list[Outgoing]:
        """Everything that waits, without holding it."""

        def look(store: Store) -> list[Outgoing]:
            found, at = [], (self.now + after).astimezone(UTC)
            while rows := store.outbox.claim("look", at, at + timedelta(days=9), (), 100):
                found += rows
            raise _Undo(found)

        try:
            self.db.write_now(look)
        except _Undo as undo:
            return undo.rows
        raise AssertionError("unreachable")

    def save(self, number: int, **fields: Any) -> None:
        """Change a member."""
        self.db.write_now(lambda s: s.members.save(replace(s.members.get(number), **fields)))  # type: ignore[type-var]


class _Undo(Exception):  # noqa: N818 - it carries what was seen out of a transaction that must not be
    def __init__(self, rows: list[Outgoing]) -> None:
        super().__init__()
        self.rows = rows


@pytest.fixture
def desk(tmp_path: Path, migrated: Path) -> Iterator[Desk]:
    """The office on Monday morning, nothing given yet."""
    with open_desk(tmp_path / "duban.db", migrated) as made:
        yield made


@contextmanager
def open_desk(path: Path, migrated: Path) -> Iterator[Desk]:
    """A desk of its own, for what is tried many times over."""
    shutil.copyfile(migrated, path)
    database = Database(f"sqlite:///{path}")

    def fill(store: Store) -> Team:
        team = store.teams.add(Team(0, GROUP, "综合部", TeamStatus.APPROVED))
        for number in range(1, 10):
            role = ROLES.get(number, Role.STAFF)
            made = store.members.add(Member(0, 1000 + number, f"成员{number}", role=role, reachable=True))
            assert made.id == number
            store.members.join(team.id, number, Role.STAFF)
        return team

    yield Desk(database, team=database.write_now(fill))
    database.close()
