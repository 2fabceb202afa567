"""What is particular to milestones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.facts.base import Fact
from domain.facts.milestones import MilestoneReached, MilestonesDropped, MilestonesMoved, MilestonesSet
from domain.model.milestones import Milestone
from domain.model.tasks import Task
from domain.rules import milestones
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.decisions.working import touch
from domain.rules.given import Given


def set_milestones(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """设节点: several at once, all or none; one whose title there is has another date, and is to come again."""
    changed, those = milestones.with_set(task, given.milestones, at.now, at.settings)
    return changed, MilestonesSet(steps(those, task))


def drop_milestones(task: Task, _at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """Without these."""
    those = milestones.chosen(task, given.which)
    return milestones.without(task, those), MilestonesDropped(steps(those))


def reach(task: Task, at: Circumstances, given: Given) -> tuple[Task, Fact]:
    """达到节点: a word of whoever has the duty, as a report is."""
    those = milestones.chosen(task, given.which)
    ticked = milestones.with_reached(task, those, at.now)
    return touch(ticked, at.actor_id, at.now, reported=True), MilestoneReached(steps(those))


def with_milestones(task: Task, given: Sequence[Milestone], at: Circumstances) -> Task:
    """A new task with the milestones of its order."""
    return milestones.with_set(task, given, at.now, at.settings)[0] if given else task


def milestones_said(task: Task) -> Iterator[Fact]:
    """What an order said of its milestones: the history has it as if it were said after."""
    if task.milestones:
        yield MilestonesSet(steps(milestones.ordered(task.milestones)))


def milestones_moved(before: Task, after: Task, fact: Fact) -> MilestonesMoved | None:
    """What a change of something else did to the dates of milestones."""
    if isinstance(fact, MilestonesSet):
        return None
    found = milestones.moved(before, after)
    return MilestonesMoved(steps(found, before)) if found else None


def steps(found: Sequence[Milestone], before: Task | None = None) -> tuple[dict[str, str], ...]:
    """Milestones as a fact keeps them, with the dates they had `before`."""
    was = {m.number: m.due_at.isoformat() for m in before.milestones} if before else {}
    return tuple(
        {
            "number": str(m.number),
            "title": m.title,
            "due": m.due_at.isoformat(),
            "day": "1" if m.day_only else "",
            "was": was.get(m.number, ""),
        }
        for m in found
    )
