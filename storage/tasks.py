"""Tasks, whole: a task is read and written with its people, clocks and requests."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, insert, select, update

from domain.errors import StaleError
from domain.model.clocks import Commitment, CommitmentKind
from domain.model.tasks import Assignment, Attachment, Part, Priority, Request, RequestKind, Status, Task
from domain.text import as_json
from storage.convert import from_row, to_row
from storage.rows import assignments, clocks, memberships, requests, tasks

_CLOSED = (Status.DONE.value, Status.CANCELLED.value)


class TasksRepository:
    """Tasks by what the use cases ask for; `save` is compare-and-set on the version."""

    def __init__(self, db: Connection) -> None:
        self.db = db

    def get(self, task_id: int) -> Task | None:
        found = self._load(tasks.c.id == task_id)
        return found[0] if found else None

    def add(self, task: Task) -> Task:
        """Write a new task; it gets the next number."""
        row = self._row(task, version=1)
        del row["id"]
        made = self.db.execute(insert(tasks).values(row).returning(tasks.c.id)).scalar_one()
        task = replace(task, id=made, version=1)
        self._write_parts(task)
        return task

    def save(self, task: Task) -> Task:
        """Write a task as a decision left it; StaleError when somebody saved it first."""
        where = (tasks.c.id == task.id) & (tasks.c.version == task.version)
        row = self._row(task, version=task.version + 1)
        if self.db.execute(update(tasks).where(where).values(row)).rowcount != 1:
            raise StaleError(task.id)
        for table in (assignments, clocks, requests):
            self.db.execute(delete(table).where(table.c.task_id == task.id))
        self._write_parts(task)
        return replace(task, version=task.version + 1)

    def open_of_lead(self, member_id: int) -> list[Task]:
        return self._open(tasks.c.id.in_(_with_part(member_id, (Part.LEAD,))))

    def open_with(self, member_id: int) -> list[Task]:
        """Open tasks in which the member has work: as lead or co-assignee."""
        return self._open(tasks.c.id.in_(_with_part(member_id, (Part.LEAD, Part.CO))))

    def open_assigned_by(self, member_id: int) -> list[Task]:
        return self._open(tasks.c.assigner_id == member_id)

    def open_of_team(self, team_id: int) -> list[Task]:
        return self._open(tasks.c.team_id == team_id)

    def all_open(self) -> list[Task]:
        return self._open(tasks.c.id > 0)

    def closed_since(self, team_id: int, since: datetime) -> list[Task]:
        return self._load(
            (tasks.c.team_id == team_id) & (tasks.c.status == Status.DONE.value) & (tasks.c.closed_at >= since)
        )

    def team_shared(self, viewer: int, other: int) -> int | None:
        """The first team both are in: where a task given in private belongs."""
        theirs = select(memberships.c.team_id).where(memberships.c.member_id == other)
        query = select(memberships.c.team_id).where(
            memberships.c.member_id == viewer, memberships.c.team_id.in_(theirs)
        )
        return self.db.execute(query.order_by(memberships.c.team_id).limit(1)).scalar()

    def _open(self, where: ColumnElement[bool]) -> list[Task]:
        return self._load(where & tasks.c.status.not_in(_CLOSED))

    def _load(self, where: ColumnElement[bool]) -> list[Task]:
        rows = self.db.execute(select(tasks).where(where).order_by(tasks.c.due_at, tasks.c.id)).all()
        ids = [r.id for r in rows]
        people, kept, asked = (self._parts(t, ids) for t in (assignments, clocks, requests))
        return [_task(r._mapping, people[r.id], kept[r.id], asked[r.id]) for r in rows]

    def _parts(self, table: Table, ids: Sequence[int]) -> dict[int, list[Any]]:
        grouped: dict[int, list[Any]] = defaultdict(list)
        for start in range(0, len(ids), 500):
            where = table.c.task_id.in_(ids[start : start + 500])
            for row in self.db.execute(select(table).where(where).order_by(*table.primary_key)):
                grouped[row.task_id].append(row._mapping)
        return grouped

    def _row(self, task: Task, version: int) -> dict[str, Any]:
        files = as_json([asdict(a) for a in task.attachments])
        return to_row(task, tasks, attachments=files, version=version)

    def _write_parts(self, task: Task) -> None:
        people = [to_row(p, assignments, task_id=task.id, place=i) for i, p in enumerate(task.people)]
        self._insert(assignments, people)
        self._insert(clocks, [to_row(c, clocks, task_id=task.id) for c in task.commitments])
        self._insert(requests, [to_row(r, requests, task_id=task.id) for r in task.requests])

    def _insert(self, table: Table, rows: list[dict[str, Any]]) -> None:
        if rows:
            self.db.execute(insert(table), rows)


def _with_part(member_id: int, parts: Iterable[Part]) -> Any:
    return select(assignments.c.task_id).where(
        assignments.c.member_id == member_id, assignments.c.part.in_([p.value for p in parts])
    )


def _task(row: Any, people: list[Any], kept: list[Any], asked: list[Any]) -> Task:
    task = from_row(Task, row, priority=Priority, status=Status, attachments=_files)
    ordered = sorted(people, key=lambda r: int(r["place"]))
    return replace(
        task,
        people=tuple(from_row(Assignment, r, part=Part) for r in ordered),
        commitments=tuple(from_row(Commitment, r, kind=CommitmentKind) for r in kept),
        requests=tuple(from_row(Request, r, kind=RequestKind) for r in asked),
    )


def _files(text: str) -> tuple[Attachment, ...]:
    return tuple(Attachment(**a) for a in json.loads(text))
