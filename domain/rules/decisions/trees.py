"""What is particular to trees of matters: one broken down, put under another, taken out; a line of a plan that is closed."""

from __future__ import annotations

from domain.errors import Refusal
from domain.facts.base import Fact
from domain.facts.trees import PlanClosed, PutUnder, SubtaskGiven, TakenOut
from domain.model.tasks import Kind, Task
from domain.model.value import replace
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.decisions.working import require_named, touch
from domain.rules.given import Given


def break_down(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """分解: the matter that was made under it stands in its story; whoever has the duty has thereby taken it on."""
    taken_on = task.kind is Kind.TASK and at.actor_id == task.duty_id
    task = touch(task, at.actor_id, at.now) if taken_on else task
    return task, SubtaskGiven(given.the_matter(), given.text, given.the_member())


def put_under(task: Task, _at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """A part of another matter from now on, and of no other."""
    parent = given.the_matter()
    if task.parent_id == parent:
        raise Refusal("under-already", number=str(task.id), parent=str(parent))
    return replace(task, parent_id=parent), PutUnder(parent)


def take_out(task: Task, _at: Circumstances, _given: Given) -> tuple[Task, Fact]:
    """A matter of its own again."""
    if task.parent_id is None:
        raise Refusal("under-nothing", number=str(task.id))
    return replace(task, parent_id=None), TakenOut(task.parent_id)


def close(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """办结 of a line of a plan, by whoever gave it; not over an open matter below it that is not named."""
    require_named(task, at, given)
    return replace(task, closed_at=at.now, percent=100, blocked=False), PlanClosed(given.text)
