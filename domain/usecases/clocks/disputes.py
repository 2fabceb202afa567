"""The other side of a disagreement was not heard in time: it goes to the assigner with one side's words."""

from __future__ import annotations

from domain.model.audience import Audience
from domain.model.timers import SideHeard
from domain.ports.timers import Timer
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.decisions.disputing import put_unheard
from domain.unit import Unit


def put_to_assigner(unit: Unit, _timer: Timer, heard: SideHeard) -> None:
    """Put it, in nobody's name; nothing where it was answered or settled by now."""
    task = unit.store.tasks.get(heard.task_id)
    if task is None:
        return
    at = Circumstances(task.assigner_id, frozenset(), unit.now, unit.rules_of(task), unit.calendar_of(task))
    found = put_unheard(task, heard.number, at)
    if found is not None:
        unit.happened(*found, (Audience.ASSIGNER,))
