"""From a task's running clocks to the timers that will ring for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.model.clocks import Commitment, CommitmentKind
from domain.model.tasks import Task
from domain.settings.ladders import Ladder, Step
from domain.settings.office import Settings
from worktime.calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Ring:
    """A timer to be: its unique key, when it rings, and for which step of which clock."""

    key: str
    due_at: datetime
    task_id: int
    clock: CommitmentKind
    generation: int
    step: str
    round: int = 0


def rings(task: Task, settings: Settings, calendar: WorkingCalendar) -> Iterator[Ring]:
    """Every ring a task's running clocks ask for, whether it has rung already or not.

    A step whose moment lay before the clock was started is none of its steps: a task given for tomorrow has no reminder
    three days before, and a result returned after the deadline does not ring the deadline again. Nor is one that would come
    on the heels of the start: whoever was given a task just now need not be told that a day is left.
    """
    for clock in task.commitments:
        if clock.running:
            for step in settings.ladders[clock.kind][task.priority]:
                ring = ring_of(task, clock, step, calendar)
                if ring.due_at > _heels(clock):
                    yield ring


def _heels(clock: Commitment) -> datetime:
    """Until when a clock was started just now: a twentieth of its term."""
    return clock.started_at + max(clock.due_at - clock.started_at, timedelta(0)) / 20


def ring_of(task: Task, clock: Commitment, step: Step, calendar: WorkingCalendar) -> Ring:
    """The first ring of a step."""
    key = f"clock:{task.id}:{clock.kind}:{clock.generation}:{step.name}:0"
    due = step.at.after(clock.due_at, calendar)
    return Ring(key, due, task.id, clock.kind, clock.generation, step.name)


def ring_again(ring: Ring, step: Step, calendar: WorkingCalendar, now: datetime) -> Ring | None:
    """The next ring of a step that repeats, always after `now`, so that downtime never makes a burst."""
    if step.every is None:
        return None
    due, turn = step.every.after(ring.due_at, calendar), ring.round + 1
    while due <= now:
        due, turn = step.every.after(due, calendar), turn + 1
    key = f"clock:{ring.task_id}:{ring.clock}:{ring.generation}:{ring.step}:{turn}"
    return Ring(key, due, ring.task_id, ring.clock, ring.generation, ring.step, turn)


def find_step(steps: Ladder, name: str) -> Step | None:
    """The step of that name, or None when the configuration dropped it meanwhile."""
    return next((s for s in steps if s.name == name), None)
