"""An office with a database, for looking through the eyes of its people."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.office import Office
from domain.model.people import Member, Role, Team, TeamStatus
from storage.unit import Database
from tests.bot.configuring import Write
from tests.domain.office import CALENDAR, MONDAY, SETTINGS


@dataclass
class Stopped:
    """A clock that stands still."""

    at: datetime = MONDAY

    def now(self) -> datetime:
        """Always the same moment."""
        return self.at.astimezone(UTC)

    def wall(self, moment: datetime) -> datetime:
        """As if it were real."""
        return moment


@pytest.fixture
def office(tmp_path: Path, migrated: Path) -> Iterator[Office]:
    """Nobody is in it yet."""
    path = tmp_path / "duban.db"
    shutil.copyfile(migrated, path)
    database = Database(f"sqlite:///{path}")
    yield Office(database, Stopped(), SETTINGS, CALENDAR, "duban_bot")
    database.close()


@dataclass(frozen=True)
class Staff:
    """One member for every relation a person can have to a task, with the ids of tests.domain.office."""

    members: dict[int, Member]
    team: Team


ROLES = {5: Role.SUPERVISOR, 6: Role.LEADER, 7: Role.OWNER}


@pytest.fixture
def staff(office: Office) -> Staff:
    """Nine people of one team: assigner, lead, co-assignee, watcher, supervisor, leader, owner, colleague, next lead."""
    db: Database = office.db  # type: ignore[assignment]

    def fill(store: object) -> Staff:
        team = store.teams.add(Team(0, -100_1, "综合部 <&>", TeamStatus.APPROVED))  # type: ignore[attr-defined]
        members = {}
        for number in range(1, 10):
            role = ROLES.get(number, Role.STAFF)
            member = Member(0, 1000 + number, f"成员 <b>{number}</b> &", role=role, reachable=number != 9)
            members[number] = store.members.add(member)  # type: ignore[attr-defined]
            store.members.join(team.id, members[number].id, Role.STAFF)  # type: ignore[attr-defined]
        return Staff(members, team)

    made = db.write_now(fill)
    assert [m.id for m in made.members.values()] == list(range(1, 10))
    return made


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A configuration file with this text."""

    def at(text: str) -> Path:
        path = tmp_path / "config.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return at


@pytest.fixture(autouse=True)
def nothing_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may have a bot of their own."""
    for name in [n for n in os.environ if n.upper().startswith("DUBAN_")]:
        monkeypatch.delenv(name)
