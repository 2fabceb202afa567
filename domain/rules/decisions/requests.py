"""What a lead has asked, answered or settled."""

from __future__ import annotations

from datetime import datetime

from domain.model.tasks import Request, RequestKind, Status, Task
from domain.model.value import replace


def ask(task: Task, request: Request) -> Task:
    """The task with one more request waiting."""
    return replace(task, requests=(*task.requests, request))


def answer(task: Task, kind: RequestKind, now: datetime, *, granted: bool) -> Task:
    """The newest waiting request of that kind has its answer; the same task when none waits."""
    asked = task.pending_request(kind)
    done = tuple(replace(r, answered_at=now, granted=granted) if r is asked else r for r in task.requests)
    return replace(task, requests=done)


def settle(task: Task, now: datetime) -> Task:
    """Nobody answers any more what was asked about work that is over, handed in or somebody else's. What two of them do
    not agree on is not over when one hands the result in."""
    stays = RequestKind.DISPUTE if task.status is Status.SUBMITTED else None
    over = (
        replace(r, answered_at=now, granted=False) if r.pending and r.kind is not stays else r for r in task.requests
    )
    settled = tuple(over)
    return replace(task, requests=settled)
