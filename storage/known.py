"""Tasks by their numbers: one that was read is remembered, and what is below it, and what waits for it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import bindparam, select

from domain.model.tasks import Attachment, Kind, Origin, Priority, Status, Task
from domain.model.trees import Node
from domain.model.value import replace
from storage.convert import in_utc, reader
from storage.links import WAITING_FOR
from storage.parts import parts_of
from storage.prepared import Prepared, Statements, among, numbers, once
from storage.rows import tasks
from storage.trees import BELOW_MANY, BELOW_ONE, node_of

_ONE = once(select(tasks).where(tasks.c.id == bindparam("id")))
_MANY = once(select(tasks).where(among(tasks.c.id, "ids")))
_VERSION = once(select(tasks.c.version).where(tasks.c.id == bindparam("id")))


def _files(text: str) -> tuple[Attachment, ...]:
    return tuple(Attachment(**a) for a in json.loads(text)) if text != "[]" else ()


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split()))


def as_read(task: Task) -> Task:
    """A task that was written as it comes back: its moments in UTC, its clocks in their order."""
    clocks = sorted(task.commitments, key=lambda clock: (clock.kind, clock.generation))
    found: Task = in_utc(replace(task, commitments=tuple(clocks)))
    return found


_read_task = reader(
    Task, tasks, kind=Kind, priority=Priority, status=Status, origin=Origin, attachments=_files,
    comes_after=_numbers, awaits=_numbers, tags=lambda text: tuple(text.split()),
)  # fmt: skip


class KnownTasks:
    """Whole tasks. One that was read is remembered for the rest of the unit, and handed on to the next (`storage.memory`)."""

    def __init__(self, db: Statements) -> None:
        self.db = db
        self._known: dict[int, Task] = {}
        self._below: dict[int, tuple[Node, ...]] = {}
        self._waiting: dict[int, list[Task]] = {}
        self._versions: dict[int, int | None] = {}
        self._touched: set[int] = set()  # in this unit: what was read before it may be much
        self._written: dict[int, Task] = {}

    def next_unit(self) -> None:
        """The unit is over, and what it knows goes on to the next; what it wrote as it would be read."""
        self._touched.clear()
        for task in self._written.values():
            self._known[task.id] = as_read(task)
            for number in task.comes_after:
                self._waiting.pop(number, None)
        self._written.clear()

    def note_written(self, task: Task, before: Task | None) -> None:
        """A task is another now. What was read of those above it is old, and of those it comes after; where it was not known
        `before`, of all."""
        self._known[task.id] = self._written[task.id] = task
        self._touched.add(task.id)
        unknown = before is None and task.version > 1
        both = [one for one in (task, before) if one]
        if unknown or any(one.parent_id is not None for one in both):
            self._below.clear()
        for number in [*self._waiting] if unknown else [n for one in both for n in one.comes_after]:
            self._waiting.pop(number, None)

    def get(self, task_id: int) -> Task | None:
        if task_id not in self._known:
            self.load(_ONE, id=task_id)
        self._touched.add(task_id)
        return self._known.get(task_id)

    def know(self, task_ids: Iterable[int]) -> None:
        """Read tasks that will be asked for one by one; many cost little more than one."""
        asked = dict.fromkeys(task_ids)
        wanted = [task_id for task_id in asked if task_id not in self._known]
        self._touched.update(asked)
        if wanted:
            self.load(_MANY, ids=numbers(wanted))

    def version(self, task_id: int) -> int | None:
        """The version of a task as it is now."""
        if task_id in self._known:
            return self._known[task_id].version
        if task_id not in self._versions:
            self._versions[task_id] = self.db.execute(_VERSION, {"id": task_id}).scalar()
        return self._versions[task_id]

    def below(self, task_id: int) -> tuple[Node, ...]:
        """All that is below a task. What is below the others that this unit has read is read with it: a list asks once."""
        if task_id not in self._below:
            wanted = [task_id, *(i for i in self._touched if i not in self._below and i != task_id)]
            one = len(wanted) == 1
            query, values = (BELOW_ONE, {"parent": task_id}) if one else (BELOW_MANY, {"parents": numbers(wanted)})
            found = defaultdict[int, list[Node]](list)
            for root, node in map(node_of, self.db.execute(query, values)):
                found[root].append(node)
            self._below.update((root, tuple(found[root])) for root in wanted)
        return self._below[task_id]

    def waiting_for(self, task_id: int) -> list[Task]:
        """The tasks that come after one."""
        if task_id not in self._waiting:
            self._waiting[task_id] = self.load(WAITING_FOR, before=task_id)
        return self._waiting[task_id]

    def load(self, query: Prepared, **values: Any) -> list[Task]:
        """The whole tasks of the rows that a statement gives; of one that is known in this version no part is read again."""
        found = self.db.execute(query, values).all()
        fresh = [row for row in found if row.id not in self._known or self._known[row.id].version != row.version]
        if fresh:
            self._read(fresh)
        self._touched.update(row.id for row in found)
        return [self._known[row.id] for row in found]

    def _read(self, rows: Sequence[Any]) -> None:
        people, kept, asked, points = parts_of(self.db, [row.id for row in rows])
        for row in rows:
            self._known[row.id] = _read_task(
                row,
                people=tuple(people[row.id]),
                commitments=tuple(kept[row.id]),
                requests=tuple(asked[row.id]),
                milestones=tuple(points[row.id]),
            )
