"""What ties tasks to others: which come before which, and under which tags they are found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import BigInteger, Select, Table, bindparam, delete, insert, select

from domain.model.tasks import Task
from storage.prepared import once
from storage.rows import followers, task_tags, tasks


def _before() -> Select[Any]:
    """What comes before a task, on and on; a circle, if there ever were one, ends."""
    pair = (followers.c.task_id, followers.c.before_id)
    found = select(*pair).where(followers.c.task_id == bindparam("of", type_=BigInteger)).cte("before", recursive=True)
    return select(found.union(select(*pair).where(followers.c.task_id == found.c.before_id)))


BEFORE = once(_before())
WAITING_FOR = once(
    select(tasks)
    .where(
        tasks.c.id.in_(
            select(followers.c.task_id).where(followers.c.before_id == bindparam("before", type_=BigInteger))
        )
    )
    .order_by(tasks.c.id)
)
_DROP = {t: once(delete(t).where(t.c.task_id == bindparam("of_id"))) for t in (followers, task_tags)}
_ADD = {t: once(insert(t)) for t in (followers, task_tags)}
# What each table says again of a task, so that it is found by it: the column, and the task's own field.
_SAYS: Mapping[Table, tuple[str, Callable[[Task], Sequence[Any]]]] = {
    followers: ("before_id", lambda task: task.comes_after),
    task_tags: ("tag", lambda task: task.tags),
}


def write_links(db: Any, task: Task, before: Task | None) -> None:
    """Write what a task says of its links, where that is new."""
    for table, (column, says) in _SAYS.items():
        now = says(task)
        was = () if task.version == 1 else says(before) if before is not None else None
        if was == now:
            continue
        if task.version > 1:
            db.execute(_DROP[table], {"of_id": task.id})
        if now:
            db.execute(_ADD[table], [{"task_id": task.id, column: value} for value in now])


def as_columns(task: Task) -> dict[str, str]:
    """The links as they stand in the task's own row."""
    return {name: " ".join(map(str, getattr(task, name))) for name in ("comes_after", "awaits", "tags")}
