"""Where a matter's milestones, or their clocks, are otherwise than its history says."""

from __future__ import annotations

from collections.abc import Iterator

from domain.model.clocks import CommitmentKind
from domain.model.tasks import Status, Task
from jobs.audit.account import Account
from jobs.audit.differences import Difference
from jobs.audit.milestones import Point

_WORK = (Status.ASSIGNED, Status.ACTIVE)


def in_milestones(task: Task, said: Account) -> Iterator[Difference]:
    """The rows are what a recount of the facts gives; each that is to come has one clock, which ends at its date."""
    found = {m.number: Point(m.title, m.due_at, m.reached_at) for m in task.milestones}
    if found != dict(said.milestones):
        yield Difference(task.id, "milestones", str(sorted(said.milestones.items())), str(sorted(found.items())))
    owed = said.status in _WORK and not said.awaits
    must = sorted(p.due for p in said.milestones.values() if p.reached is None) if owed else []
    running = [c for c in task.commitments if c.kind is CommitmentKind.MILESTONE and not (c.met_at or c.stopped_at)]
    if must != sorted(c.due_at for c in running):
        yield Difference(task.id, "clocks of milestones", str(must), str(sorted(c.due_at for c in running)))
    late = [n for n, p in said.milestones.items() if p.reached is None and p.due > said.due]
    if late and said.status in _WORK:
        yield Difference(task.id, "milestones after the deadline", "none", str(late))
