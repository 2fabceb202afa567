"""Nobody took a raised matter on in time: it stays with whoever handed it on, and both hear it."""

from __future__ import annotations

from domain.model.audience import Audience
from domain.model.timers import HandOnOver
from domain.ports.timers import Timer
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.decisions.raising import not_heard
from domain.unit import Unit


def hand_on_over(unit: Unit, _timer: Timer, over: HandOnOver) -> None:
    """It stays, in nobody's name; nothing where it was taken on, refused or answered by now."""
    task = unit.store.tasks.get(over.task_id)
    if task is None:
        return
    at = Circumstances(task.duty_id, frozenset(), unit.now, unit.rules_of(task), unit.calendar_of(task))
    found = not_heard(task, over.number, at)
    if found is not None:
        unit.happened(*found, (Audience.CONCERNED,))
