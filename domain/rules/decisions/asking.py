"""What a lead asks of the assigner, and the answers."""

from __future__ import annotations

from datetime import datetime

from domain.errors import Refusal
from domain.facts.base import Fact
from domain.facts.clocks import (
    TimeAsked,
    TimeGranted,
    TimeRefused,
    TransferAsked,
    TransferGranted,
    TransferRefused,
)
from domain.model.tasks import Request, RequestKind, Status, Task
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.decisions.giving import new_lead, require_other
from domain.rules.decisions.judging import due_at
from domain.rules.decisions.requests import ask
from domain.rules.given import Given
from domain.rules.moves import Action


def ask_time(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """申请延期: before expiry, to a later moment, with a reason."""
    due = given.the_moment()
    require_in_time(task, at.now, due)
    number = len(task.requests) + 1
    asked = Request(number, RequestKind.MORE_TIME, at.actor_id, at.now, given.text, due_at=due)
    return ask(task, asked), TimeAsked(task.due_at.isoformat(), due.isoformat(), given.text)


def require_in_time(task: Task, now: datetime, due: datetime | None) -> None:
    """More time is asked for before the deadline, and to a moment after it: known before the reason is."""
    if task.overdue(now):
        raise Refusal("extend-too-late", number=str(task.id))
    if due is not None and due <= task.due_at:
        raise Refusal("extend-not-later", old=task.due_at.isoformat(), new=due.isoformat())


def grant_time(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """同意延期, to the moment asked for or to another one."""
    asked = task.pending_request(RequestKind.MORE_TIME)
    due = given.moment or (asked and asked.due_at) or task.due_at
    if task.status is Status.PAUSED and due <= at.now:  # it moves with the pause, and lies ahead again after it
        raise Refusal("paused", number=str(task.id), action=Action.GRANT_TIME.value)
    return due_at(task, due, given.wording, at.now), TimeGranted(task.due_at.isoformat(), due.isoformat())


def refuse_time(task: Task, _at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """不同意延期, with a reason."""
    return task, TimeRefused(task.due_at.isoformat(), given.text)


def ask_transfer(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """申请转办."""
    to = given.the_member()
    require_other(task, to, at.actor_id)
    number = len(task.requests) + 1
    asked = Request(number, RequestKind.TRANSFER, at.actor_id, at.now, given.text, to_member_id=to)
    return ask(task, asked), TransferAsked(to, given.text)


def grant_transfer(task: Task, at: Circumstances, _given: Given) -> tuple[Task, Fact]:
    """同意转办; accountability moves only when the new lead accepts."""
    to = _asked_for(task)
    return new_lead(task, to, at), TransferGranted(task.lead_id, to)


def refuse_transfer(task: Task, _at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """不同意转办, with a reason."""
    return task, TransferRefused(_asked_for(task), given.text)


def _asked_for(task: Task) -> int:
    """Whom the lead wants the task to go to."""
    asked = task.pending_request(RequestKind.TRANSFER)
    return (asked and asked.to_member_id) or task.lead_id
