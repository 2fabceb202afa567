"""Tasks, whole: a task is read and written with its people, clocks and requests."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Table, delete, insert, update

from domain.errors import StaleError
from domain.model.tasks import Task
from domain.text import as_json
from storage.convert import to_row
from storage.queries import TaskQueries
from storage.rows import assignments, clocks, requests, tasks


class TasksRepository(TaskQueries):
    """Tasks, read as `TaskQueries` reads them, and written; `save` is compare-and-set on the version."""

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
