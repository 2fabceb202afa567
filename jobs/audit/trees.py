"""Where the tree of matters is not one: a parent that is not there, a matter that stands under itself."""

from __future__ import annotations

from collections.abc import Iterator

from domain.model.tasks import Task
from domain.ports.store import ReadStore
from jobs.audit.differences import Difference


def in_trees(store: ReadStore, task: Task) -> Iterator[Difference]:
    """Every way up ends, at a matter that stands under nothing; a line of a plan stands under another line."""
    seen, at = {task.id}, task
    while at.parent_id is not None:
        above = store.tasks.get(at.parent_id)
        if above is None:
            yield Difference(task.id, f"parent of #{at.id}", "there", "missing")
            return
        if above.id in seen:
            yield Difference(task.id, "way up the tree", "one that ends", f"again at #{above.id}")
            return
        if at.period and not above.period:
            yield Difference(task.id, f"parent of the line #{at.id}", "a line of a plan", f"#{above.id}")
        seen.add(above.id)
        at = above
