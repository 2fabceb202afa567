"""Whether a waiting message still says what is so."""

from __future__ import annotations

from typing import Any

from domain.messages.clocks import Reminder
from domain.model.clocks import CommitmentKind
from domain.unit import Unit


def still_true(unit: Unit, message: Any) -> bool:
    """Whether a waiting reminder still says what is so: its clock runs, in the same generation."""
    if not isinstance(message, Reminder):
        return True
    task = unit.store.tasks.get(message.task_id)
    running = task.running(CommitmentKind(message.clock)) if task else None
    return running is not None and running.generation == message.generation
