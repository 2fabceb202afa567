"""Tasks, whole: a task is read and written with its people, clocks and requests."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, update

from domain.errors import StaleError
from domain.model.clocks import Commitment
from domain.model.milestones import Milestone
from domain.model.tasks import Assignment, Request, Task
from domain.model.value import replace
from domain.text import as_json
from storage.convert import writer
from storage.links import as_columns, write_links
from storage.matters import OPEN
from storage.prepared import once
from storage.queries import TaskQueries
from storage.rows import assignments, clocks, milestones, requests, tasks
from storage.words import Words

_ADD = once(insert(tasks).returning(tasks.c.id), known=True)
_SAVE = once(
    update(tasks).where(tasks.c.id == bindparam("of_id"), tasks.c.version == bindparam("of_version")), known=True
)
_LEAVE_TOPIC = once(
    update(tasks)
    .where(OPEN, tasks.c.team_id == bindparam("of_team"), tasks.c.thread_id == bindparam("of_thread"))
    .values(thread_id=None, version=tasks.c.version + 1)
)
_DROP = {
    t: once(delete(t).where(t.c.task_id == bindparam("of_id")), known=True)
    for t in (assignments, clocks, requests, milestones)
}
_INSERT = {t: once(insert(t), known=True) for t in (assignments, clocks, requests, milestones)}

_words = attrgetter("title", "content", "standard", "origin_ref", "tags", "attachments")
_task_row = writer(Task, tasks, "id", "version", "attachments", "comes_after", "awaits", "tags")
_ROW: Mapping[Table, Callable[[Any], dict[str, Any]]] = {
    assignments: writer(Assignment, assignments),
    clocks: writer(Commitment, clocks),
    requests: writer(Request, requests),
    milestones: writer(Milestone, milestones),
}
_PARTS: Mapping[Table, Callable[[Task], Sequence[Any]]] = {
    assignments: attrgetter("people"),
    clocks: attrgetter("commitments"),
    requests: attrgetter("requests"),
    milestones: attrgetter("milestones"),
}


class TasksRepository(TaskQueries):
    """Tasks, read as `TaskQueries` reads them, and written; `save` is compare-and-set on the version."""

    def add(self, task: Task) -> Task:
        """Write a new task; it gets the next number."""
        row = self._row(task, version=1)
        made = replace(task, id=self.db.execute(_ADD, row).scalar_one(), version=1)
        Words(self.db).of_task(made, row, None)
        self._store_parts(made, None)
        self._below[made.id], self._waiting[made.id] = (), []  # nothing can know of it yet
        return made

    def save(self, task: Task) -> Task:
        """Write a task as a decision left it; StaleError when somebody saved it first."""
        row = self._row(task, version=task.version + 1)
        before = self._known.get(task.id)
        says_more = before is None or _words(before) != _words(task)
        was = Words(self.db).as_written(task.id) if says_more else None
        if self.db.execute(_SAVE, row | {"of_id": task.id, "of_version": task.version}).rowcount != 1:
            raise StaleError(task.id)
        if says_more:
            Words(self.db).of_task(task, row, was)
        return self._store_parts(replace(task, version=task.version + 1), before)

    def leave_topic(self, team_id: int, thread_id: int) -> None:
        """A topic is gone: the open tasks that were given in it speak in the group itself."""
        self.db.execute(_LEAVE_TOPIC, {"of_team": team_id, "of_thread": thread_id})
        for read in (self._known, self._written, self._versions, self._below, self._waiting):
            read.clear()

    def _row(self, task: Task, version: int) -> dict[str, Any]:
        files = as_json(task.attachments)
        return _task_row(task) | {"attachments": files, "version": version} | as_columns(task)

    def _store_parts(self, task: Task, before: Task | None) -> Task:
        """The task with its parts written, those that are not as the unit read them before; from here on it reads it so."""
        for table, parts in _PARTS.items():
            now = parts(task)
            if before is None or parts(before) != now:
                self._write(table, task, now)
        write_links(self.db, task, before)
        self.note_written(task, before)
        return task

    def _write(self, table: Table, task: Task, parts: Sequence[Any]) -> None:
        if task.version > 1:
            self.db.execute(_DROP[table], {"of_id": task.id})
        row, of = _ROW[table], {"task_id": task.id}
        if parts:
            self.db.execute(_INSERT[table], [row(part) | of | _place(table, i) for i, part in enumerate(parts)])


def _place(table: Table, place: int) -> dict[str, int]:
    """People stand in an order."""
    return {"place": place} if table is assignments else {}
