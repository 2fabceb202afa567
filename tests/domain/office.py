"""A small office on paper: people by number, a task between them, and the circumstances of a decision."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.model.clocks import CommitmentKind
from domain.model.tasks import Assignment, Part, Relation, Request, RequestKind, Status, Task
from domain.model.value import replace
from domain.rules import clocks
from domain.rules.decisions import Decision
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.decisions.giving import new_task
from domain.settings.office import Settings

ZONE = ZoneInfo("Asia/Shanghai")
SETTINGS = Settings()
CALENDAR = SETTINGS.calendar()

ASSIGNER, LEAD, CO, WATCHER, SUPERVISOR, LEADER, OWNER, COLLEAGUE, NEXT = range(1, 10)
RELATION = {
    ASSIGNER: Relation.ASSIGNER,
    LEAD: Relation.LEAD,
    CO: Relation.CO,
    WATCHER: Relation.WATCHER,
    SUPERVISOR: Relation.SUPERVISOR,
    LEADER: Relation.LEADER,
    OWNER: Relation.OWNER,
    COLLEAGUE: Relation.COLLEAGUE,
}


def local(day: int, hour: int = 0, minute: int = 0, month: int = 11, year: int = 2026) -> datetime:
    """A moment of November 2026 on the office's wall clock; the 23rd is a Monday."""
    return datetime(year, month, day, hour, minute, tzinfo=ZONE)


MONDAY = local(23, 9, 30)
FRIDAY = local(27, 18, 0)
HOUR = timedelta(hours=1)

PEOPLE = (Assignment(LEAD, Part.LEAD), Assignment(CO, Part.CO), Assignment(WATCHER, Part.WATCHER))
WORK = (CommitmentKind.ACCEPT, CommitmentKind.FIRST_REPORT, CommitmentKind.FINISH)


def a_task(status: Status = Status.ASSIGNED, *, people: tuple[Assignment, ...] = PEOPLE, **fields: Any) -> Task:
    """A task given on Monday morning for Friday at closing time, with the clocks its status calls for."""
    given: dict[str, Any] = {
        "id": 1, "title": "提交三季度报告", "assigner_id": ASSIGNER, "first_handler_id": LEAD,
        "created_at": MONDAY.astimezone(UTC), "due_at": FRIDAY, "people": people, "status": status,
    }  # fmt: skip
    task = Task(**(given | fields))
    if "commitments" in fields:
        return task
    task, _ = new_task(task, at(ASSIGNER))
    return _CLOCKS[status](task)


def _active(task: Task) -> Task:
    return clocks.meet(task, (CommitmentKind.ACCEPT,), MONDAY)


def _paused(task: Task) -> Task:
    task = clocks.stop(_active(task), CommitmentKind, MONDAY)
    return replace(task, paused_at=MONDAY, resumes_at=MONDAY + timedelta(days=1), pause_reason="等财政批复")


def _submitted(task: Task) -> Task:
    task = replace(clocks.meet(task, WORK, MONDAY), submitted_at=task.submitted_at or MONDAY, result="已完成")
    return clocks.start(task, (CommitmentKind.REVIEW,), MONDAY, SETTINGS, CALENDAR)


def _done(task: Task) -> Task:
    return replace(clocks.meet(_submitted(task), (CommitmentKind.REVIEW,), MONDAY), closed_at=MONDAY, percent=100)


def _stopped(task: Task) -> Task:
    return clocks.stop(task, WORK, MONDAY)


_CLOCKS = {
    Status.ASSIGNED: lambda t: t,
    Status.ACTIVE: _active,
    Status.PAUSED: _paused,
    Status.SUBMITTED: _submitted,
    Status.DONE: _done,
    Status.DECLINED: _stopped,
    Status.CANCELLED: lambda t: replace(_stopped(t), closed_at=MONDAY),
}


def at(who: int, now: datetime = MONDAY, *also: Relation) -> Circumstances:
    """Somebody of the office decides something, at a moment."""
    relations = frozenset({RELATION[who], *also}) if who in RELATION else frozenset(also)
    return Circumstances(who, relations, now.astimezone(UTC), SETTINGS, CALENDAR)


def asks_time(until: datetime = FRIDAY + timedelta(days=3), number: int = 1) -> Request:
    """An unanswered request for more time."""
    return Request(number, RequestKind.MORE_TIME, LEAD, MONDAY, "财务数据还没到", due_at=until)


def asks_transfer(to: int = NEXT, number: int = 1) -> Request:
    """An unanswered request to pass the task on."""
    return Request(number, RequestKind.TRANSFER, LEAD, MONDAY, "我出差", to_member_id=to)


def a_dispute(task: Task, other: int, number: int = 1, put_at: datetime | None = None) -> Request:
    """A disagreement that waits for the other side, or from `put_at` for the assigner."""
    one = next(p.member_id for p in task.people if p.member_id != other)
    due = MONDAY + timedelta(days=1)
    return Request(number, RequestKind.DISPUTE, one, MONDAY, "不合理", due_at=due, to_member_id=other, put_at=put_at)


def running(task: Task) -> dict[CommitmentKind, datetime]:
    """The clocks that tick, with their due moments."""
    return {c.kind: c.due_at for c in task.commitments if c.running}


def lead_of(decision: Decision) -> int:
    """Who answers for the task after a decision."""
    return decision.task.lead_id
