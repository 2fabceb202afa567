"""What becomes of a notice: read by one, its readers reminded, closed, recalled. Who has read it is kept beside it."""

from __future__ import annotations

from datetime import datetime

from domain.errors import Refusal
from domain.facts.base import Fact
from domain.facts.notices import NoticeClosed, NoticeRead, NoticeRecalled, ReadAtLast, UnreadReminded
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Status, Task
from domain.model.value import replace
from domain.rules import clocks
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.decisions.requests import settle
from domain.rules.given import Given


def read(task: Task, _at: Circumstances, _given: Given) -> tuple[Task, Fact]:
    """One more has read it."""
    return task, NoticeRead()


def remind_unread(task: Task, _at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """Those who were named are reminded. Raises: Refusal `button-old` where nobody is."""
    if not given.named:
        raise Refusal("button-old")
    return task, UnreadReminded(given.named)


def close(task: Task, at: Circumstances, _given: Given) -> tuple[Task, Fact]:
    """Nobody is waited for any more; how many had read it stands as its result."""
    read_by, of = at.read
    task = replace(task, closed_at=at.now, result=f"{read_by}/{of}")
    return task, NoticeClosed(read_by, of, complete=read_by == of)


def read_at_last(task: Task, notice: int, now: datetime) -> tuple[Task, Fact]:
    """A task that was to read a notice: it is done with the reading, and what was promised of it is kept."""
    task = clocks.meet(settle(task, now), _KEPT, now)
    task = clocks.stop(task, tuple(CommitmentKind), now)
    return replace(task, status=Status.DONE, closed_at=now, percent=100, awaits=()), ReadAtLast(notice)


_KEPT = (CommitmentKind.ACCEPT, CommitmentKind.FIRST_REPORT, CommitmentKind.FINISH)


def recall(task: Task, at: Circumstances, _given: Given) -> tuple[Task, Fact]:
    """It does not hold any more."""
    return replace(task, closed_at=at.now), NoticeRecalled()
