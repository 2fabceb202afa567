"""Tasks as they are read: one, and the lists that people and the program ask for."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Connection, Select, Table, bindparam, select

from domain.model.clocks import Commitment, CommitmentKind
from domain.model.tasks import Assignment, Attachment, Origin, Part, Priority, Request, RequestKind, Status, Task
from storage.convert import reader
from storage.rows import assignments, clocks, memberships, requests, tasks

_OPEN = tasks.c.status.not_in((Status.DONE.value, Status.CANCELLED.value))
_MEMBER: BindParameter[Any] = bindparam("member_id")
_MOST_AT_ONCE = 500  # what every database takes as one list


def _with_part(*parts: Part) -> ColumnElement[bool]:
    """Tasks in which the member has one of these parts."""
    theirs = select(assignments.c.task_id).where(
        assignments.c.member_id == _MEMBER, assignments.c.part.in_([p.value for p in parts])
    )
    return tasks.c.id.in_(theirs)


def _listed(*where: ColumnElement[bool]) -> Select[Any]:
    """The one due first at the top."""
    return select(tasks).where(*where).order_by(tasks.c.due_at, tasks.c.id)


_ONE = select(tasks).where(tasks.c.id == bindparam("id"))
_OF_LEAD = _listed(_with_part(Part.LEAD), _OPEN)
_WITH = _listed(_with_part(Part.LEAD, Part.CO), _OPEN, tasks.c.status != Status.DECLINED.value)
_HAS_ASSIGNED = select(tasks.c.id).where(tasks.c.assigner_id == _MEMBER).limit(1)
_ASSIGNED_BY = _listed(tasks.c.assigner_id == _MEMBER, _OPEN)
_OF_TEAM = _listed(tasks.c.team_id == bindparam("team_id"), _OPEN)
_ALL = _listed(_OPEN)
_CLOSED_SINCE = _listed(
    tasks.c.team_id == bindparam("team_id"),
    tasks.c.status == Status.DONE.value,
    tasks.c.closed_at >= bindparam("since"),
)
_SHARED = (
    select(memberships.c.team_id)
    .where(
        memberships.c.member_id == _MEMBER,
        memberships.c.team_id.in_(select(memberships.c.team_id).where(memberships.c.member_id == bindparam("other"))),
    )
    .order_by(memberships.c.team_id)
    .limit(1)
)
# The parts of tasks: those of one, and those of many.
_PARTS = {
    table: (
        select(table).where(table.c.task_id == bindparam("id")).order_by(*order),
        select(table).where(table.c.task_id.in_(bindparam("ids", expanding=True))).order_by(*order),
    )
    for table, order in (
        (assignments, (assignments.c.task_id, assignments.c.place)),
        (clocks, tuple(clocks.primary_key)),
        (requests, tuple(requests.primary_key)),
    )
}


def _files(text: str) -> tuple[Attachment, ...]:
    return tuple(Attachment(**a) for a in json.loads(text))


_read_task = reader(Task, tasks, priority=Priority, status=Status, origin=Origin, attachments=_files)
_read_part: dict[Table, Callable[[Sequence[Any]], Any]] = {
    assignments: reader(Assignment, assignments, part=Part),
    clocks: reader(Commitment, clocks, kind=CommitmentKind),
    requests: reader(Request, requests, kind=RequestKind),
}


class TaskQueries:
    """Whole tasks; nothing is written. One that was read is remembered for the rest of the unit."""

    def __init__(self, db: Connection) -> None:
        self.db = db
        self._known: dict[int, Task] = {}

    def get(self, task_id: int) -> Task | None:
        if task_id not in self._known:
            self._load(_ONE, id=task_id)
        return self._known.get(task_id)

    def open_of_lead(self, member_id: int) -> list[Task]:
        return self._load(_OF_LEAD, member_id=member_id)

    def open_with(self, member_id: int) -> list[Task]:
        """Open tasks in which the member has work: as lead or co-assignee; what was declined waits for somebody else."""
        return self._load(_WITH, member_id=member_id)

    def has_assigned(self, member_id: int) -> bool:
        """Whether the member ever gave a task."""
        return self.db.execute(_HAS_ASSIGNED, {"member_id": member_id}).first() is not None

    def open_assigned_by(self, member_id: int) -> list[Task]:
        return self._load(_ASSIGNED_BY, member_id=member_id)

    def open_of_team(self, team_id: int) -> list[Task]:
        return self._load(_OF_TEAM, team_id=team_id)

    def all_open(self) -> list[Task]:
        return self._load(_ALL)

    def closed_since(self, team_id: int, since: datetime) -> list[Task]:
        return self._load(_CLOSED_SINCE, team_id=team_id, since=since)

    def team_shared(self, viewer: int, other: int) -> int | None:
        """The first team both are in: where a task given in private belongs."""
        return self.db.execute(_SHARED, {"member_id": viewer, "other": other}).scalar()

    def _load(self, query: Select[Any], **values: Any) -> list[Task]:
        found = [_read_task(row) for row in self.db.execute(query, values)]
        ids = [task.id for task in found]
        people, kept, asked = (self._parts(table, ids) for table in _PARTS)
        whole = [
            replace(t, people=tuple(people[t.id]), commitments=tuple(kept[t.id]), requests=tuple(asked[t.id]))
            for t in found
        ]
        self._known.update((task.id, task) for task in whole)
        return whole

    def _parts(self, table: Table, ids: Sequence[int]) -> dict[int, list[Any]]:
        """The parts of these tasks by task; every parts table begins with its task's number."""
        one, many = _PARTS[table]
        read, grouped = _read_part[table], defaultdict[int, list[Any]](list)
        for start in range(0, len(ids), _MOST_AT_ONCE):
            some = ids[start : start + _MOST_AT_ONCE]
            query, values = (one, {"id": some[0]}) if len(some) == 1 else (many, {"ids": some})
            for row in self.db.execute(query, values):
                grouped[row[0]].append(read(row))
        return grouped
