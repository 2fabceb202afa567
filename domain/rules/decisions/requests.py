"""What a lead has asked, answered or settled."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from domain.model.tasks import Request, RequestKind, Task

REGRET = timedelta(minutes=1)  # how long a decision by button can be undone


def ask(task: Task, request: Request) -> Task:
    """The task with one more request waiting."""
    return replace(task, requests=(*task.requests, request))


def answer(task: Task, kind: RequestKind, now: datetime, *, granted: bool) -> Task:
    """The newest waiting request of that kind has its answer; the same task when none waits."""
    asked = task.pending_request(kind)
    done = tuple(replace(r, answered_at=now, granted=granted) if r is asked else r for r in task.requests)
    return replace(task, requests=done)


def refused_just_now(task: Task, now: datetime) -> Request | None:
    """The request of the present lead that was refused within the last minute, unless they have asked anew."""
    last = max((r for r in task.requests if r.answered_at), key=lambda r: (r.answered_at, r.number), default=None)
    if last is None or last.granted or last.member_id != task.lead_id or task.pending_request(last.kind):
        return None
    return last if last.answered_at and now - last.answered_at <= REGRET else None


def reopen(task: Task, refused: Request) -> Task:
    """The request waits for its answer again."""
    waiting = replace(refused, answered_at=None, granted=None)
    return replace(task, requests=tuple(waiting if r is refused else r for r in task.requests))


def settle(task: Task, now: datetime) -> Task:
    """Nobody answers any more what was asked about work that is over, handed in or somebody else's."""
    settled = tuple(replace(r, answered_at=now, granted=False) if r.pending else r for r in task.requests)
    return replace(task, requests=settled)
