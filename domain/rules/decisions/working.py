"""What those do who carry a task out, and the word of those who do not."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from domain.errors import Refusal
from domain.facts.base import Fact
from domain.facts.tasks import Accepted, Commented, Declined, Reported, Submitted
from domain.model.tasks import Part, Relation, Status, Task
from domain.model.value import fields_of, replace
from domain.rules import hands
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.given import Given
from domain.rules.lifecycle import Action
from domain.rules.outcome import still_blocked


def touch(task: Task, member_id: int, now: datetime, *, reported: bool = False) -> Task:
    """Note that this person has taken their part on, and perhaps reported on it; a lead who does is accountable now.

    Who stands in for the lead does so for the lead's part, and the first handler stays who it was.
    """
    if member_id == task.lead_id and not task.taken_over_at:
        task = replace(task, standin_id=None)  # who was asked to stand in need not
    people = tuple(
        replace(p, accepted_at=p.accepted_at or now, reported_at=now if reported else p.reported_at)
        if task.carrier(p) == member_id and p.part is not Part.WATCHER
        else p
        for p in task.people
    )
    accountable = member_id if member_id == task.lead_id else task.first_handler_id
    return replace(task, people=people, first_handler_id=accountable)


def accept(task: Task, at: Circumstances, _given: Given) -> tuple[Task, Fact]:
    """签收, each for their own part and once."""
    if hands.has_accepted(task, at.actor_id):
        raise Refusal("state", number=str(task.id), action=Action.ACCEPT.value, status=Status.ACTIVE.value)
    return touch(task, at.actor_id, at.now), Accepted()


def decline(task: Task, _at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """退回待派; the first handler stays accountable."""
    return task, Declined(given.text)


def report(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """反馈. Only the lead's sets the progress of the whole and takes a "blocked" back: by more progress, or in words."""
    fact = Reported(given.text, given.percent, given.blocked, _files(given))
    task = touch(task, at.actor_id, at.now, reported=True)
    if at.actor_id != task.duty_id:
        return replace(task, blocked=given.blocked or task.blocked), fact
    percent = task.percent if given.percent is None else given.percent
    still = still_blocked(given.text, before=task.blocked, moved=percent > task.percent)
    return replace(task, percent=percent, blocked=given.blocked or still), fact


def submit(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """Hand in the result; refused over the head of a co-assignee of whom nothing was heard, or over an open matter below it,
    that is not named in it; or without a file where one was asked for."""
    silent = hands.silent(task)
    unnamed = [i for i in silent if i not in given.named]
    if unnamed:
        raise Refusal("silent-co", number=str(task.id), members=",".join(map(str, unnamed)))
    require_named(task, at, given)
    if task.evidence and not (given.said.files or at.shown):
        raise Refusal("evidence", number=str(task.id))
    task = touch(task, at.actor_id, at.now, reported=True)
    task = replace(task, result=given.text, submitted_at=at.now, blocked=False)
    if Relation.SELF in at.relations:
        return replace(task, closed_at=at.now, percent=100), Submitted(given.text, _files(given), closed=True)
    return task, Submitted(given.text, _files(given), without=silent)


def require_named(task: Task, at: Circumstances, given: Given) -> None:
    """What is open below a matter is named by its number where the matter ends, or is handed in, all the same."""
    unfinished = [i for i in at.below if i not in given.matters]
    if unfinished:
        raise Refusal("open-below", number=str(task.id), matters=",".join(map(str, unfinished)))


def comment(task: Task, _at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """A word from somebody who does not carry the task out."""
    return task, Commented(given.text, _files(given))


def _files(given: Given) -> tuple[dict[str, Any], ...]:
    return tuple(fields_of(f) for f in given.said.files)
