"""An office with a year of finished work behind it, written straight into the tables: so many matters, twenty events each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.sql.expression import FromClause

from benchmarks.lean.filled import GROUP, Row, write
from domain.facts.base import GENESIS, Fact, link
from domain.facts.clocks import Breached
from domain.facts.tasks import Accepted, Approved, Assigned, Reported, Returned, Submitted
from domain.records import encode_fact
from storage.rows import assignments, clocks, history, members, memberships, slips, tasks, teams
from storage.schema import migrate
from storage.unit import Database

EVENTS = 20
_TELEGRAM = 10_000
_ROLES = {1: "owner", 2: "leader", 3: "supervisor"}
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Past:
    """How many matters within `days` until now, among how many people of how many teams; a tenth is open."""

    matters: int
    people: int = 200
    teams: int = 10
    days: int = 365

    def lead(self, n: int) -> int:
        """Who leads a matter: the first three lead none."""
        return 4 + n % (self.people - 3)

    def team(self, n: int) -> int:
        """Of which team it is."""
        return 1 + self.lead(n) % self.teams

    def given(self, n: int, now: datetime) -> datetime:
        """When it was given: one after another, evenly."""
        return now - _DAY * self.days * (1 - n / self.matters)


def open_of(n: int) -> bool:
    """A tenth is still worked on."""
    return n % 10 == 0


def late_of(n: int) -> bool:
    """A seventh came, or comes, too late."""
    return n % 7 == 0


def fill(file: Path, past: Past, now: datetime) -> None:
    """A database of this office."""
    database = Database(f"sqlite:///{file}")
    migrate(database)
    with database.transaction(write=True) as db:
        for table, rows in _everything(past, now).items():
            write(db, table, rows)
    database.close()


def _everything(past: Past, now: datetime) -> Mapping[FromClause, Iterator[Row]]:
    numbers = range(1, past.matters + 1)
    late = (n for n in numbers if late_of(n))
    return {
        members: (_member(n) for n in range(1, past.people + 1)),
        teams: (_team(n) for n in range(1, past.teams + 1)),
        memberships: (row for n in range(1, past.people + 1) for row in _memberships(past, n)),
        tasks: (_task(past, n, now) for n in numbers),
        assignments: ({"task_id": n, "member_id": past.lead(n), "part": "lead", "place": 0} for n in numbers),
        clocks: (row for n in numbers for row in _clocks(past, n, now)),
        history: (row for n in numbers for row in _history(past, n, now)),
        slips: (_slip(past, n, number, now) for number, n in enumerate(late, 1)),
    }


def _member(n: int) -> Row:
    return {
        "telegram_id": _TELEGRAM + n, "name": f"职员{n:04}", "username": f"person{n}", "folded": f"person{n}",
        "role": _ROLES.get(n, "staff"), "telegram_language": "zh-Hans", "reachable": True, "active": True,
    }  # fmt: skip


def _team(n: int) -> Row:
    return {"chat_id": GROUP - n, "title": f"第{n}科", "status": "approved", "digest_on": True}


def _memberships(past: Past, n: int) -> Iterator[Row]:
    for team in range(1, past.teams + 1) if n in _ROLES else (1 + n % past.teams,):
        yield {"team_id": team, "member_id": n, "role": _ROLES.get(n, "staff")}


def _moments(past: Past, n: int, now: datetime) -> tuple[datetime, datetime, datetime]:
    """When it was given, was due, and was handed in."""
    given = past.given(n, now)
    due = given + _DAY * 5
    return given, due, due + (_DAY * 2 if late_of(n) else -_DAY)


def _task(past: Past, n: int, now: datetime) -> Row:
    given, due, done = _moments(past, n, now)
    going: dict[str, Any] = {"status": "active", "percent": 60, "returns": 0, "submitted_at": None, "closed_at": None}
    over = {
        "status": "done",
        "percent": 100,
        "returns": int(n % 9 == 0),
        "submitted_at": done,
        "closed_at": done + _DAY / 4,
    }
    return {
        "title": f"提交第{n}号材料", "assigner_id": 1 + n % 3, "first_handler_id": past.lead(n), "team_id": past.team(n),
        "created_at": given, "due_at": due, "due_words": "", "due_day_only": False, "priority": "normal",
        "blocked": False, "result": "", "rating": None if open_of(n) else 3 + n % 3, "attachments": "[]", "version": 1,
        "tags": "",
    } | (going if open_of(n) else over)  # fmt: skip


def _clocks(past: Past, n: int, now: datetime) -> Iterator[Row]:
    """Accepted in time but for a few, reported once, finished when it was finished."""
    given, due, done = _moments(past, n, now)
    lead, finished = past.lead(n), None if open_of(n) else done
    kinds = (
        ("accept", given + _DAY / 3, given + _DAY / (2 if n % 11 == 0 else 4)),
        ("first_report", given + _DAY, given + _DAY * (1.5 if n % 13 == 0 else 0.5)),
        ("finish", due, finished),
    )
    for kind, until, met in kinds:
        out = until if until <= now and (met is None or met > until) else None
        yield {
            "task_id": n, "kind": kind, "generation": 1, "member_id": lead, "started_at": given, "due_at": until,
            "met_at": met, "breached_at": out, "breached_by": lead if out else None,
        }  # fmt: skip


def _facts(past: Past, n: int, now: datetime) -> Iterator[tuple[datetime, int | None, Fact]]:
    given, due, done = _moments(past, n, now)
    lead, giver = past.lead(n), 1 + n % 3
    yield given, giver, Assigned(f"提交第{n}号材料", due.isoformat(), "", "normal", {str(lead): "lead"})
    yield given + _DAY / 4, lead, Accepted()
    reports = EVENTS - 4
    for step in range(reports):
        at = given + _DAY / 2 + (done - given - _DAY / 2) * step / reports
        yield at, lead, Reported(f"第{step + 1}次反馈：正在收集材料", min(95, 6 * step))
    if late_of(n):
        yield due, None, Breached("finish", lead, due.isoformat())
    elif n % 9 == 0:
        yield done, giver, Returned("口径不一致")
    if not open_of(n):
        yield done, lead, Submitted("已办结")
        yield done + _DAY / 4, giver, Approved(3 + n % 3)


def _history(past: Past, n: int, now: datetime) -> Iterator[Row]:
    before = GENESIS
    for seq, (at, actor, fact) in enumerate(_facts(past, n, now), 1):
        data = encode_fact(fact)
        made = link(before, n, seq, at, actor, fact.name, data)
        yield {
            "task_id": n, "seq": seq, "at": at, "actor_id": actor, "name": fact.name, "data": data, "prev_hash": before,
            "hash": made,
        }  # fmt: skip
        before = made


def _slip(past: Past, n: int, number: int, now: datetime) -> Row:
    _, due, _ = _moments(past, n, now)
    return {
        "year": due.year, "number": number, "task_id": n, "colour": "yellow", "promise": 1, "seq": 1,
        "member_id": past.lead(n), "issued_at": due,
    }  # fmt: skip
