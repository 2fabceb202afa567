"""Giving a task, and giving it to somebody else."""

from __future__ import annotations

from domain.errors import Refusal
from domain.facts.base import Fact
from domain.facts.tasks import Assigned, Reassigned
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Assignment, Kind, Part, Status, Task
from domain.model.value import replace
from domain.rules import clocks, own_clocks, reporting
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.decisions.working import touch
from domain.rules.given import Given
from domain.rules.standing_in import given_at_once


def new_task(task: Task, at: Circumstances) -> tuple[Task, Fact]:
    """A task on the day it is given: its work clocks start and the assignment is recorded.

    What somebody gives themselves is accepted already, and nobody waits for a first report on it. Where the lead is away,
    whoever stands in for them has the duty at once.
    """
    kinds: tuple[CommitmentKind, ...] = (CommitmentKind.ACCEPT, CommitmentKind.FIRST_REPORT, CommitmentKind.FINISH)
    if task.lead_id == task.assigner_id:
        task = touch(replace(task, status=Status.ACTIVE), task.lead_id, at.now)
        kinds = (CommitmentKind.FINISH,)
    else:
        task = given_at_once(task, at.standins.get(task.lead_id), at.now)
    task = clocks.start(task, kinds, at.now, at.settings, at.calendar)
    task = own_clocks.follow(reporting.follow(task, at.now, at.calendar), at.now)
    people = {str(p.member_id): p.part.value for p in task.people}
    due = task.due_at.isoformat()
    rules = (task.periodic, task.periodic_words, task.ladder, task.parent_id or 0)
    return task, Assigned(task.title, due, task.due_words, task.priority.value, people, *rules)


def reassign(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """The assigner gives the task to somebody else; who declined it may be given it again."""
    to = given.the_member()
    if task.status is not Status.DECLINED:
        require_other(task, to, at.actor_id)
    return new_lead(task, to, at), Reassigned(task.lead_id, to)


def require_other(task: Task, to: int, actor_id: int) -> None:
    """Refused when the task would stay where it is."""
    if to == task.lead_id == actor_id:
        raise Refusal("same-lead-own", number=str(task.id))
    if to == task.lead_id:
        raise Refusal("same-lead", number=str(task.id))


def new_lead(task: Task, to: int, at: Circumstances) -> Task:
    """The new lead first, with nothing in their way yet; the old one keeps watching, unless they are the assigner, who
    hears of it all, or have declined it: that is no matter of theirs. Nobody stands in the list twice.

    Where the new lead is away, whoever stands in for them has the duty at once.
    """
    watchers = Assignment(task.lead_id, Part.WATCHER)
    rest = tuple(p for p in task.people if p.part is not Part.LEAD and p.member_id not in (to, task.lead_id))
    keeps = task.lead_id not in (to, task.assigner_id) and task.status is not Status.DECLINED
    old = (watchers,) if keeps else ()
    task = replace(task, people=(Assignment(to, Part.LEAD), *rest, *old), blocked=False)
    if task.kind is Kind.PLAN:
        return replace(task, first_handler_id=to)  # nobody has to accept a line of a plan
    return given_at_once(task, at.standins.get(to), at.now)
