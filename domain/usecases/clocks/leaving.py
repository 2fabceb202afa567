"""A reminder that was held back leaves: only now it is known that it was told, and that it is a slip."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from domain.facts.clocks import Reminded
from domain.messages.clocks import Reminder
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Task
from domain.model.value import replace
from domain.ports.post import Outgoing
from domain.rules.ladder import find_step, steps
from domain.unit import Unit
from domain.usecases.accountability.slips import at_step, issued_since


def as_it_leaves(unit: Unit, row: Outgoing) -> Outgoing:
    """The row as it is told: a step of the finish ladder that is a slip takes its number now."""
    said = row.message
    if not isinstance(said, Reminder) or not said.held or said.slip or row.place.member_id is None:
        return row
    task = unit.store.tasks.get(said.task_id)
    slip = _slip(unit, task, row.place.member_id, said) if task else 0
    if not slip:
        return row
    told = replace(said, slip=slip)
    unit.store.outbox.rewrite(row.id, told)
    return replace(row, message=told)


def _slip(unit: Unit, task: Task, member_id: int, said: Reminder) -> int:
    """The lead's copy is the one that is issued; who else hears the step has what was issued for it."""
    kind = CommitmentKind(said.clock)
    step, clock = find_step(steps(task, kind, unit.rules_of(task)), said.step), task.ticking(kind, said.generation)
    if kind is not CommitmentKind.FINISH or step is None or clock is None:
        return 0
    made = at_step(unit, task, clock, step) if member_id == task.called_id else None
    return made.seq if made else issued_since(unit, task, datetime.fromisoformat(said.rang_at))


def told(unit: Unit, rows: Sequence[Outgoing]) -> None:
    """What left of what was held back stands in the history as told now."""
    for row in rows:
        said = row.message
        task = unit.store.tasks.get(said.task_id) if isinstance(said, Reminder) and said.held else None
        if task is None or not isinstance(said, Reminder):
            continue
        to = row.place.member_id
        unit.record(task, Reminded(said.clock, said.step, () if to is None else (to,), to is None), None)
