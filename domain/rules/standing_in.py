"""AB角: what becomes of a task while somebody stands in for its lead. Pure.

What somebody gave themselves waits for them, and what was declined waits for its assigner: neither goes to a backup.
"""

from __future__ import annotations

from datetime import datetime

from domain.model.clocks import MEASURES, Commitment
from domain.model.tasks import Kind, Status, Task
from domain.model.value import replace


def can_stand_in(task: Task) -> bool:
    """Whether the duty can go to a backup: somebody waits for the work, and nobody has taken it over."""
    work = task.kind is Kind.TASK and task.status.is_open and task.status is not Status.DECLINED
    return work and not task.is_own and not task.taken_over_at


def comes_back(task: Task) -> bool:
    """Whether the lead has it again once they are there: what the stand-in declined stays declined by them."""
    return task.standin_id is not None and task.status is not Status.DECLINED


def asked(task: Task, to: int) -> Task:
    """`to` is asked to take over; until then the duty stays where it is."""
    return replace(task, standin_id=to, taken_over_at=None)


def taken(task: Task, now: datetime) -> Task:
    """The duty is the stand-in's, and so are the clocks that run; what has been breached stays with whoever had it."""
    assert task.standin_id is not None  # somebody was asked
    return _clocks_to(replace(task, taken_over_at=now), task.lead_id, task.standin_id)


def given_at_once(task: Task, standin_id: int | None, now: datetime) -> Task:
    """A task whose lead is away has a stand-in from the start; nobody where none is given."""
    taken_over_at = now if standin_id is not None else None
    if (task.standin_id, task.taken_over_at) == (standin_id, taken_over_at):
        return task
    return replace(task, standin_id=standin_id, taken_over_at=taken_over_at)


def returned(task: Task) -> Task:
    """The lead has the duty again, with the clocks that run."""
    back = replace(task, standin_id=None, taken_over_at=None)
    return back if task.standin_id is None else _clocks_to(back, task.standin_id, task.lead_id)


def _clocks_to(task: Task, frm: int, to: int) -> Task:
    moved = (
        replace(c, member_id=to) if c.member_id == frm and _of_duty(task, c) and (c.running or task.suspended(c)) else c
        for c in task.commitments
    )
    return replace(task, commitments=tuple(moved))


def _of_duty(task: Task, clock: Commitment) -> bool:
    """A person's own part is theirs, and the assigner's answers are the assigner's, but for that to a raised matter."""
    return task.is_raised or not (MEASURES[clock.kind].of_assigner or MEASURES[clock.kind].of_part)
