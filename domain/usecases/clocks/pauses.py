"""The end that was set for a pause has come: the task goes on by itself."""

from __future__ import annotations

from domain.model.tasks import Relation, Status
from domain.model.timers import PauseOver
from domain.ports.timers import Timer
from domain.rules.decisions import decide
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.lifecycle import Action
from domain.rules.mornings import quiet_until
from domain.unit import Unit
from domain.usecases.raised.linked import follow


def pause_over(unit: Unit, timer: Timer, over: PauseOver) -> None:
    """Resume it as the assigner would, in nobody's name; nothing where the pause has another end by now.

    Below urgent nobody is told by night or on a day off: the news waits until work begins.
    """
    task = unit.store.tasks.get(over.task_id)
    if task is None or task.status is not Status.PAUSED or task.resumes_at != timer.due_at:
        return
    sides = frozenset({Relation.ASSIGNER})
    at = Circumstances(task.assigner_id, sides, unit.now, unit.rules_of(task), unit.calendar_of(task))
    told_at = None if task.priority.breaks_quiet else quiet_until(at.calendar, unit.now)
    decision = decide(task, Action.RESUME, at)
    event = unit.carry_out(decision, None, told_at=told_at)
    if task.linked_id is not None:
        follow(unit, decision.task, event)
