"""What becomes of a notice: read by one, its readers reminded, closed, recalled. Who has read it is kept beside it."""

from __future__ import annotations

from dataclasses import replace

from domain.errors import Refusal
from domain.facts.base import Fact
from domain.facts.notices import NoticeClosed, NoticeRead, NoticeRecalled, UnreadReminded
from domain.model.tasks import Task
from domain.rules.decisions.circumstances import Circumstances
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


def recall(task: Task, at: Circumstances, _given: Given) -> tuple[Task, Fact]:
    """It does not hold any more."""
    return replace(task, closed_at=at.now), NoticeRecalled()
