"""Tasks as they are read: one, and the lists that people and the program ask for."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, select

from domain.model.clocks import Commitment, CommitmentKind
from domain.model.tasks import Assignment, Attachment, Part, Priority, Request, RequestKind, Status, Task
from storage.convert import from_row
from storage.rows import assignments, clocks, memberships, requests, tasks

_CLOSED = (Status.DONE.value, Status.CANCELLED.value)


class TaskQueries:
    """Lists of whole tasks, the one due first at the top; nothing is written."""

    def __init__(self, db: Connection) -> None:
        self.db = db

    def get(self, task_id: int) -> Task | None:
        found = self._load(tasks.c.id == task_id)
        return found[0] if found else None

    def open_of_lead(self, member_id: int) -> list[Task]:
        return self._open(tasks.c.id.in_(_with_part(member_id, Part.LEAD)))

    def open_with(self, member_id: int) -> list[Task]:
        """Open tasks in which the member has work: as lead or co-assignee; what was declined waits for somebody else."""
        theirs = tasks.c.id.in_(_with_part(member_id, Part.LEAD, Part.CO))
        return self._open(theirs & (tasks.c.status != Status.DECLINED.value))

    def has_assigned(self, member_id: int) -> bool:
        """Whether the member ever gave a task."""
        query = select(tasks.c.id).where(tasks.c.assigner_id == member_id).limit(1)
        return self.db.execute(query).first() is not None

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


def _with_part(member_id: int, *parts: Part) -> Select[Any]:
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
