"""Whether a waiting message still says what is so."""

from __future__ import annotations

from typing import Any

from domain.messages.accounts import AppealWaiting
from domain.messages.clocks import Reminder
from domain.messages.tasks import Chase
from domain.model.breaches import Standing
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Relation
from domain.rules.breaches import find, waived
from domain.rules.lifecycle import Action, allowed
from domain.unit import Unit


def still_true(unit: Unit, message: Any) -> bool:
    """Whether a waiting message still says what is so: the clock of a reminder runs, in the same generation; a chase is of
    use while the work is being done, an appeal waits until it is ruled on."""
    if isinstance(message, Chase):
        task = unit.store.tasks.get(message.task_id)
        return task is not None and allowed(task, Action.URGE, frozenset(Relation))
    if isinstance(message, AppealWaiting):
        return _waits(unit, message)
    if not isinstance(message, Reminder):
        return True
    task = unit.store.tasks.get(message.task_id)
    clock = task.ticking(CommitmentKind(message.clock), message.generation) if task else None
    return task is not None and clock is not None and not waived(task, clock)


def _waits(unit: Unit, message: AppealWaiting) -> bool:
    task = unit.store.tasks.get(message.task_id)
    breach = find(task, message.breach) if task else None
    return breach is not None and breach.standing is Standing.APPEALED
