"""What is particular to matters that wait for others, and to tags."""

from __future__ import annotations

from domain.errors import Refusal
from domain.facts.base import Fact
from domain.facts.links import MadeToWait, Tagged, Untagged, WaitDropped
from domain.model.tasks import Task
from domain.model.value import replace
from domain.rules import waiting
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.given import Given
from domain.rules.tags import require_few


def make_wait(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """It comes after these; what is done already is not waited for."""
    new = tuple(i for i in given.matters if i not in task.comes_after or (i not in task.awaits and i not in given.over))
    if not new:
        raise Refusal("after-already", number=str(task.id), matters=",".join(map(str, given.matters)))
    waiting.require_few(task, new, at.settings)
    over = tuple(i for i in new if i in given.over)
    opened = tuple(i for i in new if i not in over)
    return waiting.begin(task, opened, over, at.now), MadeToWait(opened, over)


def drop_wait(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """It comes after these no longer, or after nothing; what waits for nothing any more begins."""
    named = given.matters or task.comes_after
    if not named or not set(named) <= set(task.comes_after):
        raise Refusal("after-nothing", number=str(task.id), matters=",".join(map(str, given.matters)))
    left = tuple(i for i in task.comes_after if i not in named)
    dropped = waiting.without(replace(task, comes_after=left), named, at.now, at.settings, at.calendar)
    begins = bool(task.awaits) and not dropped.awaits
    return dropped, WaitDropped(named, dropped.due_at.isoformat() if begins else "")


def tag(task: Task, _at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """标签."""
    new = tuple(t for t in given.tags if t not in task.tags)
    if not new:
        raise Refusal("tag-already", number=str(task.id))
    require_few((*task.tags, *new))
    return replace(task, tags=(*task.tags, *new)), Tagged(new)


def untag(task: Task, _at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """Without these tags."""
    if not set(given.tags) <= set(task.tags):
        raise Refusal("tag-none", number=str(task.id))
    return replace(task, tags=tuple(t for t in task.tags if t not in given.tags)), Untagged(given.tags)
