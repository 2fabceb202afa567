"""An office with as many open tasks as wanted, written straight into the tables."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert
from sqlalchemy.sql.expression import FromClause

from bot.clock import SystemClock
from domain.facts.base import GENESIS, link
from domain.facts.tasks import Assigned
from domain.model.clocks import CommitmentKind
from domain.model.timers import ClockRing
from domain.records import encode_fact, encode_timer
from storage.rows import assignments, clocks, history, members, memberships, posts, tasks, teams, timers
from storage.schema import migrate
from storage.unit import Database
from storage.words import INDEX, SHIFT, of_row

GROUP = -1_001_000_000_000
PEOPLE = 200
_TELEGRAM = 10_000
_AT_ONCE = 2_000
Row = dict[str, Any]
_NO_MORE = {"standard": "", "origin_ref": "", "tags": "", "kind": "task"}  # words of a task that are not given


@dataclass(frozen=True, slots=True)
class Office:
    """How many open tasks, among how many people; the first owns the office and gave everything."""

    open: int
    people: int = PEOPLE
    of_each: int = 0  # so many tasks for each of the first people instead, one after another
    due_together: int = 0  # so many tasks are urgent and their deadline falls on the same moment:
    due_in: timedelta = timedelta(seconds=10)  # so long after the filling
    late: bool = True  # a twentieth is overdue

    def telegram(self, person: int) -> int:
        """The Telegram id of a person."""
        return _TELEGRAM + person

    def lead(self, task: int) -> int:
        """Who leads a task: the owner leads none."""
        others = self.people - 1
        return 2 + ((task - 1) // self.of_each if self.of_each else (task - 1)) % others


def fill(file: Path, office: Office, now: datetime) -> None:
    """A database of this office."""
    database = Database(f"sqlite:///{file}")
    migrate(database)
    with database.transaction(write=True) as db:
        for table, rows in _everything(office, now).items():
            write(db, table, rows)
    database.close()


def copy(template: Path, file: Path) -> Path:
    """A filled database to be used up."""
    shutil.copyfile(template, file)
    return file


def write(db: Connection, table: Any, rows: Iterator[Row]) -> None:
    """Rows, some at a time."""
    while some := list(islice(rows, _AT_ONCE)):
        db.execute(insert(table), some)


def _everything(office: Office, now: datetime) -> Mapping[FromClause, Iterator[Row]]:
    numbers = range(1, office.open + 1)
    return {
        members: map(_member, range(1, office.people + 1)),
        teams: iter([{"chat_id": GROUP, "title": "综合部", "status": "approved", "digest_on": True}]),
        memberships: ({"team_id": 1, "member_id": n, "role": "staff"} for n in range(1, office.people + 1)),
        tasks: (_task(office, n, now) for n in numbers),
        assignments: ({"task_id": n, "member_id": office.lead(n), "part": "lead", "place": 0} for n in numbers),
        clocks: (_clock(office, n, now) for n in numbers),
        history: (_given(office, n, now) for n in numbers),
        posts: (_card(office, n) for n in numbers),
        INDEX: ({"rowid": n << SHIFT, "said": of_row(_task(office, n, now) | _NO_MORE)} for n in numbers),
        timers: (row for n in numbers for row in _timers(office, n, now)),
    }


def _member(n: int) -> Row:
    return {
        "telegram_id": _TELEGRAM + n, "name": f"职员{n:04}", "username": f"person{n}", "folded": f"person{n}",
        "role": "owner" if n == 1 else "leader", "telegram_language": "zh-Hans", "reachable": True, "active": True,
    }  # fmt: skip


def due_of(office: Office, n: int, now: datetime) -> datetime:
    """Spread over the next months, every twentieth overdue."""
    if n <= office.due_together:
        return now + office.due_in
    if office.late and n % 20 == 0:
        return now - timedelta(hours=1 + n % 500)
    return now + timedelta(days=3, minutes=n % 100_000)


def _task(office: Office, n: int, now: datetime) -> Row:
    return {
        "title": f"提交第{n}号材料", "assigner_id": 1, "first_handler_id": office.lead(n), "team_id": 1,
        "created_at": now - timedelta(days=1), "due_at": due_of(office, n, now), "due_words": "", "due_day_only": False,
        "priority": "urgent" if n <= office.due_together else "normal", "status": "active", "percent": 10,
        "blocked": False, "returns": 0, "result": "",
        "attachments": "[]", "version": 1, "content": "",
    }  # fmt: skip


def _clock(office: Office, n: int, now: datetime) -> Row:
    return {
        "task_id": n, "kind": CommitmentKind.FINISH.value, "generation": 1, "member_id": office.lead(n),
        "started_at": now - timedelta(days=1), "due_at": due_of(office, n, now),
    }  # fmt: skip


def _given(office: Office, n: int, now: datetime) -> Row:
    lead, at = office.lead(n), now - timedelta(days=1)
    data = encode_fact(Assigned(f"提交第{n}号材料", at.isoformat(), "", "normal", {str(lead): "lead"}))
    made = link(GENESIS, n, 1, at, 1, Assigned.name, data)
    return {
        "task_id": n, "seq": 1, "at": at, "actor_id": 1, "name": Assigned.name, "data": data, "prev_hash": GENESIS,
        "hash": made,
    }  # fmt: skip


def card_of(n: int) -> int:
    """The number of the message that is the lead's card of a task."""
    return 100 + n


def _card(office: Office, n: int) -> Row:
    lead = office.lead(n)
    return {
        "chat_id": _TELEGRAM + lead, "message_id": card_of(n), "task_id": n, "kind": "card", "member_id": lead,
    }  # fmt: skip


def _timers(office: Office, n: int, now: datetime) -> Iterator[Row]:
    """Two steps of the finish clock, far away but for what is to ring together."""
    due = now + timedelta(days=40, minutes=n % 100_000)
    for step, at in (("0", due_of(office, n, now) if n <= office.due_together else due), ("+1h", due)):
        data = ClockRing(n, CommitmentKind.FINISH, 1, step, 0)
        yield {
            "key": f"clock:{n}:finish:1:{step}:0", "kind": "clock", "task_id": n, "due_at": at,
            "data": encode_timer(data), "state": "pending",
        }  # fmt: skip


def present() -> datetime:
    """A benchmark has no clock to be handed: it runs in the present."""
    return SystemClock().now()
