"""A real database for every test, by URL: the same contract for every engine that is named here."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from domain.model.people import Member, Role, Team, TeamStatus
from domain.model.tasks import Assignment, Part, Task
from domain.model.value import replace
from domain.ports.store import Store
from domain.rules.decisions.giving import new_task
from storage.unit import Database
from tests.domain.office import ASSIGNER, FRIDAY, MONDAY, at

GROUP = -(2**41)


def _sqlite(tmp_path: Path, migrated: Path) -> str:
    path = tmp_path / "duban.db"
    shutil.copyfile(migrated, path)
    return f"sqlite:///{path}"


ENGINES: dict[str, Callable[[Path, Path], str]] = {"sqlite": _sqlite}


@pytest.fixture(params=ENGINES)
def url(request: pytest.FixtureRequest, tmp_path: Path, migrated: Path) -> str:
    """A database at the newest revision, empty."""
    return ENGINES[request.param](tmp_path, migrated)


@pytest.fixture
def db(url: str) -> Iterator[Database]:
    """The database, opened as the program opens it."""
    database = Database(url)
    yield database
    database.close()


@dataclass(frozen=True)
class People:
    """Who is in the database."""

    wang: Member
    li: Member
    zhao: Member
    team: Team

    def task(self, **fields: Any) -> Task:
        """A task of Wang's for Li, with Zhao beside, its clocks running; not stored yet."""
        people = (Assignment(self.li.id, Part.LEAD), Assignment(self.zhao.id, Part.CO))
        given: dict[str, Any] = {
            "id": 0, "title": "提交三季度报告", "assigner_id": self.wang.id, "first_handler_id": self.li.id,
            "created_at": MONDAY, "due_at": FRIDAY, "team_id": self.team.id, "people": people,
        }  # fmt: skip
        task, _ = new_task(Task(**(given | fields)), at(ASSIGNER))
        return task


def enrol(store: Store, telegram_id: int, name: str, username: str | None = None, **fields: Any) -> Member:
    """A member with a username, as `enrol` of the use cases writes one."""
    member = store.members.add(Member(0, telegram_id, name, **fields))
    member = replace(member, username=username)
    store.members.save(member)
    return member


def populate(store: Store) -> People:
    """A leader, two staff, one team."""
    wang = enrol(store, 101, "王主任", "wang", role=Role.LEADER, reachable=True)
    li, zhao = enrol(store, 102, "李明", "li", reachable=True), enrol(store, 103, "赵倩", "Zhao_Q")
    team = store.teams.add(Team(0, GROUP, "综合部", TeamStatus.APPROVED))
    for member in (wang, li, zhao):
        store.members.join(team.id, member.id, Role.STAFF)
    return People(wang, li, zhao, team)


@pytest.fixture
def people(db: Database) -> People:
    """A populated database."""
    return db.write_now(populate)


@dataclass(frozen=True)
class Raw:
    """The database without the program: for looking at rows and for tampering."""

    db: Database

    def do(self, sql: str, **values: object) -> None:
        """Execute a statement in a transaction of its own."""
        with self.db.transaction(write=True) as connection:
            connection.execute(text(sql), values)

    def rows(self, sql: str, **values: object) -> list[tuple[Any, ...]]:
        """What a query finds."""
        with self.db.transaction(write=False) as connection:
            return [tuple(r) for r in connection.execute(text(sql), values)]

    def unlock(self, table: str) -> None:
        """Take away what makes a table append-only, as somebody with the file in their hands could."""
        on = "" if self.db.engine.dialect.name == "sqlite" else f" ON {table}"
        for verb in ("update", "delete"):
            self.do(f"DROP TRIGGER {table}_no_{verb}{on}")


@pytest.fixture
def raw(db: Database) -> Raw:
    """Past the repositories."""
    return Raw(db)
